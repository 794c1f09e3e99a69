package io.guichet.purchase;

/** Where an order stands (docs/lifecycle.md draws the ways between). */
public enum State {
    /** In the ledger, acknowledged to its sender. */
    ACCEPTED(true, false),
    /** Provably not sent yet; waits for its due time. */
    READY(true, false),
    /** Waits for a condition: a cap, terms to confirm, a pause. */
    HELD(true, false),
    /** The intent is committed: from here on the service may have acted. */
    SENT(true, false),
    /** The booking is known, documents are still to fetch. */
    BOUGHT(true, false),
    /** May have been bought; is asked, or stands before a person. */
    IN_DOUBT(true, false), COMPLETED(true, true),
    /** The order is wrong; nothing was bought. */
    REJECTED(false, true),
    /** The service said no; nothing was bought. */
    REFUSED(false, true),
    /** Gave up; provably nothing was bought. */
    FAILED(false, true),
    /** Taken back before it was sent. */
    CANCELLED(false, true);

    private final boolean binding;
    private final boolean end;

    State(boolean binding, boolean end) {
        this.binding = binding;
        this.end = end;
    }

    /** The order's identity is taken while it stands here. */
    public boolean binds() {
        return binding;
    }

    /** It was sent, or may have been: an attempt is open or known. */
    public boolean attempted() {
        return this == SENT || this == BOUGHT || this == IN_DOUBT;
    }

    /** Nothing follows. */
    public boolean isFinal() {
        return end;
    }
}
