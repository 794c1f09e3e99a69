package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of one call. Each service has one table that leads here; what no row names is {@link Unknown}. */
public sealed interface Outcome {

    /** It provably never left, or the service provably did not act: try again later under the same attempt. */
    record NotSent(Problem problem) implements Outcome {
    }

    /**
     * The service wants no call of this account for a while: done later, and not counted as a failure.
     *
     * @param delay   how long it is left alone
     * @param certain false where the service may have acted before it said so: the next attempt asks first
     */
    record Later(Problem problem, Duration delay, boolean certain) implements Outcome {
    }

    /** The service said no to this order; nothing was bought. */
    record Refused(List<Problem> problems) implements Outcome {
    }

    /**
     * The service said no to the account (credentials, balance, blocked): the order waits, the queue is not burned.
     *
     * @param certain false where something in front of the service may have said it after the service had acted
     */
    record Held(Problem problem, boolean certain) implements Outcome {

        /** The service itself said so: nothing was bought. */
        public Held(Problem problem) {
            this(problem, true);
        }
    }

    /**
     * Done and complete.
     *
     * @param result    the {@code result} member of the result message, without documents
     * @param carrierId the service's own number of the booking
     * @param price     what was booked; empty for what has no price
     * @param handedOut the numbers of what may be used once and is handed out as new by this, and by nothing else ever
     * @param payment   a payment that goes on from here, as it stands now; it is followed until it is final
     */
    record Done(ObjectNode result, Optional<String> carrierId, Optional<BigDecimal> price, List<Document> documents,
            List<Notice> notices, List<String> handedOut, Optional<PaymentState> payment) implements Outcome {

        /** What begins no payment. */
        public Done(ObjectNode result, Optional<String> carrierId, Optional<BigDecimal> price,
                List<Document> documents, List<Notice> notices, List<String> handedOut) {
            this(result, carrierId, price, documents, notices, handedOut, Optional.empty());
        }

        /** What hands out nothing that may be used only once. */
        public Done(ObjectNode result, Optional<String> carrierId, Optional<BigDecimal> price,
                List<Document> documents, List<Notice> notices) {
            this(result, carrierId, price, documents, notices, List.of());
        }

        /** The same, and this payment is followed. */
        public Done following(PaymentState begun) {
            return new Done(result, carrierId, price, documents, notices, handedOut, Optional.of(begun));
        }
    }

    /**
     * Booked for certain, but its documents are missing or are not what was ordered: they are fetched again, by reads only.
     *
     * @param problem what is the matter with the documents
     */
    record Bought(ObjectNode result, Optional<String> carrierId, Optional<BigDecimal> price, Problem problem,
            List<Notice> notices) implements Outcome {
    }

    /** May have been booked: asked later, never repeated. */
    record Unknown(Problem problem) implements Outcome {
    }

    /** Why it is neither done nor bought. */
    static Problem problem(Outcome outcome) {
        if (outcome instanceof Refused refused) {
            return refused.problems().get(0);
        }
        if (outcome instanceof Held held) {
            return held.problem();
        }
        if (outcome instanceof NotSent notSent) {
            return notSent.problem();
        }
        if (outcome instanceof Later later) {
            return later.problem();
        }
        if (outcome instanceof Unknown unknown) {
            return unknown.problem();
        }
        throw new IllegalArgumentException("an outcome that is done has no problem");
    }
}
