package io.guichet.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that happened to one order, for people: no request, no address, no document. */
public record OrderHistory(OrderEntry entry, int tries, boolean released, List<Step> steps, List<Attempt> attempts,
        List<Message> messages, List<String> documents, Optional<Payment> payment) {

    /**
     * The payment that it has begun.
     *
     * @param askAt when its service is asked for it next; empty when it no longer is
     */
    public record Payment(String reference, String state, boolean isFinal, Optional<Instant> askAt) {
    }

    /** One change of state, or a person's word. */
    public record Step(Instant at, String who, Optional<String> from, String to, String why) {
    }

    /**
     * One call that may have moved money.
     *
     * @param ended  how it ended, as far as it is known
     * @param lookAt when it is looked for once more
     */
    public record Attempt(int number, String key, Instant startedAt, Optional<String> ended, Optional<Instant> endedAt,
            Optional<BigDecimal> reserved, Optional<BigDecimal> booked, Optional<Instant> lookAt) {
    }

    /** One message on its way to one channel. */
    public record Message(String kind, String channel, String state, int attempts, Instant dueAt,
            Optional<Instant> doneAt, Optional<String> lastError) {
    }
}
