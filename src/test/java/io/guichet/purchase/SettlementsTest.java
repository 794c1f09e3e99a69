package io.guichet.purchase;

import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.problem;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import io.guichet.purchase.Decision.AttemptEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes into the ledger with a decision: the sender's answer, and what people should know. */
class SettlementsTest {

    private final RecordingBook book = new RecordingBook();
    private final Settlements askable = book.settlements(Works.services(Optional.of(Duration.ofMinutes(15))));
    private final Settlements unaskable = book.settlements(Works.services());

    @Test
    void anUnknownOutcomeIsLookedForAtTheFirstLook() {
        askable.settle(ready().in(State.SENT).work(), new Outcome.Unknown(problem("GUI-3002")));

        assertThat(book.decision().to()).isEqualTo(State.IN_DOUBT);
        assertThat(book.decision().dueIn()).contains(Duration.ofMinutes(2));
        assertThat(book.decision().problems()).extracting(Problem::code).containsExactly("GUI-3002");
    }

    @Test
    void anUnknownOutcomeOfWhatNobodyCanBeAskedAboutStandsBeforeAPersonAtOnce() {
        unaskable.settle(ready().in(State.SENT).work(), new Outcome.Unknown(problem("GUI-3002")));

        Decision doubt = book.decision();
        assertThat(doubt.to()).isEqualTo(State.IN_DOUBT);
        assertThat(doubt.dueIn()).isEmpty();
        assertThat(doubt.tell()).isTrue();
        assertThat(doubt.attempt()).contains(AttemptEnd.UNKNOWN);
        assertThat(doubt.problems()).extracting(Problem::code).containsExactly("GUI-4020", "GUI-3002");
        assertThat(doubt.problems().get(0).message()).contains("webstamp", "stamps", "SO-1");
        assertThat(doubt.why()).endsWith("nobody can be asked");
    }

    @Test
    void onlyADoubtIsHandedOver() {
        unaskable.settle(ready().in(State.SENT).work(), new Outcome.NotSent(problem("GUI-3001")));

        assertThat(book.decision().to()).isEqualTo(State.READY);
        assertThat(book.decision().dueIn()).isPresent();
    }

    @Test
    void aLostCallIsAskedForAtOnce() {
        askable.lost(ready().in(State.SENT).work());

        assertThat(book.decision().to()).isEqualTo(State.IN_DOUBT);
        assertThat(book.decision().dueIn()).contains(Duration.ZERO);
        assertThat(book.decision().attempt()).contains(AttemptEnd.UNKNOWN);
        assertThat(book.decision().problems()).extracting(Problem::code).containsExactly("GUI-4012");
        assertThat(book.settled.get(0).answer()).contains("IN_DOUBT");
    }

    @Test
    void aLostCallOfWhatNobodyCanBeAskedAboutStandsBeforeAPerson() {
        unaskable.lost(ready().in(State.SENT).work());

        assertThat(book.decision().dueIn()).isEmpty();
        assertThat(book.decision().problems()).extracting(Problem::code).containsExactly("GUI-4020", "GUI-4012");
    }

    @Test
    void aHoldIsToldToItsSenderAndToPeople() {
        askable.settle(ready().work(), new Outcome.Held(problem("GUI-2100")));

        assertThat(book.settled.get(0).answer()).contains("HELD");
        assertThat(book.settled.get(0).notices()).singleElement().satisfies(told -> {
            assertThat(told.account()).isEqualTo("demo");
            assertThat(told.notice().kind()).isEqualTo("hold");
            assertThat(told.notice().onceKey()).contains("hold:GUI-2100");
            assertThat(told.notice().text()).contains("demo", "webstamp", "something", "do something");
        });
    }

    @Test
    void aHoldThatGoesOnIsNotToldToItsSenderAgainButPeopleHearOfItOnceMoreWhereItHadEnded() {
        askable.settle(ready().heldFor("GUI-2100").work(), new Outcome.Held(problem("GUI-2100")));

        assertThat(book.settled.get(0).answer()).isEmpty();
        assertThat(book.settled.get(0).notices()).as("the ledger tells it once for its key").hasSize(1);
    }

    @Test
    void whatIsNotHeldIsNoHold() {
        HoldNotices holds = new HoldNotices(TEXTS);
        for (State state : List.of(State.READY, State.IN_DOUBT, State.FAILED)) {
            Decision decision = new Decision(state, List.of(problem("GUI-2100")), Optional.empty(), true,
                    Optional.empty(), 0, Optional.empty(), false, "");
            assertThat(holds.of(ready().work(), decision)).isEmpty();
        }
    }
}
