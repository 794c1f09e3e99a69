package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.NO_CAPS;
import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.notSent;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static io.guichet.ledger.TestDesk.refused;
import static io.guichet.ledger.TestDesk.service;
import static io.guichet.ledger.TestDesk.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Decision.AttemptEnd;
import io.guichet.purchase.HoldNotices;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds an intent beside the caps, and what lets it go on: pauses, the brake, a release (lifecycle rule 6). */
class BrakeTest {

    private static final Caps ONE_A_DAY = new Caps(Optional.of(new BigDecimal("5.00")), Optional.of(1));

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    // Pauses

    @ParameterizedTest
    @CsvSource({"webstamp, demo, true", "webstamp, *, true", "*, *, true", "*, demo, true", "webstamp, other, false",
            "canadapost, *, false", "canadapost, demo, false"})
    void aPauseHoldsWhatItNames(String service, String account, boolean holds) {
        Work work = desk.inHand("SO-1");
        desk.run("insert into pause (service, account, who, why) values ('" + service + "', '" + account
                + "', 'anna', 'holidays')");
        Intent intent = intend(work);
        if (holds) {
            assertThat(intent).isEqualTo(new Intent.Paused("holidays"));
            assertThat(desk.count("attempt")).isZero();
            assertThat(desk.state("SO-1")).isEqualTo(State.ACCEPTED);
        } else {
            assertThat(intent).isInstanceOf(Intent.Committed.class);
        }
    }

    @Test
    void aPauseThatEndsLetsTheOrderGoOn() {
        Work work = desk.inHand("SO-1");
        desk.run("insert into pause (service, account, who, why) values ('*', '*', 'anna', 'holidays')");
        assertThat(intend(work)).isInstanceOf(Intent.Paused.class);
        desk.run("delete from pause");
        assertThat(intend(work)).isInstanceOf(Intent.Committed.class);
    }

    // Brake

    @Test
    void threeUnknownOutcomesInARowHoldTheFourthPurchaseAndTwoDoNot() {
        doubts(2);
        Work third = desk.inHand("SO-9");
        assertThat(intend(third)).isInstanceOfSatisfying(Intent.Committed.class,
                committed -> desk.settle(committed.work(), unknown()));
        assertThat(intend(desk.inHand("SO-10"))).isInstanceOf(Intent.Braked.class);
        assertThat(desk.count("attempt")).isEqualTo(3);
    }

