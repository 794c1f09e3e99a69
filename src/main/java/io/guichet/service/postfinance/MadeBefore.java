package io.guichet.service.postfinance;

import io.guichet.call.Causes;
import java.util.Optional;

/**
 * What failed came after a transaction was made, and perhaps paid: that this one request did not leave says nothing about
 * those before it.
 */
final class MadeBefore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MadeBefore(Throwable failed) {
        super(failed.getClass().getSimpleName(), failed);
    }

    static Optional<MadeBefore> in(Throwable error) {
        return Causes.find(error, MadeBefore.class);
    }
}
