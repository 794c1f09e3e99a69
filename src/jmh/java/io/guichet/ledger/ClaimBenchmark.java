package io.guichet.ledger;

import io.guichet.purchase.Work;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One order out of two thousand that are due, in a transaction whose commit is flushed. */
@State(Scope.Benchmark)
public class ClaimBenchmark {

    private static final int DUE = 2_000;

    private TestDesk desk;

    @Setup
    public void orders() {
        desk = new TestDesk();
        desk.accept("many", LongStream.rangeClosed(1, DUE)
                .mapToObj(n -> TestDesk.order(n, TestDesk.identity("SO-" + n), "same")).toArray(Submission[]::new));
    }

    @Benchmark
    public List<Work> claimOneDueOrder() {
        return desk.claim(1);
    }

    /** It is due again, behind all others. */
    @TearDown(Level.Invocation)
    public void again() {
        desk.run("update orders set lease_until = null, due_at = clock_timestamp() where lease_until is not null");
    }

    @TearDown
    public void close() {
        desk.close();
    }
}
