package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Plain CSV: a header line with field names ({@code request.recipients.0.city}), {@code ,} or {@code ;} as the header
 * has it, RFC 4180 quoting with line breaks in quotes, a blank cell is an absent member. Each row stands for itself.
 */
final class CsvOrders implements OneAhead.Source {

    private final CsvRows rows;
    private final CsvHeader header;
    private final Complaints complaints;

    CsvOrders(InputStream in, Complaints complaints, int maxOrderBytes) throws UnreadableInput, IOException {
        this.rows = CsvRows.open(in, CsvDialect.PLAIN, complaints, maxOrderBytes);
        CsvRows.Row names = rows.header();
        this.header = CsvHeader.of(names.cells(), names.line(), complaints);
        this.complaints = complaints;
    }

    static void check(InputStream in, Complaints complaints, int maxOrderBytes) throws UnreadableInput, IOException {
        CsvOrders orders = new CsvOrders(in, complaints, maxOrderBytes);
        if (orders.rows.next().isEmpty()) {
            throw complaints.empty();
        }
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        return rows.next().map(this::order);
    }

    private OneAhead.Read order(CsvRows.Row row) {
        if (row.problem().isPresent()) {
            return complaints.refusedRow(row, row.problem().get());
        }
        int columns = header.columns();
        for (int i = columns; i < row.cells().size(); i++) {
            // Blank cells at the end come from spreadsheets and mean nothing.
            if (!row.cells().get(i).isBlank()) {
                return complaints.refusedRow(row,
                        complaints.at("GUI-1022", row.line(), i + 1, row.cells().size(), columns));
            }
        }
        RawOrder order = new RawOrder(row.line(), row.last(), complaints.line(row.line()),
                header.message(row.cells()), List.of(), Origin.UNKNOWN);
        return new OneAhead.Read(order, row.terminated());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
