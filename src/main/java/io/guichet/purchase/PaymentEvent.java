package io.guichet.purchase;

import io.guichet.order.OrderIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * A payment has changed after its order was answered.
 *
 * @param number of the order's events, from 1
 * @param before how the payment was known
 */
public record PaymentEvent(OrderIdentity identity, Instant acceptedAt, Optional<Instant> completedAt,
        Optional<String> onBehalfOf, Optional<String> correlationId, int number, PaymentState before,
        PaymentState now) {

    public static final String NAME = "payment.updated";
}
