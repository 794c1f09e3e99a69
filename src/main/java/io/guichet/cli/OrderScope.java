package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/** Where an order's own id does not tell which one is meant. */
final class OrderScope {

    @Option(names = "--service", paramLabel = "SERVICE", description = "where the id alone does not tell")
    private Optional<String> service = Optional.empty();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "where the id alone does not tell")
    private Optional<String> account = Optional.empty();

    @Option(names = "--operation", paramLabel = "OPERATION", description = "where the id alone does not tell")
    private Optional<String> operation = Optional.empty();

    /** Does it with the one order that is meant; with none or several nothing. */
    int with(Counter counter, String orderId, ToIntFunction<OrderEntry> task) {
        return with(counter, orderId, service, account, operation, task);
    }

    /** As above, for a command that takes these words also without an order's id. */
    static int with(Counter counter, String orderId, Optional<String> service, Optional<String> account,
            Optional<String> operation, ToIntFunction<OrderEntry> task) {
        List<OrderEntry> found = counter.desk().find(orderId, service, account, operation);
        if (found.size() == 1) {
            return task.applyAsInt(found.get(0));
        }
        if (found.isEmpty()) {
            counter.complain("which.none", orderId);
            return 1;
        }
        counter.complain("which.several", orderId, found.size());
        Table table = counter.table("which.heads");
        found.forEach(entry -> table.row(entry.service().orElse("?"), entry.account().orElse("?"),
                entry.operation().orElse("?"), entry.state(), Times.local(entry.acceptedAt())));
        table.print(counter.err(), "  ");
        return 2;
    }
}
