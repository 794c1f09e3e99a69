package io.guichet.ops;

import io.guichet.ledger.Payments;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What payment services have told that is still to be acted on, or could not be. It is shown and never makes unready. */
public final class PaymentsHealth extends AbstractHealthCheck {

    private final Payments payments;

    public PaymentsHealth(Payments payments) {
        super("guichet", "payments");
        this.payments = payments;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Payments.Open open = payments.open();
        builder.detail("notifications.waiting", open.waiting());
        builder.detail("notifications.given-up", open.left());
        builder.detail("payments.followed", open.asked());
        builder.up();
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
