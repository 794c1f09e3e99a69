package io.guichet.purchase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a payment that is not final is asked for, whether notifications came or not: they may get lost, and some changes send none.
 *
 * @param asks   counted from the payment's beginning; daily after the last
 * @param follow from then on it is no longer asked for
 */
public record Following(List<Duration> asks, Duration follow) {

    private static final Duration DAILY = Duration.ofDays(1);

    public Following {
        if (asks.isEmpty() || !asks.equals(asks.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("guichet.payments.asks: " + asks
                    + " (expected: one or more times, each later than the one before)");
        }
        asks = List.copyOf(asks);
    }

    public Duration firstAsk() {
        return asks.get(0);
    }

    /** How long until a payment that is so old is asked for again; empty after the last time. */
    public Optional<Duration> nextAsk(Duration age) {
        if (age.compareTo(follow) >= 0) {
            return Optional.empty();
        }
        Duration next = asks.stream().filter(ask -> ask.compareTo(age) > 0).findFirst().map(ask -> ask.minus(age))
                .orElse(DAILY);
        Duration left = follow.minus(age);
        return Optional.of(next.compareTo(left) < 0 ? next : left);
    }
}
