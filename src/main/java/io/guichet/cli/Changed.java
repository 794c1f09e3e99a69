package io.guichet.cli;

import io.guichet.ledger.Desk.Change;
import io.guichet.ledger.OrderEntry;
import java.util.function.Function;

/** Says what became of a decision. */
final class Changed {

    private Changed() {
    }

    /** @param refused what is said where it was refused */
    static int say(Counter counter, OrderEntry entry, Change change, String refused,
            Function<Change.Made, String> sentence) {
        if (change instanceof Change.Refused why) {
            counter.complain(refused, WhichOrder.name(entry), why.why());
            return 1;
        }
        counter.out().println(WhichOrder.name(entry) + ": " + sentence.apply((Change.Made) change));
        return 0;
    }
}
