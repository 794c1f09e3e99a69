package io.guichet.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Intake;
import io.guichet.order.OrderStream;
import io.guichet.order.RawOrder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Orders of a stream in batches that one commit can take: so many, and no more than so much text at once in memory. */
public final class Batches implements Iterator<Batch>, Closeable {

    private static final long MOST_TEXT = 4_000_000;

    private final Intake.Input input;
    private final OrderStream orders;
    private final int most;
    private final Optional<String> correlationId;
    private final Optional<String> replyTo;

    public Batches(Intake.Input input, OrderStream orders, int most, Optional<String> correlationId,
            Optional<String> replyTo) {
        this.input = input;
        this.orders = orders;
        this.most = most;
        this.correlationId = correlationId;
        this.replyTo = replyTo;
    }

    @Override
    public boolean hasNext() {
        return orders.hasNext();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<RawOrder> batch = new ArrayList<>();
        long text = 0;
        while (batch.size() < most && text < MOST_TEXT && orders.hasNext()) {
            RawOrder order = orders.next();
            text += textOf(order.message());
            batch.add(order);
        }
        return new Batch(input, batch, correlationId, replyTo);
    }

    private static long textOf(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long text = 1;
        for (JsonNode child : node) {
            text += textOf(child);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        orders.close();
    }
}
