package io.guichet.purchase;

/** What an error on the way means for the order, by its service's own table. */
public final class Failures {

    private final Services services;

    public Failures(Services services) {
        this.services = services;
    }

    public Outcome outcome(Work work, Throwable error) {
        return services.named(work.identity().service()).failed(work, work.state() == State.SENT, error);
    }

    /** The same for calls that only read, whatever state the order is in. */
    Outcome unsent(Work work, Throwable error) {
        return services.named(work.identity().service()).failed(work, false, error);
    }
}
