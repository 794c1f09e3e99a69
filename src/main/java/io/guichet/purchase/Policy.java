package io.guichet.purchase;

import java.time.Duration;

/**
 * The times of the protocol.
 *
 * @param retryFirst  delay after the first try that did not leave; it doubles up to retryMax
 * @param giveUp      how long such tries go on before the order fails
 * @param holdRetry   how often a held order looks whether its condition has ended
 * @param lease       how long an order stays in one worker's hands
 * @param longestCall no call takes longer: nothing is sent when less of the lease is left
 * @param firstLook   when an unknown outcome is first asked for
 */
public record Policy(Duration retryFirst, Duration retryMax, Duration giveUp, Duration holdRetry, Duration lease,
        Duration longestCall, Duration firstLook) {

    public Policy {
        if (lease.compareTo(longestCall) <= 0) {
            throw new IllegalArgumentException(
                    "guichet.worker.lease: " + lease + " (expected: longer than the longest call, "
                            + longestCall + ")");
        }
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
