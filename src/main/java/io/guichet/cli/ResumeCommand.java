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
            Pausing ended = counter.desk().resume(scope.service(), scope.account(), counter.who(), reason.why(counter));
            counter.out().println(ended.pause()
                    .map(pause -> counter.words("resume.made", scope.sentence(counter), Times.local(pause.since()),
                            pause.who(), pause.why(), ended.woken(), counter.soon()))
                    .orElseGet(() -> counter.words("resume.none", scope.sentence(counter))));
            for (Pause other : counter.desk().pauses()) {
                counter.say("resume.others", Scope.of(other).words(counter), Times.local(other.since()), other.who(),
                        other.why(), Scope.of(other).arguments());
            }
            return 0;
        });
    }
}
