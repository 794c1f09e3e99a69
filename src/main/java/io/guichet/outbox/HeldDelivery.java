package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import java.time.Duration;

/** Tells the ledger from time to time that a delivery is still in hand, so that nobody else begins with it. */
final class HeldDelivery implements Runnable {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Deliveries deliveries;
    private final Delivery delivery;
    private long sinceNanos = System.nanoTime();

    HeldDelivery(Deliveries deliveries, Delivery delivery) {
        this.deliveries = deliveries;
        this.delivery = delivery;
    }

    @Override
    public void run() {
        if (System.nanoTime() - sinceNanos >= AGAIN.toNanos()) {
            hold();
        }
    }

    /** Right now, before something is put in the place of what lies there. */
    void hold() {
        deliveries.hold(delivery);
        sinceNanos = System.nanoTime();
    }
}
