package io.guichet.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a delivery did not arrive.
 *
 * @param error     for people, without an address, a secret or anything of an order
 * @param notBefore how long the receiver asked not to be called
 * @param verdict   what follows
 */
public record DeliveryFailure(String error, Optional<Duration> notBefore, Verdict verdict) {

    /** What follows from a failure. */
    public enum Verdict {
        /** It is tried again. */
        AGAIN,
        /** The receiver wants nothing more. */
        STOP,
        /** It may have arrived and must not arrive twice: a person looks. */
        UNCERTAIN
    }

    public static DeliveryFailure again(String error) {
        return new DeliveryFailure(error, Optional.empty(), Verdict.AGAIN);
    }
}
