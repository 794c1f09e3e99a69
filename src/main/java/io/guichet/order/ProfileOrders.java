package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * CSV by an import profile: each row is an order, or rows that follow each other with the same value in one column are.
 * Of an order with many rows no more than its own is held. A row that cannot be read might belong to the order before it
 * or after it: both are refused, so that none is bought with a part missing.
 */
final class ProfileOrders implements OneAhead.Source {

    private final ImportProfile profile;
    private final CsvRows rows;
    private final ProfileColumns columns;
    private final Optional<Integer> groupBy;
    private final Complaints complaints;
    private final int maxOrderBytes;
    private Optional<CsvRows.Row> ahead = Optional.empty();
    private Optional<CsvRows.Row> unreadable = Optional.empty();

    ProfileOrders(InputStream in, ImportProfile profile, Complaints complaints, int maxOrderBytes)
            throws UnreadableInput, IOException {
        this.profile = profile;
        this.rows = CsvRows.open(in, profile.dialect(), complaints, maxOrderBytes);
        this.columns = profile.hasHeader()
                ? ProfileColumns.byName(profile, rows.header(), complaints)
                : ProfileColumns.byPosition(profile);
        this.groupBy = profile.groupBy().flatMap(columns::of);
        this.complaints = complaints;
        this.maxOrderBytes = maxOrderBytes;
    }

    static void check(InputStream in, ImportProfile profile, Complaints complaints, int maxOrderBytes)
            throws UnreadableInput, IOException {
        if (new ProfileOrders(in, profile, complaints, maxOrderBytes).rows.next().isEmpty()) {
            throw complaints.empty();
        }
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        Optional<CsvRows.Row> first = ahead.isPresent() ? ahead : rows.next();
        ahead = Optional.empty();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        ProfileOrder order = new ProfileOrder(profile, columns, complaints, maxOrderBytes);
        order.add(first.get());
        unreadable.ifPresent(row -> order.refuse(unreadable(row, order)));
        unreadable = Optional.empty();
        if (groupBy.isPresent()) {
            addRowsLike(first.get(), order);
        }
        return Optional.of(order.order());
    }

    private void addRowsLike(CsvRows.Row first, ProfileOrder order) throws IOException {
        Optional<String> key = key(first);
        if (isLost(first)) {
            unreadable = Optional.of(first);
        } else if (key.isEmpty()) {
            return;
        }
        for (Optional<CsvRows.Row> next = rows.next(); next.isPresent(); next = rows.next()) {
            CsvRows.Row row = next.get();
            if (isLost(row)) {
                order.add(row);
                order.refuse(unreadable(row, order));
                unreadable = next;
            } else if (key.isPresent() && key(row).equals(key)) {
                order.add(row);
                unreadable = Optional.empty();
            } else {
                ahead = next;
                return;
            }
        }
    }

    /** True where nobody can say which order the row belongs to. */
    private boolean isLost(CsvRows.Row row) {
        boolean keyIsBroken = row.problem().isPresent() && cell(row).indexOf('\uFFFD') >= 0;
        return row.problem().isPresent() && !row.inPlace() || keyIsBroken || columns.cellWithoutColumn(row.cells()) > 0;
    }

    private Optional<String> key(CsvRows.Row row) {
        return Optional.of(cell(row)).filter(value -> !value.isEmpty() && !isLost(row));
    }

    private String cell(CsvRows.Row row) {
        return groupBy.map(column -> ProfileColumn.trimmed(columns.cell(column, row.cells()))).orElse("");
    }

    private Problem unreadable(CsvRows.Row row, ProfileOrder order) {
        return complaints.at("GUI-1059", row.line(), 1, complaints.text("rows.unreadable", order.firstLine()));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
