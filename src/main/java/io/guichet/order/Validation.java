package io.guichet.order;

import java.util.List;
import java.util.Optional;

/**
 * What became of the validation of one order. The names are told as far as they could be read, so that a refusal can be
 * addressed; {@code orderId} only where it is usable as one.
 *
 * @param order    the order, where there is no problem
 * @param account  the one that was named, else the default
 * @param problems every one that was found, envelope first
 */
public record Validation(
        Optional<Order> order,
        Optional<String> orderId,
        Optional<String> service,
        Optional<String> operation,
        Optional<String> account,
        Optional<String> correlationId,
        List<Problem> problems,
        List<Cleaned> cleaned,
        Optional<Fingerprint> fingerprint) {
}
