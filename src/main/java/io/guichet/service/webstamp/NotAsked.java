package io.guichet.service.webstamp;

import io.guichet.purchase.Outcome;

/** The service is not asked, because what the order names is not there, or not yet: this is what becomes of it. */
final class NotAsked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    NotAsked(Outcome outcome) {
        super(Outcome.problem(outcome).message(), null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
