package io.guichet.purchase;

import static io.guichet.purchase.Works.POLICY;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.problem;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Decision.AttemptEnd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolTest {

    private static final Outcome.Done DONE = new Outcome.Done(JsonNodeFactory.instance.objectNode(), Optional.of("1"),
            Optional.of(BigDecimal.ONE), List.of(), List.of());
    private static final Map<String, Outcome> OUTCOMES = Map.of(
            "done", DONE,
            "bought", new Outcome.Bought(DONE.result(), DONE.carrierId(), DONE.price(), problem("GUI-2099"), List.of()),
            "refused", new Outcome.Refused(List.of(problem("GUI-2007"))),
            "held", new Outcome.Held(problem("GUI-2001")),
            "not-sent", new Outcome.NotSent(problem("GUI-3001")),
            "later", new Outcome.Later(problem("GUI-3006"), Duration.ofSeconds(40), true),
            "unknown", new Outcome.Unknown(problem("GUI-3009")));

    private final Protocol protocol = new Protocol(POLICY, TEXTS);

    /** The table itself: outcome, state after a purchase, end of its attempt, state after anything else, told. */
    @ParameterizedTest
    @CsvSource({
            "done,     COMPLETED, DONE,     COMPLETED, true",
            "bought,   BOUGHT,    DONE,     READY,     true",
            "refused,  REFUSED,   REFUSED,  REFUSED,   true",
            "held,     HELD,      REFUSED,  HELD,      true",
            "not-sent, READY,     NOT_SENT, READY,     false",
            "later,    READY,     NOT_SENT, READY,     false",
            "unknown,  IN_DOUBT,  UNKNOWN,  READY,     true"})
    void eachOutcomeHasItsStateByKindOfOperation(String outcome, State purchased, AttemptEnd end, State other,
            boolean told) {
        Work sent = ready().in(State.SENT).work();
        Decision purchase = protocol.decide(sent, OperationKind.PURCHASE, OUTCOMES.get(outcome));
        assertThat(purchase.to()).isEqualTo(purchased);
        assertThat(purchase.attempt()).contains(end);
        assertThat(purchase.tell()).isEqualTo(told);
        assertThat(purchase.dryRun()).isFalse();
        for (OperationKind kind : List.of(OperationKind.READ, OperationKind.REPEATABLE_WRITE)) {
            Decision repeatable = protocol.decide(ready().work(), kind, OUTCOMES.get(outcome));
            assertThat(repeatable.to()).isEqualTo(other);
            assertThat(repeatable.attempt()).as("no attempt was open").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatIsNotFinalIsLookedAtAgainAndWhatIsFinalIsNot(OperationKind kind, String outcome) {
        Decision decision = protocol.decide(ready().work(), kind, OUTCOMES.get(outcome));
        assertThat(decision.dueIn().isPresent()).isEqualTo(!decision.to().isFinal());
        assertThat(decision.why()).doesNotContain("SO-1");
    }

    static Stream<Arguments> everything() {
        return Stream.of(OperationKind.values())
                .flatMap(kind -> OUTCOMES.keySet().stream().map(outcome -> Arguments.of(kind, outcome)));
    }

    @Test
    void aPreviewWithoutItsDocumentsIsAskedAgainAndFailsInTheEnd() {
        Outcome bought = OUTCOMES.get("bought");
        Decision again = protocol.decide(ready().asking("receipt").work(), OperationKind.READ, bought);
        assertThat(again.to()).isEqualTo(State.READY);
        assertThat(again.dueIn()).contains(Duration.ofSeconds(5));
        assertThat(again.done()).isEmpty();
        assertThat(protocol.decide(ready().asking("receipt").failed(999).work(), OperationKind.READ, bought).to())
                .isEqualTo(State.FAILED);
    }

    @Test
    void anUnknownPurchaseIsNeverMadeReadyAgainHoweverOftenItFailedBefore() {
        for (int failures = 0; failures < 300; failures++) {
            Decision decision = protocol.decide(ready().in(State.SENT).failed(failures).work(), OperationKind.PURCHASE,
                    OUTCOMES.get("unknown"));
            assertThat(decision.to()).isEqualTo(State.IN_DOUBT);
            assertThat(decision.dueIn()).contains(Duration.ofMinutes(2));
        }
    }

    @Test
    void theDelayBetweenTriesGrowsUpToItsLimit() {
        Duration before = Duration.ZERO;
        for (int failures = 0; failures < 20; failures++) {
            Decision decision = notSent(ready().failed(failures));
            assertThat(decision.failures()).isEqualTo(failures + 1);
            assertThat(decision.dueIn().orElseThrow()).isGreaterThanOrEqualTo(before)
                    .isLessThanOrEqualTo(Duration.ofMinutes(15));
            before = decision.dueIn().orElseThrow();
        }
        assertThat(notSent(ready()).dueIn()).contains(Duration.ofSeconds(5));
        assertThat(before).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void afterADayOfTriesItGivesUpAndTellsWhy() {
        Duration waited = Duration.ZERO;
        Works order = ready();
        Decision decision = notSent(order);
        while (decision.to() == State.READY) {
            waited = waited.plus(decision.dueIn().orElseThrow());
            decision = notSent(order.failed(decision.failures()));
        }
        assertThat(waited).isBetween(Duration.ofHours(24).minusMinutes(15), Duration.ofHours(24));
        assertThat(decision.to()).isEqualTo(State.FAILED);
        assertThat(decision.problems()).extracting("code").containsExactly("GUI-4010", "GUI-3001");
        assertThat(decision.tell()).isTrue();
        assertThat(decision.attempt()).as("it ended in the preparation: no attempt was open").isEmpty();
    }

    @Test
    void aRefusalNamesItsCodesInTheAudit() {
        Outcome refused = new Outcome.Refused(List.of(problem("GUI-2007"), problem("GUI-2003")));
        assertThat(protocol.decide(ready().in(State.SENT).work(), OperationKind.PURCHASE, refused).why())
                .isEqualTo("refused by the service: GUI-2007,GUI-2003");
    }

    @Test
    void anOrderThatWaitedForDaysBeforeItsFirstTryHasItsWholeBudget() {
        assertThat(notSent(ready().accepted(Works.NOW.minus(Duration.ofDays(30)))).to()).isEqualTo(State.READY);
    }

    @Test
    void aHoldIsToldOncePerReason() {
        Outcome hold = OUTCOMES.get("held");
        assertThat(protocol.decide(ready().work(), OperationKind.PURCHASE, hold).tell()).isTrue();
        assertThat(protocol.decide(ready().heldFor("GUI-2001").work(), OperationKind.PURCHASE, hold).tell()).isFalse();
        assertThat(protocol.decide(ready().heldFor("GUI-4006").work(), OperationKind.PURCHASE, hold).tell()).isTrue();
        assertThat(protocol.decide(ready().work(), OperationKind.PURCHASE, hold).dueIn()).contains(POLICY.holdRetry());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyEndsWithoutPurchaseFreeAnIdentity(State state) {
        List<State> free = List.of(State.REJECTED, State.REFUSED, State.FAILED, State.CANCELLED);
        assertThat(state.binds()).isEqualTo(!free.contains(state));
        assertThat(state.isFinal()).isEqualTo(free.contains(state) || state == State.COMPLETED);
    }

    private Decision notSent(Works order) {
        return protocol.decide(order.work(), OperationKind.PURCHASE, OUTCOMES.get("not-sent"));
    }

    @Test
    void whatADoorInFrontOfTheServiceHeldIsLookedForBecauseItMayHaveBeenBooked() {
        Decision held = protocol.decide(ready().in(State.SENT).work(), OperationKind.PURCHASE,
                new Outcome.Held(problem("GUI-2106"), false));

        assertThat(held.to()).isEqualTo(State.HELD);
        assertThat(held.attempt()).contains(AttemptEnd.TURNED_AWAY);
        assertThat(held.lateLook()).contains(POLICY.firstLook());
        assertThat(held.dueIn()).contains(POLICY.holdRetry());
    }

    @Test
    void whatTheServiceWantsLaterIsNoFailureHoweverOftenItSaysSo() {
        for (int failures : List.of(0, 1, 999)) {
            Decision later = protocol.decide(ready().in(State.SENT).failed(failures).work(), OperationKind.PURCHASE,
                    OUTCOMES.get("later"));

            assertThat(later.to()).isEqualTo(State.READY);
            assertThat(later.failures()).isEqualTo(failures);
            assertThat(later.dueIn()).contains(Duration.ofSeconds(40));
            assertThat(later.lateLook()).as("it was provably not sent").isEmpty();
        }
    }

    @Test
    void whatTheServiceMayHaveDoneBeforeItWantedItLaterIsLookedFor() {
        Outcome.Later uncertain = new Outcome.Later(problem("GUI-3006"), Duration.ofSeconds(40), false);

        Decision later = protocol.decide(ready().in(State.SENT).work(), OperationKind.PURCHASE, uncertain);
        assertThat(later.attempt()).contains(AttemptEnd.TURNED_AWAY);
        assertThat(later.lateLook()).contains(POLICY.firstLook());

        Decision read = protocol.decide(ready().work(), OperationKind.READ, uncertain);
        assertThat(read.attempt()).isEmpty();
        assertThat(read.lateLook()).isEmpty();
    }
}
