package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** NDJSON: one order a line; a line that is broken or too long is refused alone. */
final class LineOrders implements OneAhead.Source {

    private final ByteFeed feed;
    private final JsonTexts texts;
    private final Complaints complaints;
    private final Slice slice;

    LineOrders(InputStream in, JsonTexts texts, Complaints complaints, int maxOrderBytes) {
        this.feed = new ByteFeed(in);
        this.texts = texts;
        this.complaints = complaints;
        this.slice = new Slice(maxOrderBytes);
    }

    static void check(InputStream in, Complaints complaints) throws UnreadableInput, IOException {
        ByteFeed feed = new ByteFeed(in);
        feed.skipBlanks();
        if (feed.peek() < 0) {
            throw complaints.empty();
        }
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        while (feed.peek() >= 0) {
            slice.begin(feed);
            boolean terminated = fillLine();
            if (!slice.isBlank()) {
                return Optional.of(order(terminated));
            }
        }
        return Optional.empty();
    }

    private boolean fillLine() throws IOException {
        for (int b = feed.next(); b >= 0; b = feed.next()) {
            if (b == '\n') {
                return true;
            }
            slice.add(b);
        }
        return false;
    }

    private OneAhead.Read order(boolean terminated) throws IOException {
        JsonTexts.Parsed parsed = texts.parse(slice);
        if (parsed.problem().isPresent()) {
            return complaints.refusedLine(slice.line(), terminated, parsed.problem().get());
        }
        String place = complaints.line(slice.line());
        return new OneAhead.Read(new RawOrder(slice.line(), place, parsed.message(), List.of()), terminated);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
