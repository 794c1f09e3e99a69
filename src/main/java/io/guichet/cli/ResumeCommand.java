package io.guichet.cli;

import io.guichet.ledger.Desk.Pausing;
import io.guichet.ledger.Pause;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a pause. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Ends the pause of exactly this service and account; the orders that it held are looked at at once.")
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private ScopeOptions what;

    @Mixin
    private Reason reason;

    @Override
    public Integer call() {
        return ledger.work(counter -> {
            Scope scope = what.scope();
            Pausing ended = counter.desk().resume(scope.service(), scope.account(), counter.who(), reason.why());
            counter.out().println(ended.pause()
                    .map(pause -> scope.sentence() + " is resumed; it was paused since " + Times.local(pause.since())
                            + " by " + pause.who() + ": " + pause.why() + ". Orders that waited for it: "
                            + ended.woken() + ", looked at " + counter.soon() + ".")
                    .orElse(scope.sentence() + " was not paused. Nothing was changed."));
            for (Pause other : counter.desk().pauses()) {
                counter.out().println("Still paused: " + Scope.of(other).words() + ", since "
                        + Times.local(other.since()) + " by " + other.who() + ": " + other.why() + " (guichet resume"
                        + Scope.of(other).arguments() + ")");
            }
            return 0;
        });
    }
}
