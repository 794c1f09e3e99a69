package io.guichet.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows for people: each column is as wide as its longest word. */
final class Table {

    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** @param heads none where rows speak for themselves */
    Table(Object... heads) {
        if (heads.length > 0) {
            row(heads);
        }
    }

    void row(Object... cells) {
        // What comes from a terminal's other side must not steer it, or break the row.
        rows.add(Stream.of(cells).map(String::valueOf).map(cell -> cell.replaceAll("\\p{Cntrl}", " ")).toList());
    }

    void print(PrintWriter out, String indent) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(BETWEEN);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
