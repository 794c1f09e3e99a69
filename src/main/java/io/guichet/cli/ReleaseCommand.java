package io.guichet.cli;

import io.guichet.ledger.Desk.Change;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a held order looked at now, past the caps of the day. */
@Command(name = "release", mixinStandardHelpOptions = true, description = "Has an order that is HELD looked at now; the caps of its account's day hold it no longer, everything else still does.")
final class ReleaseCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private WhichOrder which;

    @Mixin
    private Reason reason;

    @Override
    public Integer call() {
        return ledger.work(counter -> which.with(counter, entry -> {
            Change change = counter.desk().release(entry.id(), counter.who(), reason.why(counter));
            return Changed.say(counter, entry, change, "refused.release", made -> made.heldFor()
                    .map(code -> counter.words("done.released.held", counter.soon(), code))
                    .orElseGet(() -> counter.words("done.released", counter.soon())));
        }));
    }
}
