package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.Pause;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where orders stand. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the orders that are not over, and what is paused.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Option(names = "--state", paramLabel = "STATE", converter = States.Converter.class, description = "only these, such as IN_DOUBT, or all of them: all")
    private States states = States.OPEN;

    @Option(names = "--service", paramLabel = "SERVICE", description = "only those of this service")
    private Optional<String> service = Optional.empty();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "only those of this account")
    private Optional<String> account = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", converter = Times.class, description = "only those accepted at this time or later: 2026-11-25, 2026-11-25T08:00, 2026-11-25T08:00Z")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    @Override
    public Integer call() {
        return ledger.work(counter -> {
            List<OrderEntry> entries = counter.desk().list(states.states(), service, account, since);
            List<Pause> pauses = counter.desk().pauses();
            NextStep next = new NextStep(Instant.now(), counter.texts());
            if (json) {
                counter.out().println(new Json(next).list(entries, pauses));
            } else {
                show(counter, entries, pauses, next);
            }
            return 0;
        });
    }

    private static void show(Counter counter, List<OrderEntry> entries, List<Pause> pauses, NextStep next) {
        if (entries.isEmpty()) {
            counter.say("list.none");
        } else {
            Table table = counter.table("list.heads");
            entries.forEach(entry -> table.row(entry.orderId().orElse("?"), entry.service().orElse("?"),
                    entry.account().orElse("?"), entry.operation().orElse("?"), entry.state(),
                    Times.local(entry.since()), next.brief(entry), entry.carrierId().orElse("-"),
                    entry.price().map(BigDecimal::toPlainString).orElse("-"), entry.why()));
            table.print(counter.out(), "");
        }
        pauses.forEach(pause -> counter.say("list.paused", Scope.of(pause).sentence(counter),
                Times.local(pause.since()), pause.who(), pause.why()));
    }
}
