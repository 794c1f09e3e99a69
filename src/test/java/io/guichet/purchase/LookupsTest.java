package io.guichet.purchase;

import static io.guichet.purchase.Works.POLICY;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.booking;
import static io.guichet.purchase.Works.done;
import static io.guichet.purchase.Works.problem;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.order.Problem;
import io.guichet.purchase.Decision.AttemptEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is done with a finding, a booking and an error on the way to either (routes/22-reconcile). */
class LookupsTest {

    private static final Duration SETTLE = Duration.ofMinutes(15);
    private static final Services ASKABLE = Works.services(Optional.of(SETTLE));

    private final RecordingBook book = new RecordingBook();
    private final Settlements settlements = book.settlements(ASKABLE);
    private final Reconciliation reconciliation = new Reconciliation(POLICY, TEXTS);
    private final Lookups lookups = lookups(Optional.empty());
    private final FailedLooks failedLooks = new FailedLooks(reconciliation, settlements, new Failures(ASKABLE));
    private final LateLooks lateLooks = new LateLooks(POLICY, book, book, TEXTS);

    // Lookups

    @Test
    void theOneBookingGoesOnToBeAdoptedAndNothingIsWrittenYet() {
        assertThat(lookups.judge(doubt(2), found(booking(1)))).isEqualTo(booking(1));
        assertThat(book.settled).isEmpty();
    }

    @Test
    void theOneBookingIsTheOrdersEvenInAListingThatIsNotComplete() {
        assertThat(lookups.judge(doubt(2), new Finding(List.of(booking(1)), false))).isEqualTo(booking(1));
    }

    @Test
    void severalBookingsAreWrittenForAPersonAndNoneIsAdopted() {
        assertThat(lookups.judge(doubt(2), found(booking(1), booking(2)))).isNull();
        assertThat(book.decision().problems()).extracting(Problem::code).containsExactly("GUI-4021");
        assertThat(book.settled.get(0).answer()).as("its sender hears of it").contains("IN_DOUBT");
    }

    @Test
    void noBookingIsWrittenByTheSettleTimeOfTheService() {
        assertThat(lookups.judge(doubt(14), found())).isNull();
        assertThat(book.decision().to()).isEqualTo(State.IN_DOUBT);
        book.settled.clear();
        assertThat(lookups.judge(doubt(15), found())).isNull();
        assertThat(book.decision().to()).isEqualTo(State.READY);
        book.settled.clear();
        assertThat(lookups.judge(doubt(15), new Finding(List.of(), false))).isNull();
        assertThat(book.decision().to()).isEqualTo(State.IN_DOUBT);
    }

    @Test
    void nothingIsCalledAbsentWhereNobodyCanBeAsked() {
        Look look = ready().in(State.IN_DOUBT).asking("blind").look(Duration.ofHours(30));

        assertThatThrownBy(() -> lookups.judge(look, found())).hasMessageContaining("cannot be asked");
        assertThat(book.settled).isEmpty();
    }

    @Test
    void aBookingWhoseNumberIsKnownIsNotLookedForAgain() {
        Look bought = withNumber(State.BOUGHT);

        assertThat(lookups.known(bought)).isEqualTo(new Booking("9000001", 2, Optional.empty()));
        assertThat(lookups.known(ready().in(State.BOUGHT).look(SETTLE))).as("no number is known").isNull();
        assertThat(lookups.known(withNumber(State.IN_DOUBT))).as("in doubt nothing is known").isNull();
    }

    @Test
    void theListingIsAskedFromTwoHoursBeforeTheCallSinceClocksDiffer() {
        assertThat(lookups.from(doubt(20))).isEqualTo(Works.NOW.minus(Duration.ofMinutes(140)));
    }

    @Test
    void afterARestoreTheListingIsAskedFromTheBackupOn() {
        Instant backup = Works.NOW.minus(Duration.ofHours(9));

        assertThat(lookups(Optional.of(backup)).from(doubt(20))).isEqualTo(backup);
        assertThat(lookups(Optional.of(Works.NOW)).from(doubt(20))).as("whichever is older")
                .isEqualTo(Works.NOW.minus(Duration.ofMinutes(140)));
    }

