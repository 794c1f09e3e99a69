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
    private final Optional<Beginning> beginning;
    private Optional<RawOrder> ahead = Optional.empty();

    /**
     * Where an input is begun that was read before.
     *
     * @param after   the last position that the ledger has: what stands before it was taken then, and is passed over
     * @param reading where it is noted how far it is
     */
    record Beginning(long after, ReadingNow.Reading reading) {
    }

    public Batches(Intake.Input input, OrderStream orders, int most, Optional<String> correlationId,
            Optional<String> replyTo) {
        this(input, orders, most, correlationId, replyTo, Optional.empty());
    }

    Batches(Intake.Input input, OrderStream orders, int most, Beginning beginning) {
        this(input, orders, most, Optional.empty(), Optional.empty(), Optional.of(beginning));
    }

    private Batches(Intake.Input input, OrderStream orders, int most, Optional<String> correlationId,
            Optional<String> replyTo, Optional<Beginning> beginning) {
        this.input = input;
        this.orders = orders;
        this.most = most;
        this.correlationId = correlationId;
        this.replyTo = replyTo;
        this.beginning = beginning;
    }

    @Override
    public boolean hasNext() {
        return lookAhead();
    }

    private boolean lookAhead() {
        while (ahead.isEmpty() && orders.hasNext()) {
            RawOrder order = orders.next();
            beginning.ifPresent(begun -> begun.reading().read());
            if (beginning.isEmpty() || order.number() > beginning.get().after()) {
                ahead = Optional.of(order);
            }
        }
        return ahead.isPresent();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<RawOrder> batch = new ArrayList<>();
        long text = 0;
        while (batch.size() < most && text < MOST_TEXT && lookAhead()) {
            RawOrder order = ahead.get();
            ahead = Optional.empty();
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
        beginning.ifPresent(begun -> begun.reading().end());
        orders.close();
    }
}
