package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one import profile and checks it whole: by its schema, then for what a schema cannot say. */
final class ProfileReader {

    static final int MAX_BYTES = 1024 * 1024;
    private static final String GUESSED = ",;\t|";
    private static final List<String> ORDER_ID = List.of("orderId");

    private final Schemas schemas;
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Schema schema = ImportProfiles.schema();

    ProfileReader(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The profile, or every reason why it is none.
     *
     * @param file as people find it
     */
    ImportProfile read(String file, String name, byte[] content) throws WrongProfiles {
        JsonNode json = json(file, content);
        List<String> wrong = new ArrayList<>(new Violations(texts, schema, "", "profile").of(json).stream()
                .map(Problem::message).toList());
        if (wrong.isEmpty()) {
            ImportProfile profile = new Reading(json, wrong).profile(name);
            if (wrong.isEmpty()) {
                return profile;
            }
        }
        throw new WrongProfiles(wrong.stream().map(sentence -> file + ": " + sentence).toList());
    }

    private JsonNode json(String file, byte[] content) throws WrongProfiles {
        Complaints complaints = new Complaints(texts, MAX_BYTES).about(file);
        try (ByteFeed feed = new ByteFeed(new ByteArrayInputStream(content))) {
            feed.skipBlanks();
            Slice slice = new Slice(MAX_BYTES);
            slice.begin(feed);
            for (int b = feed.next(); b >= 0; b = feed.next()) {
                slice.add(b);
            }
            JsonTexts.Parsed parsed = new JsonTexts(complaints, MAX_BYTES).parse(slice);
            if (parsed.problem().isPresent()) {
                throw new WrongProfiles(List.of(parsed.problem().get().message()));
            }
            return parsed.message();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One profile that keeps its schema. */
    private final class Reading {

        private final JsonNode json;
        private final List<String> wrong;
        /** What fills a field, by its path. */
        private final Map<List<String>, String> fillers = new LinkedHashMap<>();
        private ProfileFields fields;

        Reading(JsonNode json, List<String> wrong) {
            this.json = json;
            this.wrong = wrong;
        }

        ImportProfile profile(String name) {
            CsvDialect dialect = dialect();
            Map<List<String>, JsonNode> fixed = new LinkedHashMap<>();
            leaves(json.path("fixed"), List.of(), fixed);
            fixed.keySet().forEach(path -> fill(path, "fixed." + String.join(".", path)));
            fields = new ProfileFields(schemas, texts, request(fixed));
            Optional<List<String>> groupBy =
                    text(json, "groupBy").map(DottedTree::path);
            List<ProfileColumn> columns = new ArrayList<>();
            for (int i = 0; i < json.path("columns").size(); i++) {
                columns.add(column(json.path("columns").get(i), "columns." + i, groupBy));
            }
            checkNames(columns);
            checkFields(columns, groupBy);
            checkAgainstSchemas(columns, fixed);
            return new ImportProfile(name, dialect, json.path("header").asBoolean(true),
                    json.path("otherColumns").asText().equals("ignore"), columns, fixed, groupBy);
        }

        /** Of the operation that all orders ask for; empty where it differs. */
        private Optional<Schema> request(Map<List<String>, JsonNode> fixed) {
            Optional<String> service = Optional.ofNullable(fixed.get(List.of("service"))).map(JsonNode::asText);
            Optional<String> operation = Optional.ofNullable(fixed.get(List.of("operation"))).map(JsonNode::asText);
            Optional<Schema> request = service.flatMap(known -> operation.flatMap(op -> schemas.request(known, op)));
            if (service.isPresent() && operation.isPresent() && request.isEmpty()) {
                boolean known = schemas.services().contains(service.get());
                complain(known ? "fixed.operation" : "fixed.service", known ? operation.get() : service.get(),
                        "one of " + (known ? schemas.operations(service.get()) : schemas.services()));
            }
            return request;
        }

        private CsvDialect dialect() {
            Charset charset = charset(text(json, "charset").orElse("UTF-8"));
            String delimiter = text(json, "delimiter").filter(one -> !one.equals("auto")).orElse(GUESSED);
            String quote = text(json, "quote").orElse("\"");
            if (!quote.isEmpty() && delimiter.contains(quote)) {
                complain("quote", quote, "another character than the delimiter");
            }
            if (!charset.equals(StandardCharsets.UTF_8)
                    && !(delimiter + quote).codePoints().allMatch(c -> CharFeed.table(charset).indexOf(c) >= 0)) {
                complain("delimiter", delimiter, "a character of " + charset.name() + ", as the quote");
            }
            return new CsvDialect(delimiter, quote.isEmpty() ? CsvDialect.NO_QUOTE : quote.codePointAt(0), charset);
        }

        private Charset charset(String name) {
            try {
                Charset charset = Charset.forName(name);
                if (charset.equals(StandardCharsets.UTF_8)) {
                    return charset;
                }
                String table = CharFeed.table(charset);
                boolean single = charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1
                        && table.length() == 256;
                if (single && table.substring(0, 128).chars().filter(c -> table.indexOf(c) == c).count() == 128) {
                    return charset;
                }
            } catch (IllegalArgumentException unknown) {
                // Said below, as of one that is known and cannot be read.
            }
            complain("charset", name, "UTF-8, or a set with one byte for each character such as windows-1252");
            return StandardCharsets.UTF_8;
        }

        private void leaves(JsonNode node, List<String> path, Map<List<String>, JsonNode> found) {
            node.properties().forEach(member -> {
                List<String> own = new ArrayList<>(path);
                own.add(member.getKey());
                if (member.getValue().isObject() && !member.getValue().isEmpty()) {
                    leaves(member.getValue(), own, found);
                } else {
                    found.put(List.copyOf(own), plain(member.getValue()));
                }
            });
        }

        private ProfileColumn column(JsonNode column, String place, Optional<List<String>> groupBy) {
            List<String> names = new ArrayList<>();
            column.path("names").forEach(name -> names.add(ProfileColumn.trimmed(name.asText())));
            List<String> path = text(column, "to").map(DottedTree::path).orElse(List.of());
            if (!path.isEmpty()) {
                fill(path, place + ".to");
            }
            boolean required = column.path("required").asBoolean() || path.equals(ORDER_ID)
                    || groupBy.filter(path::equals).isPresent();
            if (required && column.has("default")) {
                complain(place + ".default", column.path("default").asText(), "none for " + String.join(".", path));
            }
            return new ProfileColumn(names, column.path("position").asInt(), path, required,
                    Optional.ofNullable(column.get("default")).map(ProfileReader::plain), words(column, place),
                    form(column, place), fields.isHidden(path));
        }

        private ProfileColumn.Words words(JsonNode column, String place) {
            if (!column.has("values")) {
                return ProfileColumn.Words.NONE;
            }
            Map<String, JsonNode> meanings = new HashMap<>();
            List<String> shown = new ArrayList<>();
            column.path("values").properties().forEach(word -> {
                shown.add(word.getKey());
                if (meanings.put(ProfileColumn.folded(word.getKey()), plain(word.getValue())) != null) {
                    complain(place + ".values", word.getKey(), "each word once, letter case and blanks aside");
                }
            });
            return new ProfileColumn.Words(meanings, String.join(", ", shown),
                    column.path("otherValues").asText().equals("keep"));
        }

        private CellForm form(JsonNode column, String place) {
            return switch (column.path("type").asText()) {
                case "number" -> number();
                case "date", "dateTime" -> date(column, place);
                default -> CellForm.TEXT;
            };
        }

        private CellForm number() {
            String decimalMark = text(json, "decimalMark").orElse(".");
            List<String> thousands = new ArrayList<>();
            json.path("thousandsMarks").forEach(mark -> thousands.add(mark.asText()));
            String sentence = "thousandsMarks: \"" + decimalMark + "\" (expected: not the decimal mark)";
            if (thousands.contains(decimalMark) && !wrong.contains(sentence)) {
                wrong.add(sentence);
            }
            return new NumberForm(decimalMark, thousands);
        }

        private CellForm date(JsonNode column, String place) {
            String format = column.path("format").asText();
            try {
                DateForm form = column.path("type").asText().equals("date")
                        ? DateForm.day(format)
                        : DateForm.instant(format, text(column, "zone").map(ZoneId::of),
                                LocalTime.parse(text(column, "time").orElse("00:00")));
                if (form.isComplete()) {
                    return form;
                }
                complain(place + ".format", format, column.path("type").asText().equals("date")
                        ? "day, month and year"
                        : "day, month and year, with a zone or an offset");
            } catch (RuntimeException unknown) {
                // Of java.time: a pattern that is none, or a zone that nobody knows.
                complain(place + ".format", format, "a format such as dd.MM.yyyy, and a zone such as Europe/Zurich");
            }
            return CellForm.TEXT;
        }

        private void checkNames(List<ProfileColumn> columns) {
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                ProfileColumn column = columns.get(i);
                List<String> names = json.path("header").asBoolean(true)
                        ? column.names()
                        : List.of(String.valueOf(column.position()));
                for (String name : names) {
                    Integer other = seen.put(ProfileColumn.folded(name), i);
                    if (other != null) {
                        complain("columns." + i, name, "a name of its own, columns." + other + " has this one");
                    }
                }
            }
        }

        private void checkFields(List<ProfileColumn> columns, Optional<List<String>> groupBy) {
            if (columns.stream().noneMatch(column -> column.path().equals(ORDER_ID))) {
                wrong.add("columns: none is for orderId (expected: one with \"to\": \"orderId\")");
            }
            for (String field : List.of("service", "operation")) {
                if (!fillers.containsKey(List.of(field))) {
                    wrong.add("fixed." + field + ": missing (expected: a value here, or a column for it)");
                }
            }
            List<List<String>> lists = columns.stream().filter(ProfileColumn::isPerRow)
                    .map(column -> column.path().subList(0, column.path().indexOf(ProfileColumn.EACH_ROW)))
                    .distinct().toList();
            boolean oneStarEach = columns.stream().map(ProfileColumn::path)
                    .allMatch(path -> path.indexOf(ProfileColumn.EACH_ROW) == path
                            .lastIndexOf(ProfileColumn.EACH_ROW));
            if (lists.size() > 1 || !oneStarEach) {
                wrong.add("columns: * in " + lists.stream().map(list -> String.join(".", list)).toList()
                        + " (expected: one list that the rows fill)");
            }
            if (groupBy.isEmpty() != lists.isEmpty()) {
                wrong.add("groupBy: " + groupBy.map(field -> "\"" + String.join(".", field) + "\"").orElse("missing")
                        + " (expected: a field, where columns fill the entries of a list with *, and only there)");
            }
            groupBy.ifPresent(field -> {
                if (columns.stream().noneMatch(column -> column.path().equals(field)) || field.contains("*")) {
                    complain("groupBy", String.join(".", field), "the field of a column, without *");
                }
            });
            for (List<String> list : lists) {
                fillers.keySet().stream().filter(path -> path.size() > list.size()
                        && path.subList(0, list.size()).equals(list)
                        && !path.get(list.size()).equals(ProfileColumn.EACH_ROW))
                        .forEach(path -> complain(fillers.get(path), String.join(".", path),
                                "an entry with *, as the others of this list"));
            }
        }

        private void checkAgainstSchemas(List<ProfileColumn> columns, Map<List<String>, JsonNode> fixed) {
            fillers.forEach((path, place) -> {
                boolean whole = fixed.containsKey(path) && !fixed.get(path).isValueNode();
                fields.complaint(path).filter(expected -> !whole)
                        .ifPresent(expected -> complain(place, String.join(".", path), expected));
            });
            fixed.forEach((path, value) -> wrong.addAll(
                    fields.complaints(path, value, "/fixed/" + String.join("/", path))));
            for (int i = 0; i < columns.size(); i++) {
                ProfileColumn column = columns.get(i);
                String place = "/columns/" + i;
                column.otherwise().ifPresent(
                        value -> wrong.addAll(fields.complaints(column.path(), value, place + "/default")));
                column.words().meanings().forEach((word, value) -> wrong.addAll(
                        fields.complaints(column.path(), value, place + "/values/" + word.replace("/", "~1"))));
            }
        }

        /** Each field once; and none inside the value of another one. */
        private void fill(List<String> path, String place) {
            fillers.forEach((other, filler) -> {
                List<String> shorter = other.size() < path.size() ? other : path;
                if (other.subList(0, shorter.size()).equals(path.subList(0, shorter.size()))) {
                    complain(place, String.join(".", path), "a field that " + filler + " does not fill");
                }
            });
            fillers.putIfAbsent(path, place);
        }

        private void complain(String place, String value, String expected) {
            wrong.add(place + ": \"" + value + "\" (expected: " + expected + ")");
        }
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }

    /** Texts get the type that the schema of the order wants, as those of cells do. */
    private static JsonNode plain(JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(entry -> copy.add(plain(entry)));
            return copy;
        }
        return value.isTextual() ? new PlainText(value.textValue()) : value;
    }
}
