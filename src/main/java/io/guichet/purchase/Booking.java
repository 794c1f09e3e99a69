package io.guichet.purchase;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A booking that a service's listing shows under an order's purchase key.
 *
 * @param carrierId the service's own number of it
 * @param attempt   the attempt's number in the key
 * @param price     what was booked, where the listing tells it
 */
public record Booking(String carrierId, int attempt, Optional<BigDecimal> price) {
}
