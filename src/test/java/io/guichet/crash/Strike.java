package io.guichet.crash;

import java.time.Duration;

/**
 * One fault that waits for its request. Triggers at points of the answer do not fire for an answer that is struck.
 *
 * @param operation SOAP name of the operation, or {@link Trigger#ANY}
 * @param nth       1 for the next such request that comes whole
 * @param pace      how long a delay lasts, how far apart dribbled bytes are; zero for faults without a pace
 */
public record Strike(String operation, int nth, Fault fault, Side side, Duration pace) {

    /** Where it strikes, seen from the booking. */
    public enum Side {
        /** The twin never hears of the request. */
        BEFORE,
        /** The twin has carried it out and answered. */
        AFTER
    }

    public Strike {
        if (nth < 1) {
            throw new IllegalArgumentException("nth: " + nth + " (expected: 1 or more)");
        }
    }
}
