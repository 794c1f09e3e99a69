package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * JSON, one object or an array of them. The elements are cut out by their brackets alone, so that one of any size or
 * depth is passed over without being held; that the whole is well formed was seen in the first pass.
 */
final class ArrayOrders implements OneAhead.Source {

    private enum Stage {
        START, IN_ARRAY, END
    }

    private final ByteFeed feed;
    private final JsonTexts texts;
    private final Complaints complaints;
    private final Slice slice;
    private Stage stage = Stage.START;
    private long number;

    ArrayOrders(InputStream in, JsonTexts texts, Complaints complaints, int maxOrderBytes) {
        this.feed = new ByteFeed(in);
        this.texts = texts;
        this.complaints = complaints;
        this.slice = new Slice(maxOrderBytes);
    }

    @Override
    public Optional<OneAhead.Read> read() throws IOException {
        feed.skipBlanks();
        if (stage == Stage.START) {
            if (feed.peek() == '[') {
                feed.next();
                feed.skipBlanks();
                stage = Stage.IN_ARRAY;
            } else if (feed.peek() >= 0) {
                stage = Stage.END;
                return Optional.of(order());
            }
        } else if (stage == Stage.IN_ARRAY && feed.peek() == ',') {
            feed.next();
            feed.skipBlanks();
        }
        if (stage == Stage.IN_ARRAY && feed.peek() < 0) {
            // Longer in the first pass than now: somebody writes to the file.
            stage = Stage.END;
            return Optional.of(complaints.refusedOrder(++number,
                    List.of(complaints.at("GUI-1002", feed.line(), feed.column(), "[ … ]"))));
        }
        if (stage != Stage.IN_ARRAY || feed.peek() == ']') {
            stage = Stage.END;
            return Optional.empty();
        }
        return Optional.of(order());
    }

    private OneAhead.Read order() throws IOException {
        cutOut();
        number++;
        JsonTexts.Parsed parsed = texts.parse(slice);
        if (parsed.problem().isPresent()) {
            return complaints.refusedOrder(number, List.of(parsed.problem().get()));
        }
        return new OneAhead.Read(
                new RawOrder(number, complaints.order(number), parsed.message(), List.of()), true);
    }

    private void cutOut() throws IOException {
        slice.begin(feed);
        boolean inString = false;
        boolean escaped = false;
        long depth = 0;
        for (int b = feed.peek(); b >= 0; b = feed.peek()) {
            if (!inString && depth == 0 && (b == ',' || b == ']') && stage == Stage.IN_ARRAY) {
                return;
            }
            slice.add(feed.next());
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
