package io.guichet.purchase;

import io.guichet.order.OrderIdentity;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The mark that travels with each purchase. */
@State(Scope.Benchmark)
public class PurchaseKeyBenchmark {

    private OrderIdentity identity = new OrderIdentity("webstamp", "demo", "stamps", "SO-1");

    @Benchmark
    public String purchaseKey() {
        return PurchaseKey.of(identity, 1, 1).toString();
    }
}
