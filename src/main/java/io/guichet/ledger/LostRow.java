package io.guichet.ledger;

/** The row is no longer in the state and version that was expected: somebody else has gone on with it. Drop the work. */
public final class LostRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostRow(String what) {
        super(what + ": somebody else has gone on with it; this work is dropped");
    }
}
