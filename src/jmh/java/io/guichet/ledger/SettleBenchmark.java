package io.guichet.ledger;

import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an answer becomes in the ledger: state, audit, attempt, document, message and deliveries, in one flushed commit. */
@State(Scope.Benchmark)
public class SettleBenchmark {

    private final Outcome bought = TestDesk.done("1.20", TestDesk.document("1.pdf", "x".repeat(4_000)));
    private TestDesk desk;
    private Work sent;
    private int number;

    @Setup
    public void ledger() {
        desk = new TestDesk();
    }

    @Setup(Level.Invocation)
    public void sent() {
        sent = desk.sent(desk.inHand("SO-" + ++number));
    }

    @Benchmark
    public void settleOneOrder() {
        desk.settle(sent, bought);
    }

    @TearDown
    public void close() {
        desk.close();
    }
}
