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
                    counter.desk().pause(scope.service(), scope.account(), counter.who(), reason.why(counter));
            Pause pause = pausing.pause().orElseThrow();
            if (pausing.made()) {
                counter.say("pause.made", scope.sentence(counter), pause.why(), scope.arguments());
            } else {
                counter.say("pause.stands", scope.sentence(counter), Times.local(pause.since()), pause.who(),
                        pause.why());
            }
            return 0;
        });
    }

    /** It is paused all the same: in an emergency a setting that only the service's own machine has must not hinder. */
    private static void warnOfUnknown(Counter counter, Scope scope) {
        Set<String> services = Set.copyOf(new Schemas().services());
        if (!scope.service().equals(Scope.ALL) && !services.contains(scope.service())) {
            counter.complain("pause.no-service", scope.service(),
                    String.join(", ", services.stream().sorted().toList()));
        } else if (!scope.account().equals(Scope.ALL)
                && services.stream().filter(name -> Set.of(Scope.ALL, name).contains(scope.service()))
                        .noneMatch(name -> counter.settings().accounts(name).containsKey(scope.account()))) {
            counter.complain("pause.no-account", scope.account());
        }
    }
}
