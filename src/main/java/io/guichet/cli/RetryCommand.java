package io.guichet.cli;

import io.guichet.ledger.Desk.Change;
import io.guichet.ledger.OrderEntry;
import io.guichet.purchase.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has orders that provably did not leave looked at now. */
@Command(name = "retry", mixinStandardHelpOptions = true, description = "Has orders that provably were not bought, READY or HELD, looked at now instead of at their due time. Never what may have been bought, and nothing that is final: that only its sender orders anew.")
final class RetryCommand implements Callable<Integer> {

    private static final States WAITING = new States(List.of(State.READY, State.HELD));

    @Mixin
    private LedgerOptions ledger;

    @Parameters(arity = "0..*", paramLabel = "ORDERID", description = "the orders' own ids")
    private List<String> orderIds = List.of();

    @Mixin
    private ManyOrders many;

    @Option(names = "--limit", paramLabel = "N", description = "of those that are meant by what they have in common so many, the oldest first (1000)")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--dry-run", description = "only says what would be done")
    private boolean dryRun;

    @Mixin
    private Reason reason;

    @Override
    public Integer call() {
        return ledger.work(counter -> {
            boolean named = !orderIds.isEmpty();
            if (named
                    ? many.isNarrow() || limit.isPresent()
                    : !many.isFilter() || limit.filter(n -> n < 1).isPresent()) {
                counter.complain("retry.choose");
                return ExitCode.USAGE;
            }
            if (!named && !dryRun && !reason.isGiven()) {
                counter.complain("many.why");
                return ExitCode.USAGE;
            }
            return named
                    ? many.named(counter, orderIds, dryRun, entry -> retry(counter, entry))
                    : many.filtered(counter, WAITING, limit.orElse(ManyOrders.CEILING), dryRun,
                            entry -> retry(counter, entry));
        });
    }

    private ManyOrders.Done retry(Counter counter, OrderEntry entry) {
        Change change = counter.desk().retry(entry.id(), !dryRun, counter.who(), reason.why(counter));
        String name = WhichOrder.name(entry);
        if (change instanceof Change.Refused refused) {
            return new ManyOrders.Done(false, List.of(), List.of(counter.words("refused.retry", name, refused.why())));
        }
        return new ManyOrders.Done(true, List.of(dryRun
                ? counter.words("retry.would", name)
                : counter.words("retry.done", name, counter.soon())), List.of());
    }
}
