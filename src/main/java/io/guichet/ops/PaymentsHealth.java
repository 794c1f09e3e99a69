package io.guichet.ops;

import io.guichet.ledger.Payments;
import java.util.Map;

/** What payment services have told that is still to be acted on, or could not be. It is shown and never makes unready. */
public final class PaymentsHealth extends ShownHealth {

    private final Payments payments;

    public PaymentsHealth(Payments payments) {
        super("payments");
        this.payments = payments;
    }

    @Override
    Map<String, Object> details() {
        Payments.Open open = payments.open();
        return Map.of("notifications.waiting", open.waiting(), "notifications.given-up", open.left(),
                "payments.followed", open.asked());
    }
}
