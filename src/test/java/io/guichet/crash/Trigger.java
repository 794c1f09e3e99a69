package io.guichet.crash;

import java.util.function.Consumer;

/**
 * Calls its listener once, when the n-th request of an operation that begins from now on reaches a point. A point that
 * lies before the bytes which name the operation is reached where it becomes known: SOAPAction names it with the head.
 *
 * @param operation SOAP name of the operation, or {@link #ANY}
 * @param nth       1 for the next such request; for CONNECTED the next connection
 */
public record Trigger(String operation, int nth, Point point, Then then, Consumer<Sighting> listener) {

    /** Every request counts, of whatever operation. */
    public static final String ANY = "*";

    /** What the proxy does once the listener has been called. */
    public enum Then {
        GO_ON,
        /** Nothing passes any more, on no connection, until the proxy is told to release or to drop. */
        HOLD
    }

    public Trigger {
        if (nth < 1) {
            throw new IllegalArgumentException("nth: " + nth + " (expected: 1 or more)");
        }
        if (point == Moment.CONNECTED && !operation.equals(ANY)) {
            throw new IllegalArgumentException(
                    "operation: " + operation + " (expected: " + ANY + " for CONNECTED, where none is known yet)");
        }
    }
}
