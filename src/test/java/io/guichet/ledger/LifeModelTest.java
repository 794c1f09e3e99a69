package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.LifeStep.Call;
import io.guichet.ledger.LifeStep.Kind;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random lives of a few orders on a real ledger (lifecycle chapter 3). The number of lives is jqwik.tries.default
 * (junit-platform.properties, or -Djqwik.tries.default), their length guichet.model.steps.
 */
class LifeModelTest {

    private static TestDesk desk;

    @BeforeContainer
    static void open() {
        desk = new TestDesk();
        // Nothing here ends the database: its disk only costs time.
        desk.run("set synchronous_commit = off");
    }

    @AfterContainer
    static void close() {
        desk.close();
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void whateverHappensNothingIsBookedTwiceOrLost(@ForAll("lives") List<LifeStep> steps) {
        live(new LifeWorld(desk, settle(), true), steps);
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void whatIsListedLaterThanItShouldIsNeverPassedOverInSilence(@ForAll("lives") List<LifeStep> steps) {
        live(new LifeWorld(desk, settle(), false), steps);
    }

    @Example
    void aWorkerThatSleptUntilTheNextAttemptSendsNothing() {
        LifeWorld world = new LifeWorld(desk, LifeWorld.SETTLE, true);
        LifeStep awake = step(Kind.NEXT).which(1);
        // Of an account without caps. Provably not sent: ready again under the same number.
        world.run(List.of(step(Kind.ACCEPT).which(2), step(Kind.CLAIM), step(Kind.NEXT),
                step(Kind.NEXT).how(Call.CANNOT_BE_CONNECTED), step(Kind.NEXT), step(Kind.PASS)));
        // One takes it and sleeps; another sends it and is not heard; it is ready for its next attempt.
        world.run(List.of(step(Kind.CLAIM), step(Kind.PASS).delay(2), step(Kind.CLAIM), awake,
                awake.how(Call.IS_NOT_REACHED_IN_TIME), awake, step(Kind.PASS).delay(4), step(Kind.LOOK), awake,
                awake));
        assertThat(desk.text("select state || ' ' || attempt from orders")).isEqualTo("READY 2");
        world.run(List.of(step(Kind.NEXT), step(Kind.NEXT)));
        assertThat(desk.text("select state || ' ' || attempt from orders")).isEqualTo("READY 2");
        world.end();
        assertThat(world.bookings()).isEqualTo(1);
    }

    private static void live(LifeWorld world, List<LifeStep> steps) {
        world.run(List.of(step(Kind.ACCEPT), step(Kind.ACCEPT).which(1)));
        world.run(steps);
        world.end();
    }

    // The model can fail

    /** The whole answer to a liar: what cannot be prevented is told. */
    @Example
    void aBookingThatIsListedAfterTheSettleTimeIsBookedTwiceAndAlarmed() {
        LifeWorld world = new LifeWorld(desk, LifeWorld.SETTLE, false);
        world.run(List.of(step(Kind.ACCEPT), step(Kind.CLAIM), step(Kind.NEXT),
                step(Kind.NEXT).how(Call.BOOKS_AND_IS_NOT_HEARD).delay(2), step(Kind.NEXT), step(Kind.PASS).delay(4),
                step(Kind.LOOK), step(Kind.NEXT), step(Kind.NEXT), step(Kind.CLAIM), step(Kind.NEXT),
                step(Kind.NEXT), step(Kind.NEXT)));
        world.end();
        assertThat(world.bookings()).isEqualTo(2);
        assertThat(desk.texts("select number || ' ' || ended from attempt order by number"))
                .containsExactly("1 LATE", "2 DONE");
    }

    @Example
    void absentBelievedAtOnceBooksTwiceAndTheModelSeesIt() {
        LifeWorld world = new LifeWorld(desk, Duration.ZERO, true);
        assertThatThrownBy(() -> world.run(List.of(step(Kind.ACCEPT), step(Kind.CLAIM), step(Kind.NEXT),
                step(Kind.NEXT).how(Call.BOOKS_AND_IS_NOT_HEARD).delay(3), step(Kind.NEXT), step(Kind.PASS).delay(1),
                step(Kind.LOOK), step(Kind.NEXT), step(Kind.NEXT), step(Kind.CLAIM), step(Kind.NEXT),
                step(Kind.NEXT), step(Kind.NEXT)))).isInstanceOf(LifeWorld.LifeBroken.class)
                .hasMessageContaining("A (try 1) is READY and was booked 1 times")
                .hasMessageContaining("the listing for webstamp/demo/stamps/A (attempt 1) shows 0");
    }

    @Provide
    Arbitrary<List<LifeStep>> lives() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(Tuple.of(20, Kind.NEXT), Tuple.of(4, Kind.ACCEPT),
                Tuple.of(7, Kind.CLAIM), Tuple.of(7, Kind.LOOK), Tuple.of(7, Kind.PASS), Tuple.of(2, Kind.LATE_LOOK),
                Tuple.of(2, Kind.LOST_CALLS), Tuple.of(1, Kind.DIE), Tuple.of(1, Kind.ALL_DIE),
                Tuple.of(1, Kind.LEASE_LOST), Tuple.of(1, Kind.PAUSE), Tuple.of(2, Kind.RESUME),
                Tuple.of(1, Kind.CANCEL), Tuple.of(1, Kind.LOOK_AGAIN));
        // Without edge cases and bias: a life is interesting by what follows what.
        Arbitrary<LifeStep> steps = Combinators.combine(kinds, number(5), number(10), number(8)).as(LifeStep::new);
        return steps.list().ofMaxSize(Integer.getInteger("guichet.model.steps", 80))
                .withSizeDistribution(RandomDistribution.uniform()).withoutEdgeCases();
    }

    private static Arbitrary<Integer> number(int below) {
        return Arbitraries.integers().between(0, below - 1).withDistribution(RandomDistribution.uniform());
    }

    /** Zero shows what the settle time is for: -Dguichet.model.settle=0. */
    private static Duration settle() {
        return Duration.ofSeconds(Long.getLong("guichet.model.settle", LifeWorld.SETTLE.toSeconds()));
    }

    private static LifeStep step(Kind kind) {
        return LifeStep.of(kind);
    }
}
