package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one sender's CSV files become orders: delimiter, character set, which column is which field, what is fixed. */
public final class ImportProfile {

    /** No profile: UTF-8, {@code ,} or {@code ;}, columns that are named as the fields. */
    public static final ImportProfile PLAIN = new ImportProfile("plain", CsvDialect.PLAIN, true, false, List.of(),
            Map.of(), Optional.empty());

    private final String name;
    private final CsvDialect dialect;
    private final boolean header;
    private final boolean ignoresOthers;
    private final List<ProfileColumn> columns;
    private final Map<List<String>, JsonNode> fixed;
    private final Optional<List<String>> groupBy;

    /**
     * @param header        true where the first line names the columns
     * @param ignoresOthers true where columns that are not among these are left out
     * @param fixed         values that every order has, by their path
     * @param groupBy       the field whose value is the same in all rows of an order; empty where a row is an order
     */
    ImportProfile(String name, CsvDialect dialect, boolean header, boolean ignoresOthers, List<ProfileColumn> columns,
            Map<List<String>, JsonNode> fixed, Optional<List<String>> groupBy) {
        this.name = name;
        this.dialect = dialect;
        this.header = header;
        this.ignoresOthers = ignoresOthers;
        this.columns = List.copyOf(columns);
        this.fixed = fixed;
        this.groupBy = groupBy;
    }

    /** The name of its file, without {@code .json}; {@code plain} for {@link #PLAIN}. */
    public String name() {
        return name;
    }

    CsvDialect dialect() {
        return dialect;
    }

    boolean hasHeader() {
        return header;
    }

    boolean ignoresOthers() {
        return ignoresOthers;
    }

    List<ProfileColumn> columns() {
        return columns;
    }

    Map<List<String>, JsonNode> fixed() {
        return fixed;
    }

    Optional<List<String>> groupBy() {
        return groupBy;
    }

    @Override
    public String toString() {
        return name;
    }
}