    @Test
    void unknownOutcomesThatAreNotInARowBrakeNothing() {
        doubts(2);
        desk.settle(desk.sent(desk.inHand("SO-7")), done("1.00"));
        Work fourth = desk.sent(desk.inHand("SO-8"));
        desk.settle(fourth, unknown());
        assertThat(intend(desk.inHand("SO-9"))).isInstanceOf(Intent.Committed.class);
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT", "REFUSED"})
    void anyKnownOutcomeBreaksTheRow(AttemptEnd end) {
        doubts(2);
        desk.settle(desk.sent(desk.inHand("SO-7")), end == AttemptEnd.REFUSED ? refused() : notSent());
        desk.settle(desk.sent(desk.inHand("SO-8")), unknown());
        assertThat(intend(desk.inHand("SO-9"))).isInstanceOf(Intent.Committed.class);
    }

    @Test
    void callsThatAreStillUnderWayDoNotBrake() {
        for (int n = 1; n <= 5; n++) {
            desk.sent(desk.inHand("SO-" + n));
        }
        assertThat(intend(desk.inHand("SO-6"))).isInstanceOf(Intent.Committed.class);
    }

    @Test
    void theBrakeOfOneAccountHoldsNoOther() {
        doubts(3);
        desk.accept("t", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-9"), "a"));
        assertThat(intend(desk.claimed("SO-9"))).isInstanceOf(Intent.Committed.class);
    }

    @Test
    void oneExplainedOutcomeTakesTheBrakeOffAndWakesWhatItHeld() {
        List<Work> doubts = doubts(3);
        Work braked = desk.inHand("SO-9");
        assertThat(intend(braked)).isInstanceOf(Intent.Braked.class);
        hold(braked, "GUI-4013");
        hold(desk.inHand("SO-10"), "GUI-4006");
        assertThat(desk.claim(10)).isEmpty();
        write(doubts.get(1), explained());
        List<Work> woken = desk.claim(10);
        assertThat(woken).extracting(work -> work.identity().orderId()).containsExactlyInAnyOrder("SO-9", "SO-2");
        assertThat(intend(woken.stream().filter(work -> work.identity().orderId().equals("SO-9")).findFirst()
                .orElseThrow())).isInstanceOf(Intent.Committed.class);
    }

    @Test
    void aDoubtThatOnlyGoesOnWakesNobody() {
        List<Work> doubts = doubts(3);
        hold(desk.inHand("SO-9"), "GUI-4013");
        write(doubts.get(0), new Decision(State.IN_DOUBT, List.of(), Optional.empty(), false,
                Optional.of(Duration.ofMinutes(5)), 0, Optional.empty(), false, "not listed yet"));
        assertThat(desk.claim(10)).isEmpty();
    }

    @Test
    void anExplainedOutcomeOfOneAccountWakesNoOther() {
        List<Work> doubts = doubts(1);
        desk.accept("t", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-9"), "a"));
        hold(desk.claimed("SO-9"), "GUI-4013");
        write(doubts.get(0), explained());
        assertThat(desk.claim(10)).extracting(work -> work.identity().orderId()).containsExactly("SO-1");
    }

    /** Whoever has it in hand judges it anew; waiting for those hands while holding the day would lock both out. */
    @Test
    void whoWakesTheHeldDoesNotWaitForTheOnesInOtherHands() {
        List<Work> doubts = doubts(1);
        hold(desk.inHand("SO-8"), "GUI-4013");
        hold(desk.inHand("SO-9"), "GUI-4013");
        try (Handle other = desk.jdbi().open()) {
            other.begin();
            other.execute("select id from orders where order_id = 'SO-8' for update");
            write(doubts.get(0), explained());
            other.rollback();
        }
        assertThat(desk.claim(10)).extracting(work -> work.identity().orderId()).containsExactlyInAnyOrder("SO-9",
                "SO-1");
    }

    // Released by a person

    @Test
    void aReleasedOrderPassesTheCapsOfTheDayAndCountsInThem() {
        desk.settle(desk.sent(desk.inHand("SO-1"), ONE_A_DAY, price("4.00")), done("4.00"));
        Work next = desk.inHand("SO-2");
        assertThat(intend(next, ONE_A_DAY, "4.00")).isEqualTo(new Intent.OrderCapReached(1));
        desk.run("update orders set released = true where order_id = 'SO-2'");
        assertThat(intend(next, ONE_A_DAY, "4.00")).isInstanceOf(Intent.Committed.class);
        assertThat(desk.text("select orders || ' ' || spent from account_day")).isEqualTo("2 8.00");
    }

    @Test
    void aReleasedOrderIsHeldByAPauseAndTheBrakeAllTheSame() {
        doubts(3);
        Work work = desk.inHand("SO-9");
        desk.run("update orders set released = true where order_id = 'SO-9'");
        assertThat(intend(work, ONE_A_DAY, "1.00")).isInstanceOf(Intent.Braked.class);
        desk.run("insert into pause (service, account, who, why) values ('*', '*', 'anna', 'holidays')");
        assertThat(intend(work, ONE_A_DAY, "1.00")).isInstanceOf(Intent.Paused.class);
    }

    // Told once

    @Test
    void aHoldThatEndedIsToldAgainWhenItComesBack() {
        Work work = desk.inHand("SO-1");
        hold(work, "GUI-4013");
        hold(desk.inHand("SO-2"), "GUI-4013");
        hold(desk.inHand("SO-3"), "GUI-4006");
        assertThat(desk.count("message where kind = 'notice'")).as("one a reason").isEqualTo(2);
        desk.run("update orders set due_at = clock_timestamp() where order_id = 'SO-1'");
        assertThat(intend(desk.claimed("SO-1"))).isInstanceOf(Intent.Committed.class);
        hold(desk.inHand("SO-4"), "GUI-4006");
        assertThat(desk.count("message where kind = 'notice'")).as("the other hold goes on").isEqualTo(2);
        hold(desk.inHand("SO-5"), "GUI-4013");
        assertThat(desk.count("message where kind = 'notice'")).isEqualTo(3);
    }

    // Lost calls

    @Test
    void aLostCallGoesToOneNode() {
        desk.sent(desk.inHand("SO-1"));
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        Work taken = desk.ledger().orders().orphans(10).get(0);
        assertThat(desk.ledger().orders().orphans(10)).isEmpty();
        desk.settle(taken, unknown());
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
    }

    @Test
    void whoeverComesBackToALostCallThatAnotherHasTakenWritesNothing() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        desk.ledger().orders().orphans(10);
        assertThat(catchThrowable(() -> desk.settle(sent, done("1.00"))))
                .isInstanceOf(LostRow.class);
    }

    @Test
    void aLostCallThatItsNodeDidNotSettleIsTakenAgain() {
        desk.sent(desk.inHand("SO-1"));
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        desk.ledger().orders().orphans(10);
        desk.run("update orders set lease_until = lease_until - interval '101 s'");
        assertThat(desk.ledger().orders().orphans(10)).hasSize(1);
    }

    @Test
    void noMoreLostCallsAreTakenThanWereAskedFor() {
        for (int n = 1; n <= 3; n++) {
            desk.sent(desk.inHand("SO-" + n));
        }
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        assertThat(desk.ledger().orders().orphans(2)).hasSize(2);
        assertThat(desk.ledger().orders().orphans(2)).hasSize(1);
    }

    @Test
    void whoFindsALostCallInOtherHandsDoesNotWait() {
        desk.sent(desk.inHand("SO-1"));
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        try (Handle other = desk.jdbi().open()) {
            other.begin();
            other.execute("select id from orders for update");
            assertThat(desk.ledger().orders().orphans(10)).isEmpty();
            other.rollback();
        }
    }

    // Words

    /** Unknown outcomes of SO-1 on, each in the reconciler's hands. */
    private List<Work> doubts(int many) {
        List<Work> doubts = new ArrayList<>();
        for (int n = 1; n <= many; n++) {
            Work sent = desk.sent(desk.inHand("SO-" + n), NO_CAPS, price("2.40"));
            desk.settle(sent, unknown());
            doubts.add(new Work(sent.id(), sent.version() + 1, State.IN_DOUBT, sent.identity(), sent.request(),
                    sent.name(), sent.attempt(), sent.failures(), sent.tryNumber(), sent.heldFor(), sent.maxPrice(),
                    sent.notAfter(), sent.dryRun(), sent.onBehalfOf(), sent.correlationId(), sent.acceptedAt(),
                    sent.leaseEndNanos()));
        }
        return doubts;
    }

    private static Decision explained() {
        return new Decision(State.READY, List.of(), Optional.empty(), false, Optional.of(Duration.ZERO), 0,
                Optional.of(AttemptEnd.ABSENT), false, "not booked");
    }

    private void write(Work work, Decision decision) {
        desk.settle(work, decision, List.of(), List.of());
    }

    private void hold(Work work, String code) {
        Outcome.Held held = new Outcome.Held(problem(code));
        Decision decision = new Protocol(TestDesk.POLICY, TestDesk.TEXTS)
                .held(work, held.problem(), Optional.of(Duration.ofMinutes(15)), Optional.empty());
        List<Notice> notices = new HoldNotices(TestDesk.TEXTS).of(work, decision);
        desk.settle(work, decision, List.of(), notices);
    }

    private Intent intend(Work work) {
        return intend(work, NO_CAPS, "2.40");
    }

    private Intent intend(Work work, Caps caps, String price) {
        return desk.ledger().orders().intend(work, service(), caps, price(price));
    }

    private static Optional<BigDecimal> price(String price) {
        return Optional.of(new BigDecimal(price));
    }
}
