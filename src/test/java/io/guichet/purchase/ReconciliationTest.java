package io.guichet.purchase;

import static io.guichet.purchase.Works.POLICY;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.booking;
import static io.guichet.purchase.Works.done;
import static io.guichet.purchase.Works.problem;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import io.guichet.purchase.Decision.AttemptEnd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way on from a look; looks at 2, 15, 60 minutes, 6 and 24 hours (lifecycle rule 9). */
class ReconciliationTest {

    private static final Duration SETTLE = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofHours(24);

    private final Reconciliation reconciliation = new Reconciliation(POLICY, TEXTS);

    // Nothing listed

    @Test
    void absentAfterTheSettleTimeIsBoughtAgainUnderTheNextAttemptAtOnce() {
        Decision again = reconciliation.notFound(doubt(15), true, SETTLE);

        assertThat(again.to()).isEqualTo(State.READY);
        assertThat(again.attempt()).contains(AttemptEnd.ABSENT);
        assertThat(again.number()).contains(1);
        assertThat(again.dueIn()).contains(Duration.ZERO);
        assertThat(again.lateLook()).as("a booking may still show up").contains(Duration.ofMinutes(45));
        assertThat(again.failures()).isZero();
        assertThat(again.tell()).isFalse();
        assertThat(again.problems()).isEmpty();
        assertThat(again.dryRun()).isFalse();
    }

    @Test
    void absentOneMomentBeforeTheSettleTimeIsNotBelieved() {
        Duration almost = SETTLE.minusMillis(1);

        Decision waits = reconciliation.notFound(ready().in(State.IN_DOUBT).look(almost), true, SETTLE);

        assertThat(waits.to()).isEqualTo(State.IN_DOUBT);
        assertThat(waits.attempt()).isEmpty();
        assertThat(waits.dueIn()).contains(Duration.ofMillis(1));
        assertThat(waits.failures()).isZero();
        assertThat(waits.tell()).isFalse();
        assertThat(waits.why()).isEqualTo("not listed yet");
    }

    /** Age, settle time and wait in minutes: the next look or the end of the settle time, whichever comes first. */
    @ParameterizedTest
    @CsvSource({"0, 15, 2", "1, 15, 1", "2, 15, 13", "3, 15, 12", "2, 5, 3", "0, 1, 1", "15, 60, 45", "15, 30, 15",
            "1440, 1500, 60"})
    void whatIsNotListedYetIsLookedForAtTheNextLookOrWhenTheListingHasSettled(long age, long settle, long wait) {
        assertThat(reconciliation.notFound(doubt(age), true, Duration.ofMinutes(settle)).dueIn())
                .contains(Duration.ofMinutes(wait));
    }

    @Test
    void aListingThatIsNotCompleteNeverProvesThatNothingWasBooked() {
        for (long age : List.of(0L, 15L, 100L, 1439L)) {
            Decision waits = reconciliation.notFound(doubt(age), false, SETTLE);
            assertThat(waits.to()).isEqualTo(State.IN_DOUBT);
            assertThat(waits.attempt()).isEmpty();
            assertThat(waits.why()).contains("GUI-4017");
        }
    }

    @Test
    void whoNeverAnswersCompletelyIsAskedByAPersonAfterTheLastLook() {
        Decision person = reconciliation.notFound(doubt(1440), false, SETTLE);

        assertBeforeAPerson(person, "GUI-4022");
        assertThat(person.why()).contains("GUI-4017");
    }

    @Test
    void anOrderThatWasNeverBookedForADayGivesUpAndTellsSo() {
        Look tired = new Look(ready().in(State.IN_DOUBT).work(), Optional.empty(), 4, Works.NOW, SETTLE,
                DAY.plusMillis(1));

        Decision failed = reconciliation.notFound(tired, true, SETTLE);

        assertThat(failed.to()).isEqualTo(State.FAILED);
        assertThat(failed.tell()).isTrue();
        assertThat(failed.dueIn()).isEmpty();
        assertThat(failed.attempt()).contains(AttemptEnd.ABSENT);
        assertThat(failed.number()).contains(4);
        assertThat(failed.lateLook()).contains(Duration.ofMinutes(45));
        assertThat(failed.problems()).extracting(Problem::code).containsExactly("GUI-4010");
        assertThat(failed.problems().get(0).message()).contains("PT24H", "does not book it");
    }

    @Test
    void anOrderThatIsOpenForExactlyADayIsTriedOnceMore() {
        Look last = new Look(ready().in(State.IN_DOUBT).work(), Optional.empty(), 4, Works.NOW, SETTLE, DAY);

        assertThat(reconciliation.notFound(last, true, SETTLE).to()).isEqualTo(State.READY);
    }

