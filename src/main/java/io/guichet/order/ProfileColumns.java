package io.guichet.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of an import profile as they stand in one file. */
final class ProfileColumns {

    private static final int NOWHERE = -1;
    private static final int MOST_TOLD = 20;

    private final List<ProfileColumn> columns;
    private final int[] places;
    private final String[] labels;
    private final BitSet known;
    private final boolean ignoresOthers;

    private ProfileColumns(ImportProfile profile) {
        this.columns = profile.columns();
        this.places = new int[columns.size()];
        this.labels = new String[columns.size()];
        this.known = new BitSet();
        this.ignoresOthers = profile.ignoresOthers();
        Arrays.fill(places, NOWHERE);
    }

    /** Of a file without header. */
    static ProfileColumns byPosition(ImportProfile profile) {
        ProfileColumns found = new ProfileColumns(profile);
        for (int i = 0; i < found.columns.size(); i++) {
            int position = found.columns.get(i).position();
            found.stand(i, position - 1, String.valueOf(position));
        }
        return found;
    }

    /** Of a file with this header, which is told whole where it does not fit. */
    static ProfileColumns byName(ImportProfile profile, CsvRows.Row header, Complaints complaints)
            throws UnreadableInput {
        ProfileColumns found = new ProfileColumns(profile);
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < found.columns.size(); i++) {
            found.labels[i] = found.columns.get(i).names().get(0);
            for (String name : found.columns.get(i).names()) {
                byName.put(ProfileColumn.folded(name), i);
            }
        }
        List<String> unknown = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int cell = 0; cell < header.cells().size(); cell++) {
            String name = header.cells().get(cell);
            String folded = ProfileColumn.folded(name);
            Integer column = byName.get(folded);
            if (folded.isEmpty()) {
                // A column that has no name may have no value either, which each row shows.
                continue;
            } else if (!seen.add(folded) || column != null && found.places[column] != NOWHERE) {
                twice.add(name);
            } else if (column != null) {
                found.stand(column, cell, ProfileColumn.trimmed(name));
            } else if (!found.ignoresOthers) {
                unknown.add(name);
            }
        }
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < found.columns.size(); i++) {
            if (found.columns.get(i).required() && found.places[i] == NOWHERE) {
                missing.add(String.join(" / ", found.columns.get(i).names()));
            }
        }
        List<String> wrong = new ArrayList<>();
        told("header.missing", missing, complaints).ifPresent(wrong::add);
        told("header.unknown", unknown, complaints).ifPresent(wrong::add);
        told("header.twice", twice, complaints).ifPresent(wrong::add);
        if (!wrong.isEmpty()) {
            throw new UnreadableInput(
                    complaints.whole("GUI-1058", header.line(), 1, profile.name(), String.join("; ", wrong)));
        }
        return found;
    }

    private static Optional<String> told(String key, List<String> names, Complaints complaints) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        complaints.text(key, names.stream().limit(MOST_TOLD).map(name -> complaints.shown(name, false))
                                .collect(Collectors.joining(", ")) + (names.size() > MOST_TOLD ? " …" : "")));
    }

    private void stand(int column, int cell, String label) {
        places[column] = cell;
        labels[column] = label;
        known.set(cell);
    }

    List<ProfileColumn> columns() {
        return columns;
    }

    /** What the sender calls it. */
    String label(int column) {
        return labels[column];
    }

    /** The place of the column in a row, from 1; 0 where the file has none. */
    int number(int column) {
        return places[column] + 1;
    }

    /** The cell of a row, blank where the file or the row has none. */
    String cell(int column, List<String> cells) {
        return places[column] == NOWHERE || places[column] >= cells.size() ? "" : cells.get(places[column]);
    }

    /** The first cell with a value that no column takes, from 1; 0 where each has one. */
    int cellWithoutColumn(List<String> cells) {
        for (int i = 0; i < cells.size() && !ignoresOthers; i++) {
            if (!known.get(i) && !ProfileColumn.trimmed(cells.get(i)).isEmpty()) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The column that fills a field. */
    Optional<Integer> of(List<String> path) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).path().equals(path)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
