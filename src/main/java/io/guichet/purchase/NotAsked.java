package io.guichet.purchase;

/** The service is not asked, because what the order names is not there, or not yet: this is what becomes of it. */
public final class NotAsked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public NotAsked(Outcome outcome) {
        super(Outcome.problem(outcome).message(), null, false, false);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
