package io.guichet.ops;

import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Work;
import org.apache.camel.Exchange;

/** Puts the order in hand into every log line of its exchange; never its content. */
public final class LogNames {

    private final Mode mode;

    public LogNames(Mode mode) {
        this.mode = mode;
    }

    public void put(Exchange exchange) {
        OrderIdentity identity = exchange.getVariable("work", Work.class).identity();
        exchange.setProperty("orderId", identity.orderId());
        exchange.setProperty("service", identity.service());
        exchange.setProperty("account", identity.account());
        exchange.setProperty("operation", identity.operation());
        exchange.setProperty("mode", mode.name());
    }
}
