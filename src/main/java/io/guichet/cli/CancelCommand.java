package io.guichet.cli;

import io.guichet.ledger.Desk.Change;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes an order back before it is sent. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Takes an order back that was not sent yet (ACCEPTED, READY or HELD): nothing is bought, and its sender is told.")
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private WhichOrder which;

    @Mixin
    private Reason reason;

    @Override
    public Integer call() {
        return ledger.work(counter -> which.with(counter, entry -> {
            Change change = counter.desk().cancel(entry.id(), counter.who(), reason.why(counter));
            return Changed.say(counter, entry, change, "refused.cancel", made -> counter.words("done.cancelled"));
        }));
    }
}
