package io.guichet.purchase;

/** A booking that was found becomes the order's: completed with its documents, or bought while they are missing. */
public final class Adoptions {

    private final Reconciliation reconciliation;
    private final Settlements settlements;

    public Adoptions(Reconciliation reconciliation, Settlements settlements) {
        this.reconciliation = reconciliation;
        this.settlements = settlements;
    }

    /** @param fetched what came of fetching the booking's documents */
    public void settle(Look look, Booking booking, Outcome fetched) {
        settlements.write(look.work(), reconciliation.adopted(look, booking, fetched));
    }
}
