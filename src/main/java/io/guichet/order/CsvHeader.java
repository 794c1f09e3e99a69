package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a plain CSV file: where each cell goes in the order message. */
final class CsvHeader {

    private static final int MAX_LEVELS = 16;

    private final List<List<String>> paths;

    private CsvHeader(List<List<String>> paths) {
        this.paths = paths;
    }

    static CsvHeader of(List<String> cells, long line, Complaints complaints) throws UnreadableInput {
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
                    || name.length() > MAX_LEVELS * JsonTexts.MAX_NAME_LENGTH || i >= CsvRows.MAX_COLUMNS
                    || !seen.add(name)) {
                throw new UnreadableInput(complaints.at("GUI-1021", line, i + 1, name));
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (parents.contains(names.get(i))) {
                throw new UnreadableInput(complaints.at("GUI-1021", line, i + 1, names.get(i)));
            }
        }
        return new CsvHeader(names.stream().map(DottedTree::path).toList());
    }

    int columns() {
        return paths.size();
    }

    /** The order message that a row of cells stands for. */
    JsonNode message(List<String> cells) {
        DottedTree tree = new DottedTree();
        for (int i = 0; i < Math.min(cells.size(), paths.size()); i++) {
            if (!cells.get(i).isBlank()) {
                tree.put(paths.get(i), new PlainText(cells.get(i)));
            }
        }
        return tree.message();
    }
}
