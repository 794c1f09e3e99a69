package io.guichet.ops;

import io.guichet.ledger.Orders;
import io.guichet.purchase.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** {@code guichet_orders{state="…"}}: how many orders stand where. The ledger is asked at most every few seconds. */
public final class OrderGauges {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Orders orders;
    private Map<String, Long> counts = Map.of();
    private long askedNanos = System.nanoTime() - FRESH.toNanos();

    public OrderGauges(Orders orders) {
        this.orders = orders;
    }

    public void register(MeterRegistry registry) {
        for (State state : State.values()) {
            Gauge.builder("guichet.orders", this, gauges -> gauges.count(state))
                    .description("Orders in the ledger by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    // The registry alone holds this object.
                    .strongReference(true)
                    .register(registry);
        }
    }

    private synchronized Number countOf(State state) {
        if (System.nanoTime() - askedNanos >= FRESH.toNanos()) {
            // Also after a failure: a ledger that is away must not make every gauge wait for it.
            askedNanos = System.nanoTime();
            counts = Map.of();
            counts = orders.counts();
        }
        return counts.getOrDefault(state.name(), 0L);
    }

    private double count(State state) {
        return countOf(state).doubleValue();
    }
}
