package io.guichet.cli;

import io.guichet.ledger.Desk;
import io.guichet.ledger.Replays;
import io.guichet.ops.Settings;
import java.io.PrintWriter;

/**
 * A person at the desk.
 *
 * @param who  as the audit names the person
 * @param down whether Guichet does not run, as far as is seen from here
 */
record Counter(Desk desk, Replays replays, Settings settings, String who, boolean down, PrintWriter out,
        PrintWriter err) {

    /** When what was left due is worked off. */
    String soon() {
        return down ? "as soon as Guichet runs" : "within seconds where Guichet runs";
    }
}
