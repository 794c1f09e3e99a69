package io.guichet.purchase;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at what became of a call, under a lease of its own. Times are the ledger's.
 *
 * @param carrierId the service's number, where the booking is known already
 * @param attempt   number of the attempt that is looked for
 * @param calledAt  when its intent was committed
 * @param age       how long ago that was
 * @param openFor   how long ago the order's first intent was
 */
public record Look(Work work, Optional<String> carrierId, int attempt, Instant calledAt, Duration age,
        Duration openFor) {

    /**
     * Clocks of two machines are never the same, and one may not have been told of summer time. The purchase key tells
     * bookings apart, so that a window which is too wide only lists more; one too narrow would miss a booking.
     */
    public static final Duration CLOCKS_APART = Duration.ofHours(2);

    /** From when on the service's listing is asked. */
    public Instant from() {
        return calledAt.minus(CLOCKS_APART);
    }

    @Override
    public String toString() {
        return work.identity() + " (attempt " + attempt + ")";
    }
}
