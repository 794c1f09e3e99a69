package io.guichet.ledger;

import java.nio.file.Path;

/** Another process has the ledger's directory. */
public final class LedgerInUse extends LedgerUnavailable {

    private static final long serialVersionUID = 1L;

    private final String holder;

    LedgerInUse(Path directory, String holder) {
        super("The ledger in " + directory + " is in use by another Guichet (process " + holder
                + "): stop that one first, or give this one a directory of its own with guichet.home.");
        this.holder = holder;
    }

    /** The number of that process. */
    public String holder() {
        return holder;
    }
}
