package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Plain CSV: a header line with field names ({@code request.recipients.0.city}), {@code ,} or {@code ;} as the header
 * has it, RFC 4180 quoting with line breaks in quotes, a blank cell is an absent member. Each row stands for itself.
 */
final class CsvOrders implements OneAhead.Source {

    private static final int MAX_HEADER_BYTES = 1024 * 1024;

    private final ByteFeed feed;
    private final CsvRows rows;
    private final CsvHeader header;
    private final Complaints complaints;

    CsvOrders(InputStream in, Complaints complaints, int maxOrderBytes) throws UnreadableInput, IOException {
        this.feed = new ByteFeed(in);
        this.complaints = complaints;
        this.header = header(feed, complaints);
        this.rows = new CsvRows(feed, header.delimiter(), complaints, maxOrderBytes);
    }

    static void check(InputStream in, Complaints complaints, int maxOrderBytes) throws UnreadableInput, IOException {
        CsvOrders orders = new CsvOrders(in, complaints, maxOrderBytes);
        orders.feed.skipBlanks();
        if (orders.feed.peek() < 0) {
            throw complaints.empty();
        }
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        Optional<CsvRows.Row> row = rows.next();
        return row.map(this::order);
    }

    private OneAhead.Read order(CsvRows.Row row) {
        if (row.problem().isPresent()) {
            return complaints.refusedLine(row.line(), row.terminated(), row.problem().get());
        }
        int columns = header.columns();
        for (int i = columns; i < row.cells().size(); i++) {
            // Blank cells at the end come from spreadsheets and mean nothing.
            if (!row.cells().get(i).isBlank()) {
                return complaints.refusedLine(row.line(), row.terminated(),
                        complaints.at("GUI-1022", row.line(), i + 1, row.cells().size(), columns));
            }
        }
        JsonNode message = header.message(row.cells());
        String place = complaints.line(row.line());
        return new OneAhead.Read(new RawOrder(row.line(), place, message, List.of()), row.terminated());
    }

    private static CsvHeader header(ByteFeed feed, Complaints complaints) throws UnreadableInput, IOException {
        feed.skipBlanks();
        if (feed.peek() < 0) {
            throw complaints.empty();
        }
        long line = feed.line();
        Slice slice = new Slice(MAX_HEADER_BYTES);
        slice.begin(feed);
        for (int b = feed.next(); b >= 0 && b != '\n'; b = feed.next()) {
            slice.add(b);
        }
        if (slice.overflowed()) {
            throw new UnreadableInput(complaints.at("GUI-1008", line, 1, MAX_HEADER_BYTES));
        }
        try {
            String text = slice.text();
            char delimiter = CsvHeader.delimiter(text);
            ByteFeed again = new ByteFeed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            CsvRows.Row names = new CsvRows(again, delimiter, complaints, MAX_HEADER_BYTES).next().orElseThrow();
            if (names.problem().isPresent()) {
                throw new UnreadableInput(names.problem().get());
            }
            return CsvHeader.of(names.cells(), delimiter, line, complaints);
        } catch (MalformedUtf8 malformed) {
            throw new UnreadableInput(complaints.notUtf8(malformed));
        }
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