    @Test
    void anAttemptThatIsAbsentAtTheLastLookIsNotLookedForAnyMore() {
        assertThat(reconciliation.notFound(doubt(1440), true, SETTLE).lateLook()).isEmpty();
    }

    @Test
    void whatIsBoughtForCertainIsNotBoughtAgainBecauseTheListingLacksIt() {
        Decision waits = reconciliation.notFound(ready().in(State.BOUGHT).look(SETTLE), true, SETTLE);

        assertThat(waits.to()).isEqualTo(State.BOUGHT);
        assertThat(waits.attempt()).isEmpty();
        assertThat(waits.dueIn()).isPresent();
        assertBeforeAPerson(reconciliation.notFound(ready().in(State.BOUGHT).look(DAY), true, SETTLE), State.BOUGHT,
                "GUI-4022");
    }

    @Test
    void theGrowingDelayIsKeptAlsoWhereItEndsWithTheNextLook() {
        Look look = ready().in(State.IN_DOUBT).failed(2).look(Duration.ofSeconds(100));

        assertThat(reconciliation.later(look, problem("GUI-3002")).dueIn()).contains(Duration.ofSeconds(20));
    }

    // Several listed

    @Test
    void severalBookingsStandBeforeAPersonWithAllTheirNumbers() {
        Decision person = reconciliation.several(doubt(2), List.of(booking(2), booking(1)));

        assertBeforeAPerson(person, "GUI-4021");
        assertThat(person.problems().get(0).message()).contains("9000001, 9000002", "SO-1");
        assertThat(person.why()).contains("several found");
    }

    // Not asked

    /** Failures before, age and wait in seconds: the growing delay, but no later than the next look. */
    @ParameterizedTest
    @CsvSource({"0, 0, 5", "1, 0, 10", "2, 0, 20", "9, 0, 120", "9, 119, 1", "9, 120, 780", "20, 900, 900"})
    void aServiceThatDoesNotAnswerIsAskedAgainSoonAndLessAndLessOften(int failures, long age, long wait) {
        Look look = ready().in(State.IN_DOUBT).failed(failures).look(Duration.ofSeconds(age));

        Decision later = reconciliation.later(look, problem("GUI-3002"));

        assertThat(later.to()).isEqualTo(State.IN_DOUBT);
        assertThat(later.failures()).isEqualTo(failures + 1);
        assertThat(later.dueIn()).contains(Duration.ofSeconds(wait));
        assertThat(later.tell()).isFalse();
        assertThat(later.attempt()).isEmpty();
        assertThat(later.why()).isEqualTo("could not be asked: GUI-3002");
    }

    @Test
    void aServiceThatCouldNotBeAskedToTheLastStandsBeforeAPerson() {
        assertBeforeAPerson(reconciliation.later(doubt(1440), problem("GUI-3002")), "GUI-4022");
    }

    // Found

    @Test
    void aBookingThatIsFoundWithItsDocumentsCompletesTheOrder() {
        Decision adopted = reconciliation.adopted(doubt(2), booking(1), done());

        assertThat(adopted.to()).isEqualTo(State.COMPLETED);
        assertThat(adopted.done().orElseThrow().carrierId()).contains("9000001");
        assertThat(adopted.attempt()).contains(AttemptEnd.DONE);
        assertThat(adopted.number()).contains(1);
        assertThat(adopted.lateLook()).as("nothing else is open").isEmpty();
        assertThat(adopted.dueIn()).isEmpty();
        assertThat(adopted.tell()).isTrue();
    }

    @Test
    void whatTheDocumentsDoNotSayTheListingDoes() {
        Outcome.Done bare =
                new Outcome.Done(done().result(), Optional.empty(), Optional.empty(), List.of(), List.of());

        Outcome.Done adopted = reconciliation.adopted(doubt(2), booking(1), bare).done().orElseThrow();

        assertThat(adopted.carrierId()).contains("9000001");
        assertThat(adopted.price()).contains(new BigDecimal("2.40"));
    }

