package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The one order that a command is about. */
final class WhichOrder {

    @Parameters(index = "0", paramLabel = "ORDERID", description = "the order's own id")
    private String orderId;

    @Mixin
    private OrderScope scope;

    /** Does it with the one order that is meant; with none or several nothing. */
    int with(Counter counter, ToIntFunction<OrderEntry> task) {
        return scope.with(counter, orderId, task);
    }

    /** As people and messages name it. */
    static String name(OrderEntry entry) {
        return entry.orderId().orElse("?") + " (" + entry.scope() + ")";
    }

    /** As a command takes it. */
    static String arguments(OrderEntry entry) {
        return entry.orderId().orElse("?") + " --service " + entry.service().orElse("?") + " --account "
                + entry.account().orElse("?") + " --operation " + entry.operation().orElse("?");
    }
}
