package io.guichet.ops;

import io.guichet.ledger.Orders;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while the ledger answers: without it nothing is accepted. */
public final class LedgerHealth extends AbstractHealthCheck {

    private final Orders orders;

    public LedgerHealth(Orders orders) {
        super("guichet", "ledger");
        this.orders = orders;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            builder.detail("oldest-open-order", orders.oldestOpen().map(Object::toString).orElse("none"));
            builder.up();
        } catch (RuntimeException failed) {
            builder.message("the ledger does not answer").error(failed).down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