    @Test
    void whatTheDocumentsSayCountsBeforeTheListing() {
        Booking listed = new Booking("1", 1, Optional.of(BigDecimal.TEN));

        Outcome.Done adopted = reconciliation.adopted(doubt(2), listed, done()).done().orElseThrow();

        assertThat(adopted.carrierId()).contains("9000001");
        assertThat(adopted.price()).contains(new BigDecimal("2.40"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "unknown", "refused"})
    void whereAnotherAttemptWasBookedTheOneThatWasLookedForIsLookedForOn(String fetched) {
        Look look = new Look(ready().in(State.IN_DOUBT).attempt(2), Optional.empty(), 2, Works.NOW,
                Duration.ofMinutes(2), DAY);
        Outcome outcome = switch (fetched) {
            case "done" -> done();
            case "unknown" -> new Outcome.Unknown(problem("GUI-3002"));
            default -> new Outcome.Refused(List.of(problem("GUI-2010")));
        };

        Decision adopted = reconciliation.adopted(look, booking(1), outcome);

        assertThat(adopted.number()).contains(1);
        assertThat(adopted.attempt()).contains(AttemptEnd.DONE);
        assertThat(adopted.lateLook()).contains(Duration.ofMinutes(13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "not-sent", "unknown"})
    void aBookingWhoseDocumentsCannotBeFetchedNowIsBoughtAndTellsItOnce(String fetched) {
        Outcome outcome = switch (fetched) {
            case "held" -> new Outcome.Held(problem("GUI-2100"));
            case "not-sent" -> new Outcome.NotSent(problem("GUI-2100"));
            default -> new Outcome.Unknown(problem("GUI-2100"));
        };

        Decision first = reconciliation.adopted(doubt(3), booking(1), outcome);
        Decision next = reconciliation.adopted(ready().in(State.BOUGHT).failed(8).look(Duration.ofMinutes(3)),
                booking(1), outcome);

        assertThat(first.to()).isEqualTo(State.BOUGHT);
        assertThat(first.tell()).isTrue();
        assertThat(first.failures()).isEqualTo(1);
        assertThat(first.dueIn()).contains(Duration.ofSeconds(5));
        assertThat(first.attempt()).contains(AttemptEnd.DONE);
        assertThat(first.problems()).extracting(Problem::code).containsExactly("GUI-2100");
        assertThat(first.done()).hasValueSatisfying(known -> {
            assertThat(known.carrierId()).contains("9000001");
            assertThat(known.price()).contains(new BigDecimal("2.40"));
            assertThat(known.result().path("carrierOrderId").asText()).isEqualTo("9000001");
        });
        assertThat(next.tell()).as("it was told").isFalse();
        assertThat(next.failures()).isEqualTo(9);
        assertThat(next.dueIn()).as("no later than the next look").contains(Duration.ofMinutes(12));
    }

    @Test
    void aBookingWithoutAllItsDocumentsKeepsWhatWasReadOfIt() {
        Outcome.Bought incomplete = new Outcome.Bought(done().result(), Optional.empty(), Optional.empty(),
                problem("GUI-3006"), List.of(Notice.of("price", "dearer")));

        Decision bought = reconciliation.adopted(doubt(2), booking(1), incomplete);

        assertThat(bought.to()).isEqualTo(State.BOUGHT);
        assertThat(bought.problems()).extracting(Problem::code).containsExactly("GUI-3006");
        assertThat(bought.done()).hasValueSatisfying(known -> {
            assertThat(known.result()).isEqualTo(done().result());
            assertThat(known.carrierId()).contains("9000001");
            assertThat(known.price()).contains(new BigDecimal("2.40"));
            assertThat(known.notices()).hasSize(1);
        });
    }

    @Test
    void documentsThatTheServiceGivesNoMoreStandBeforeAPersonAtOnce() {
        Outcome refused = new Outcome.Refused(List.of(problem("GUI-2010")));

        assertHandedOver(reconciliation.adopted(doubt(2), booking(1), refused), "GUI-2010");
    }

    @Test
    void documentsThatDoNotComeUntilTheLastLookStandBeforeAPerson() {
        Look last = ready().in(State.BOUGHT).failed(40).look(DAY);

        assertHandedOver(reconciliation.adopted(last, booking(1), new Outcome.NotSent(problem("GUI-3001"))),
                "GUI-3001");
    }

    private static void assertHandedOver(Decision decision, String code) {
        assertThat(decision.to()).isEqualTo(State.BOUGHT);
        assertThat(decision.dueIn()).isEmpty();
        assertThat(decision.tell()).isTrue();
        assertThat(decision.failures()).isZero();
        assertThat(decision.attempt()).contains(AttemptEnd.DONE);
        assertThat(decision.problems()).extracting(Problem::code).containsExactly("GUI-4023", code);
        assertThat(decision.problems().get(0).message()).contains("9000001");
        assertThat(decision.done().orElseThrow().carrierId()).contains("9000001");
    }

    private static void assertBeforeAPerson(Decision decision, String code) {
        assertBeforeAPerson(decision, State.IN_DOUBT, code);
    }

    private static void assertBeforeAPerson(Decision decision, State state, String code) {
        assertThat(decision.to()).isEqualTo(state);
        assertThat(decision.dueIn()).isEmpty();
        assertThat(decision.tell()).isTrue();
        assertThat(decision.attempt()).isEmpty();
        assertThat(decision.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(decision.why()).endsWith("a person decides");
    }

    private static Look doubt(long minutes) {
        return ready().in(State.IN_DOUBT).look(Duration.ofMinutes(minutes));
    }
}