    @Test
    void aLookNamesItsOrderAndAttemptInLogsAndNothingElse() {
        assertThat(doubt(2)).hasToString(ready().work().identity() + " (attempt 1)");
    }

    // Adoptions

    @Test
    void aBookingThatIsAdoptedIsWrittenWithItsAnswer() {
        new Adoptions(reconciliation, settlements).settle(doubt(2), booking(1), done());

        assertThat(book.decision().to()).isEqualTo(State.COMPLETED);
        assertThat(book.settled.get(0).answer()).contains("COMPLETED");
        assertThat(book.settled.get(0).work().state()).isEqualTo(State.IN_DOUBT);
    }

    // Failed looks

    @Test
    void aLookThatFailsBeforeAnythingWasFoundIsMadeAgain() {
        failedLooks.settle(doubt(2), null, new IOException("reset"));

        assertThat(book.decision().to()).isEqualTo(State.IN_DOUBT);
        assertThat(book.decision().why()).as("only reads were under way").isEqualTo("could not be asked: GUI-3001");
    }

    @Test
    void whatWasFoundBeforeALookFailsStaysFound() {
        failedLooks.settle(doubt(2), booking(1), new IOException("reset"));

        assertThat(book.decision().to()).isEqualTo(State.BOUGHT);
        assertThat(book.decision().attempt()).contains(AttemptEnd.DONE);
    }

    // Late looks

    @Test
    void anAttemptThatIsStillNotListedIsLookedForAtTheNextLook() {
        lateLooks.judge(closed(2, Duration.ofMinutes(20)), found(booking(1)));

        assertThat(book.late).isEmpty();
        assertThat(book.later).containsExactly(Optional.of(Duration.ofMinutes(40)));
    }

    @Test
    void afterTheLastLookAClosedAttemptIsLookedForNoMore() {
        lateLooks.judge(closed(1, Duration.ofHours(24)), found());

        assertThat(book.later).containsExactly(Optional.empty());
    }

    @Test
    void aLastLookThatWasNotAnsweredWholeIsMadeAgain() {
        lateLooks.judge(closed(1, Duration.ofHours(24)), new Finding(List.of(), false));

        assertThat(book.later).containsExactly(Optional.of(POLICY.retryMax()));
    }

    @Test
    void aBookingOfAClosedAttemptIsToldEveryTimeAndPausesTheAccount() {
        Look look = closed(2, Duration.ofMinutes(20));

        lateLooks.judge(look, found(booking(1), booking(2)));

        assertThat(book.later).isEmpty();
        assertThat(book.late).singleElement().satisfies(late -> {
            assertThat(late.look()).isSameAs(look);
            assertThat(late.booking()).isEqualTo(booking(2));
            assertThat(late.pause()).contains("9000002", "SO-1");
            assertThat(late.alarm().account()).isEqualTo("demo");
            assertThat(late.alarm().notice().kind()).isEqualTo("late-booking");
            assertThat(late.alarm().notice().onceKey()).isEmpty();
            assertThat(late.alarm().body()).contains("9000002", "SO-1", "attempt 2", "demo");
        });
    }

    private Lookups lookups(Optional<Instant> backup) {
        return new Lookups(reconciliation, settlements, ASKABLE,
                new AskFirst(backup, work -> false, ASKABLE, settlements, TEXTS));
    }

    private static Finding found(Booking... bookings) {
        return new Finding(List.of(bookings), true);
    }

    private static Look doubt(long minutes) {
        return ready().in(State.IN_DOUBT).look(Duration.ofMinutes(minutes));
    }

    private static Look withNumber(State state) {
        return new Look(ready().in(state).work(), Optional.of("9000001"), 2, Works.NOW, SETTLE, SETTLE);
    }

    private static Look closed(int attempt, Duration age) {
        return new Look(ready().in(State.READY).work(), Optional.empty(), attempt, Works.NOW.minus(age), age, age);
    }

    @Test
    void whatIsDoneHasNoProblem() {
        assertThat(Outcome.problem(new Outcome.Held(problem("GUI-2100"))).code()).isEqualTo("GUI-2100");
        assertThatThrownBy(() -> Outcome.problem(done())).hasMessageContaining("done has no problem");
    }
}
