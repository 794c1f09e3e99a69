package io.guichet.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One order while its rows are read: held until it grows beyond a limit, from then on only passed over. */
final class ProfileOrder implements Origin {

    private static final int MAX_VALUES = JsonTexts.MAX_TOKENS / 4;
    private static final int MAX_PROBLEMS = 100;

    /** What is wrong with a value that stands at this path; whose words say it is known only with the whole order. */
    private record Found(List<String> path, Function<Complaints, Problem> problem) {
    }

    private final ImportProfile profile;
    private final ProfileColumns columns;
    private final Complaints complaints;
    private final int maxOrderBytes;
    private final DottedTree tree = new DottedTree();
    private final List<Found> found = new ArrayList<>();
    private final List<Problem> unreadable = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final JsonNode[] shared;
    private final long[] sharedLines;
    private long last;
    private boolean terminated;
    private long bytes;
    private long values;
    private boolean full;

    ProfileOrder(ImportProfile profile, ProfileColumns columns, Complaints complaints, int maxOrderBytes) {
        this.profile = profile;
        this.columns = columns;
        this.complaints = complaints;
        this.maxOrderBytes = maxOrderBytes;
        this.shared = new JsonNode[columns.columns().size()];
        this.sharedLines = new long[columns.columns().size()];
        profile.fixed().forEach(tree::put);
    }

    long firstLine() {
        return lines.get(0);
    }

    /** The next row of the order, in one piece or with a problem of its own. */
    void add(CsvRows.Row row) {
        last = row.last();
        terminated = row.terminated();
        bytes += row.bytes();
        if (full) {
            return;
        }
        lines.add(row.line());
        values++;
        if (row.problem().isPresent()) {
            refuse(row.problem().get());
        } else {
            int surplus = columns.cellWithoutColumn(row.cells());
            if (surplus > 0) {
                refuse(complaints.at("GUI-1022", row.line(), surplus, row.cells().size(), columns.columns().size()));
            } else {
                read(row);
            }
        }
        if (bytes > maxOrderBytes || values > MAX_VALUES) {
            full = true;
            unreadable.clear();
            unreadable.add(bytes > maxOrderBytes
                    ? complaints.tooLarge(firstLine(), 1)
                    : complaints.at("GUI-1008", firstLine(), 1, MAX_VALUES + " cells"));
        }
    }

    /** Nothing of the order can be taken, whatever its other rows say. */
    void refuse(Problem problem) {
        if (unreadable.size() < MAX_PROBLEMS) {
            unreadable.add(problem);
        }
    }

    OneAhead.Read order() {
        String place = complaints.lines(firstLine(), lines.size() == 1 ? firstLine() : last);
        if (!unreadable.isEmpty()) {
            return new OneAhead.Read(RawOrder.unreadable(firstLine(), last, place, unreadable), terminated);
        }
        finishShared();
        return new OneAhead.Read(
                new RawOrder(firstLine(), last, place, tree.message(), problems(complaints), this), terminated);
    }

    @Override
    public List<Problem> problems(List<Problem> said, Texts words) {
        return problems(complaints.in(words));
    }

    private List<Problem> problems(Complaints words) {
        return found.stream().map(one -> {
            Problem problem = one.problem().apply(words);
            return new Problem(problem.code(), tree.pointer(one.path()), problem.message(), problem.advice(),
                    Optional.empty());
        }).toList();
    }

    private void read(CsvRows.Row row) {
        Set<List<String>> filled = new HashSet<>();
        for (int i = 0; i < shared.length; i++) {
            if (columns.columns().get(i).isPerRow() && !isBlank(i, row)) {
                filled.addAll(columns.columns().get(i).entries());
            }
        }
        boolean adds = !filled.isEmpty();
        for (int i = 0; i < shared.length; i++) {
            ProfileColumn column = columns.columns().get(i);
            // What is said of an entry that has no value of its own would make one.
            if (column.isPerRow() && filled.containsAll(column.entries())) {
                ofRow(i, row);
            } else if (!column.isPerRow() && !column.isIgnored() && !isBlank(i, row)) {
                adds |= shared[i] == null;
                share(i, row);
            }
        }
        if (!adds && lines.size() > 1) {
            long line = row.line();
            complain(List.of(), words -> words.at("GUI-1059", line, 1, words.text("rows.nothing", firstLine())));
        }
    }

    private void ofRow(int i, CsvRows.Row row) {
        ProfileColumn column = columns.columns().get(i);
        List<String> path = own(column.path());
        if (!isBlank(i, row)) {
            put(path, value(i, row, path).orElseGet(() -> asItIs(i, row)));
        } else if (column.required()) {
            wrong(i, row.line(), path, "", CellForm.TEXT::expected);
        } else {
            column.otherwise().ifPresent(value -> put(path, value));
        }
    }

