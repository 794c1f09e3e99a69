package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Cleaned;
import io.guichet.order.OrderIdentity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order in one worker's hands, under a lease.
 *
 * @param id            the ledger's own number
 * @param version       what an update must name, so that two hands never both succeed
 * @param name          what its files are called
 * @param attempt       number of the attempt that is open or would be opened next, from 1
 * @param failures      how often it provably did not leave, in a row
 * @param tryNumber     how often its identity was freed and used again, from 1
 * @param heldFor       the code that it was last held for, so that the same hold is told once
 * @param cleaned       which of its texts were cleaned when it was read; told in every answer
 * @param leaseEndNanos {@link System#nanoTime()} after which nothing may be sent under this lease
 */
public record Work(
        long id,
        int version,
        State state,
        OrderIdentity identity,
        ObjectNode request,
        String name,
        int attempt,
        int failures,
        int tryNumber,
        Optional<String> heldFor,
        Optional<BigDecimal> maxPrice,
        Optional<Instant> notAfter,
        boolean dryRun,
        Optional<String> onBehalfOf,
        Optional<String> correlationId,
        Instant acceptedAt,
        List<Cleaned> cleaned,
        long leaseEndNanos) {

    /** An order that was taken as it was sent. */
    public Work(long id, int version, State state, OrderIdentity identity, ObjectNode request, String name,
            int attempt, int failures, int tryNumber, Optional<String> heldFor, Optional<BigDecimal> maxPrice,
            Optional<Instant> notAfter, boolean dryRun, Optional<String> onBehalfOf, Optional<String> correlationId,
            Instant acceptedAt, long leaseEndNanos) {
        this(id, version, state, identity, request, name, attempt, failures, tryNumber, heldFor, maxPrice, notAfter,
                dryRun, onBehalfOf, correlationId, acceptedAt, List.of(), leaseEndNanos);
    }

    public PurchaseKey key() {
        return PurchaseKey.of(identity, tryNumber, attempt);
    }

    public String operation() {
        return identity.operation();
    }

    /** The same order as if it asked for something else: what it repeats is read by what was asked then. */
    public Work asking(ObjectNode other) {
        return new Work(id, version, state, identity, other, name, attempt, failures, tryNumber, heldFor, maxPrice,
                notAfter, dryRun, onBehalfOf, correlationId, acceptedAt, cleaned, leaseEndNanos);
    }

    /** The same order after its intent was committed, under a lease that began with it. */
    public Work sent(int nextVersion, long nextLeaseEndNanos) {
        return new Work(id, nextVersion, State.SENT, identity, request, name, attempt, failures, tryNumber, heldFor,
                maxPrice,
                notAfter, dryRun, onBehalfOf, correlationId, acceptedAt, cleaned, nextLeaseEndNanos);
    }

    /** No order data: this stands in logs. */
    @Override
    public String toString() {
        return identity + " (attempt " + attempt + ")";
    }
}
