package io.guichet.cli;

import io.guichet.ledger.Desk;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.Replays;
import io.guichet.ops.Settings;
import io.guichet.order.Texts;
import java.io.PrintWriter;

/**
 * A person at the desk.
 *
 * @param texts in the language of the installation
 * @param who  as the audit names the person
 * @param down whether Guichet does not run, as far as is seen from here
 */
record Counter(LedgerDatabase database, Desk desk, Replays replays, Inputs inputs, Settings settings, Texts texts,
        String who, boolean down, PrintWriter out,
        PrintWriter err) {

    /** When what was left due is worked off. */
    String soon() {
        return words(down ? "soon.down" : "soon.running");
    }

    String words(String key, Object... values) {
        return texts.text("cli", key, values);
    }

    void say(String key, Object... values) {
        out.println(words(key, values));
    }

    void complain(String key, Object... values) {
        err.println("guichet: " + words(key, values));
    }

    /** The heads of a table. */
    Table table(String key) {
        return new Table((Object[]) words(key).split("\\|"));
    }
}
