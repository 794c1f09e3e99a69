package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of a CSV file: where each cell goes in the order message. */
final class CsvHeader {

    static final int MAX_COLUMNS = 10_000;
    private static final int MAX_LEVELS = 16;

    private final List<List<String>> paths;
    private final char delimiter;

    private CsvHeader(List<List<String>> paths, char delimiter) {
        this.paths = paths;
        this.delimiter = delimiter;
    }

    /** The one of {@code ,} and {@code ;} that the header line has more of; field names contain neither. */
    static char delimiter(String headerLine) {
        long commas = headerLine.chars().filter(c -> c == ',').count();
        long semicolons = headerLine.chars().filter(c -> c == ';').count();
        return semicolons > commas ? ';' : ',';
    }

    static CsvHeader of(List<String> cells, char delimiter, long line, Complaints complaints) throws UnreadableInput {
        List<String> names = cells.stream().map(String::strip).toList();
        int used = names.size();
        while (used > 0 && names.get(used - 1).isEmpty()) {
            used--;
        }
        names = names.subList(0, used);
        if (!names.contains("orderId")) {
            throw new UnreadableInput(complaints.at("GUI-1020", line, 1, String.join(" ", names)));
        }
        Set<String> seen = new HashSet<>();
        Set<String> parents = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<String> parts = List.of(name.split("\\.", -1));
            for (int end = name.indexOf('.'); end >= 0; end = name.indexOf('.', end + 1)) {
                parents.add(name.substring(0, end));
            }
            if (parts.contains("") || parts.size() > MAX_LEVELS
                    || name.length() > MAX_LEVELS * JsonTexts.MAX_NAME_LENGTH || i >= MAX_COLUMNS || !seen.add(name)) {
                throw new UnreadableInput(complaints.at("GUI-1021", line, i + 1, name));
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (parents.contains(names.get(i))) {
                throw new UnreadableInput(complaints.at("GUI-1021", line, i + 1, names.get(i)));
            }
        }
        return new CsvHeader(names.stream().map(name -> List.of(name.split("\\."))).toList(), delimiter);
    }

    char delimiter() {
        return delimiter;
    }

    int columns() {
        return paths.size();
    }

    /** The order message that a row of cells stands for. */
    JsonNode message(List<String> cells) {
        Map<String, Object> root = new TreeMap<>();
        for (int i = 0; i < Math.min(cells.size(), paths.size()); i++) {
            if (!cells.get(i).isBlank()) {
                put(root, paths.get(i), cells.get(i));
            }
        }
        return node(root);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, List<String> path, String cell) {
        Map<String, Object> level = root;
        for (String part : path.subList(0, path.size() - 1)) {
            level = (Map<String, Object>) level.computeIfAbsent(part, key -> new TreeMap<String, Object>());
        }
        level.put(path.get(path.size() - 1), new PlainText(cell));
    }

    @SuppressWarnings("unchecked")
    private static JsonNode node(Object value) {
        if (value instanceof JsonNode leaf) {
            return leaf;
        }
        Map<String, Object> level = (Map<String, Object>) value;
        if (level.keySet().stream().allMatch(CsvHeader::isIndex)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            // An entry whose cells are all blank is none: the rest moves up.
            level.keySet().stream().sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                    .forEach(key -> list.add(node(level.get(key))));
            return list;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        level.forEach((name, member) -> object.set(name, node(member)));
        return object;
    }

    private static boolean isIndex(String part) {
        return part.length() <= 6 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
