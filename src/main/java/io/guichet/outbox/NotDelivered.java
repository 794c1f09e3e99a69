package io.guichet.outbox;

import io.guichet.ledger.DeliveryFailure;
import io.guichet.ledger.DeliveryFailure.Verdict;
import java.time.Duration;
import java.util.Optional;

/** A delivery did not arrive, for a reason that may be shown: no address, no secret, nothing of an order stands in it. */
public final class NotDelivered extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DeliveryFailure failure;

    private NotDelivered(DeliveryFailure failure) {
        super(failure.error());
        this.failure = failure;
    }

    static NotDelivered again(String error) {
        return new NotDelivered(DeliveryFailure.again(error));
    }

    static NotDelivered again(String error, Optional<Duration> notBefore) {
        return new NotDelivered(new DeliveryFailure(error, notBefore, Verdict.AGAIN));
    }

    static NotDelivered stop(String error) {
        return new NotDelivered(new DeliveryFailure(error, Optional.empty(), Verdict.STOP));
    }

    static NotDelivered uncertain(String error) {
        return new NotDelivered(new DeliveryFailure(error, Optional.empty(), Verdict.UNCERTAIN));
    }

    DeliveryFailure failure() {
        return failure;
    }
}
