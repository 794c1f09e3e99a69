package io.guichet.purchase;

import java.util.Optional;

/** A look that an error ended: what was found before it stays found, and the rest is asked again. */
public final class FailedLooks {

    private final Reconciliation reconciliation;
    private final Settlements settlements;
    private final Failures failures;

    public FailedLooks(Reconciliation reconciliation, Settlements settlements, Failures failures) {
        this.reconciliation = reconciliation;
        this.settlements = settlements;
        this.failures = failures;
    }

    /** @param booking what had been found; null where nothing had */
    public void settle(Look look, Booking booking, Throwable error) {
        // Only reads were under way: nothing of what the table says can have moved money.
        Outcome outcome = failures.unsent(look.work(), error);
        Decision decision = Optional.ofNullable(booking).map(found -> reconciliation.adopted(look, found, outcome))
                .orElseGet(() -> reconciliation.later(look, Outcome.problem(outcome)));
        settlements.write(look.work(), decision);
    }
}
