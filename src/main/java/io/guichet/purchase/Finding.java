package io.guichet.purchase;

import java.util.List;

/**
 * What a service's listing shows of an order.
 *
 * @param bookings each booking under the order's key once, whatever its attempt
 * @param complete the whole window was listed; otherwise nothing may be called absent
 */
public record Finding(List<Booking> bookings, boolean complete) {
}
