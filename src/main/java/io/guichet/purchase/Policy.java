package io.guichet.purchase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The times of the protocol.
 *
 * @param retryFirst  delay after the first try that did not leave; it doubles up to retryMax
 * @param giveUp      how long such tries go on before the order fails
 * @param holdRetry   how often a held order looks whether its condition has ended
 * @param lease       how long an order stays in one worker's hands
 * @param longestCall no call takes longer: nothing is sent when less of the lease is left
 * @param looks       when an unknown outcome is asked for, counted from its call; a person decides after the last
 * @param brake       so many unknown outcomes in a row hold an account's further purchases
 * @param following   when payments that are not final are asked for
 */
public record Policy(Duration retryFirst, Duration retryMax, Duration giveUp, Duration holdRetry, Duration lease,
        Duration longestCall, List<Duration> looks, int brake, Following following) {

    /** What follows no payment beyond a day. */
    public Policy(Duration retryFirst, Duration retryMax, Duration giveUp, Duration holdRetry, Duration lease,
            Duration longestCall, List<Duration> looks, int brake) {
        this(retryFirst, retryMax, giveUp, holdRetry, lease, longestCall, looks, brake,
                new Following(List.of(Duration.ofMinutes(2)), Duration.ofDays(1)));
    }

    public Policy {
        if (lease.compareTo(longestCall) <= 0) {
            throw new IllegalArgumentException(
                    "guichet.worker.lease: " + lease + " (expected: longer than the longest call, "
                            + longestCall + ")");
        }
        if (looks.isEmpty() || !looks.equals(looks.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException(
                    "guichet.reconcile.looks: " + looks
                            + " (expected: one or more times, each later than the one before)");
        }
        looks = List.copyOf(looks);
    }

    public Duration firstLook() {
        return looks.get(0);
    }

    /** How long until the next look at a call that is so old; empty after the last. */
    public Optional<Duration> nextLook(Duration age) {
        return looks.stream().filter(look -> look.compareTo(age) > 0).findFirst().map(look -> look.minus(age));
    }

    /** How long an order has waited in all when it has failed so often in a row and waited after each. */
    public Duration waitedAfter(int failures) {
        Duration waited = Duration.ZERO;
        for (int i = 1; i <= failures && waited.compareTo(giveUp) <= 0; i++) {
            waited = waited.plus(delayAfter(i));
        }
        return waited;
    }

    /** The delay after so many failures, the first being 1. */
    public Duration delayAfter(int failures) {
        Duration delay = retryFirst;
        for (int i = 1; i < failures && delay.compareTo(retryMax) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(retryMax) < 0 ? delay : retryMax;
    }
}