    private void share(int i, CsvRows.Row row) {
        List<String> path = columns.columns().get(i).path();
        Optional<JsonNode> value = value(i, row, path);
        if (shared[i] == null) {
            shared[i] = value.orElseGet(() -> asItIs(i, row));
            sharedLines[i] = row.line();
            put(path, shared[i]);
        } else if (value.isPresent() && !shared[i].equals(value.get())) {
            String here = value.get().asText();
            String there = shared[i].asText();
            long line = row.line();
            long other = sharedLines[i];
            complain(path, words -> words.at("GUI-1059", line, 1, words.text("rows.differ", columns.label(i),
                    shown(words, i, here), shown(words, i, there), other)));
        }
    }

    /** Empty where it was wrong, and told. */
    private Optional<JsonNode> value(int i, CsvRows.Row row, List<String> path) {
        String cell = columns.cell(i, row.cells());
        Optional<JsonNode> value = columns.columns().get(i).read(cell);
        if (value.isEmpty()) {
            wrong(i, row.line(), path, cell, columns.columns().get(i)::expected);
        }
        return value;
    }

    /** A wrong value stays, so that nobody says as well that it is missing. */
    private JsonNode asItIs(int i, CsvRows.Row row) {
        return new PlainText(columns.cell(i, row.cells()));
    }

    /** Once all rows are there it is known which fields of the order no row has. */
    private void finishShared() {
        Set<List<String>> filled = new HashSet<>();
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] != null) {
                filled.addAll(columns.columns().get(i).entries());
            }
        }
        for (int i = 0; i < shared.length; i++) {
            ProfileColumn column = columns.columns().get(i);
            if (shared[i] != null || column.isIgnored() || column.isPerRow()
                    || !filled.containsAll(column.entries())) {
                continue;
            }
            sharedLines[i] = firstLine();
            column.otherwise().ifPresent(value -> put(column.path(), value));
            if (column.required()) {
                wrong(i, firstLine(), column.path(), "", CellForm.TEXT::expected);
            }
        }
    }

    private boolean isBlank(int column, CsvRows.Row row) {
        return ProfileColumn.trimmed(columns.cell(column, row.cells())).isEmpty();
    }

    private void wrong(int column, long line, List<String> path, String cell, Function<Complaints, String> expected) {
        complain(path, words -> words.at("GUI-1057", line, columns.number(column), columns.label(column),
                shown(words, column, cell), expected.apply(words)));
    }

    private String shown(Complaints words, int column, String value) {
        return words.shown(value, columns.columns().get(column).hidden() && !value.isEmpty());
    }

    private void complain(List<String> path, Function<Complaints, Problem> problem) {
        if (found.size() < MAX_PROBLEMS) {
            found.add(new Found(path, problem));
        }
    }

    private void put(List<String> path, JsonNode value) {
        values++;
        tree.put(path, value);
    }

    /** The path in the entry of the row in hand. */
    private List<String> own(List<String> path) {
        String entry = String.valueOf(lines.size() - 1);
        return path.stream().map(part -> part.equals(ProfileColumn.EACH_ROW) ? entry : part).toList();
    }

    @Override
    public Optional<String> of(String field, Texts words) {
        Complaints told = complaints.in(words);
        List<String> pointer = new ArrayList<>();
        for (JsonPointer rest = JsonPointer.compile(field); !rest.matches(); rest = rest.tail()) {
            pointer.add(rest.getMatchingProperty());
        }
        List<String> path = tree.path(pointer);
        Optional<Integer> row = Optional.empty();
        for (int i = 0; i < shared.length; i++) {
            List<String> own = columns.columns().get(i).path();
            Optional<Integer> ownRow = row(own, path);
            String entry = ownRow.map(String::valueOf).orElse(ProfileColumn.EACH_ROW);
            if (own.stream().map(part -> part.equals(ProfileColumn.EACH_ROW) ? entry : part).toList().equals(path)) {
                long line = ownRow.map(lines::get).orElse(shared[i] == null ? firstLine() : sharedLines[i]);
                return Optional.of(told.cell(line, Optional.of(columns.label(i))));
            }
            row = row.or(() -> ownRow);
        }
        return row.map(known -> told.cell(lines.get(known), Optional.empty()));
    }

    /** The row whose entry of a list a path leads into. */
    private Optional<Integer> row(List<String> own, List<String> path) {
        int each = own.indexOf(ProfileColumn.EACH_ROW);
        boolean inList = each >= 0 && path.size() > each && path.subList(0, each).equals(own.subList(0, each))
                && DottedTree.isIndex(path.get(each)) && Integer.parseInt(path.get(each)) < lines.size();
        return inList ? Optional.of(Integer.valueOf(path.get(each))) : Optional.empty();
    }
}
