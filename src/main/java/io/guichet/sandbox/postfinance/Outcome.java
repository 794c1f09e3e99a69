package io.guichet.sandbox.postfinance;

import java.util.Locale;
import java.util.stream.Stream;

/** What becomes of a payment at the payer's page (postfinance 6). */
enum Outcome {
    /** Paid. */
    SUCCESS,
    /** The card is refused. */
    FAIL,
    /** Paid, and then not to be delivered. */
    DECLINE,
    /** The payer does nothing until it is too late. */
    TIMEOUT,
    /** The payer goes away; the time goes on. */
    ABANDON;

    static Outcome of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("outcome: " + word
                        + " (expected: one of success, fail, decline, timeout, abandon)"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
