package io.guichet.cli;

import io.guichet.ledger.Desk.Pausing;
import io.guichet.ledger.Pause;
import io.guichet.order.Schemas;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Buys nothing more until it is resumed. */
@Command(name = "pause", mixinStandardHelpOptions = true, description = "Buys nothing more of a service, of an account or at all until guichet resume. Orders go on coming in and wait as HELD; calls under way are finished.")
final class PauseCommand implements Callable<Integer> {

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
            warnOfUnknown(counter, scope);
            Pausing pausing =
                    counter.desk().pause(scope.service(), scope.account(), counter.who(), reason.why());
            Pause pause = pausing.pause().orElseThrow();
            counter.out().println(pausing.made()
                    ? scope.sentence() + " is paused: " + pause.why() + ". guichet resume" + scope.arguments()
                            + " ends it."
                    : scope.sentence() + " is paused already, since " + Times.local(pause.since()) + " by "
                            + pause.who() + ": " + pause.why() + ". Nothing was changed.");
            return 0;
        });
    }

    /** It is paused all the same: in an emergency a setting that only the service's own machine has must not hinder. */
    private static void warnOfUnknown(Counter counter, Scope scope) {
        Set<String> services = Set.copyOf(new Schemas().services());
        if (!scope.service().equals(Scope.ALL) && !services.contains(scope.service())) {
            counter.err().println("guichet: service " + scope.service() + " is not installed here (installed: "
                    + String.join(", ", services.stream().sorted().toList()) + ")");
        } else if (!scope.account().equals(Scope.ALL)
                && services.stream().filter(name -> Set.of(Scope.ALL, name).contains(scope.service()))
                        .noneMatch(name -> counter.settings().accounts(name).containsKey(scope.account()))) {
            counter.err().println("guichet: account " + scope.account() + " is not set here");
        }
    }
}
