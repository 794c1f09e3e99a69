package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.notSent;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static io.guichet.ledger.TestDesk.refused;
import static io.guichet.ledger.TestDesk.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Look;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Reconciliation;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Looks at doubtful orders and at attempts closed without a booking; what they leave of the account's day. */
class LooksTest {

    private static final Caps CAPPED = new Caps(Optional.of(new BigDecimal("1000.00")), Optional.empty());
    private static final Duration SETTLE = Duration.ofMinutes(15);

    private final TestDesk desk = new TestDesk();
    private final Reconciliation reconciliation = new Reconciliation(TestDesk.POLICY, TestDesk.TEXTS);

    @AfterEach
    void close() {
        desk.close();
    }

    // Claims

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyADoubtfulOrABoughtOrderIsLookedFor(State state) {
        doubt("SO-1");
        desk.run("update orders set state = '" + state + "', due_at = clock_timestamp()");
        assertThat(desk.ledger().looks().claim(SERVICE, 10))
                .hasSize(state == State.IN_DOUBT || state == State.BOUGHT ? 1 : 0);
    }

    @Test
    void aLookTellsWhenItsCallWasAndSinceWhenTheOrderIsOpen() {
        Work work = desk.inHand("SO-1");
        desk.settle(desk.sent(work), notSent());
        desk.run("update attempt set started_at = clock_timestamp() - interval '3 h'");
        dueNow();
        doubt(desk.sent(desk.claimed("SO-1")));
        desk.run("update attempt set started_at = clock_timestamp() - interval '20 min' where ended = 'UNKNOWN'");
        dueNow();
        Look look = look();
        assertThat(look.attempt()).isEqualTo(1);
        assertThat(look.age()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        assertThat(look.openFor()).isBetween(Duration.ofHours(3), Duration.ofMinutes(181));
        assertThat(Duration.between(look.from(), look.calledAt())).isEqualTo(Duration.ofHours(2));
        assertThat(look.carrierId()).isEmpty();
    }

    @Test
    void anOrderThatWasNeverSentIsLookedForFromItsAcceptanceOn() {
        Work work = desk.inHand("SO-1");
        desk.settle(work, new Decision(State.IN_DOUBT, List.of(problem("GUI-4015")), Optional.empty(), true,
                Optional.of(Duration.ZERO), 0, Optional.empty(), false, "asked first"), List.of(), List.of());
        desk.run("update orders set accepted_at = clock_timestamp() - interval '2 h'");
        Look look = look();
        assertThat(look.attempt()).isEqualTo(1);
        assertThat(look.age()).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
        assertThat(look.openFor()).isEqualTo(look.age());
    }

    @Test
    void aLookIsNobodyElsesUntilItsLeaseEnds() {
        doubt("SO-1");
        dueNow();
        Look first = look();
        assertThat(desk.ledger().looks().claim(SERVICE, 10)).isEmpty();
        assertThat(desk.ledger().looks().due(SERVICE).nextDue().orElseThrow())
                .isBetween(Duration.ofSeconds(140), Duration.ofSeconds(150));
        desk.run("update orders set lease_until = clock_timestamp() - interval '1 ms'");
        Look second = look();
        assertThatThrownBy(() -> notListed(first)).isInstanceOf(LostRow.class);
        notListed(second);
    }

    @Test
    void nothingIsLookedForBeforeItsTimeOrForAPerson() {
        doubt("SO-1");
        assertThat(desk.ledger().looks().claim(SERVICE, 10)).isEmpty();
        assertThat(desk.ledger().looks().due(SERVICE).nextDue().orElseThrow()).isBetween(Duration.ofSeconds(100),
                Duration.ofMinutes(2));
        desk.run("update orders set due_at = null");
        assertThat(desk.ledger().looks().claim(SERVICE, 10)).isEmpty();
        assertThat(desk.ledger().looks().due(SERVICE).nextDue()).isEmpty();
    }

    @Test
    void looksOfAnotherServiceAreLeftAlone() {
        doubt("SO-1");
        dueNow();
        assertThat(desk.ledger().looks().claim("other", 10)).isEmpty();
        assertThat(desk.ledger().looks().due("other").nextDue()).isEmpty();
    }

    @Test
    void whoFindsADoubtInOtherHandsGoesOnToTheNextInsteadOfWaiting() {
        doubt("SO-1");
        doubt("SO-2");
        dueNow();
        try (Handle other = desk.jdbi().open()) {
            other.begin();
            other.execute("select id from orders where order_id = 'SO-1' for update");
            assertThat(desk.ledger().looks().claim(SERVICE, 5)).extracting(look -> look.work().identity().orderId())
                    .containsExactly("SO-2");
            other.rollback();
        }
    }

    /** The other attempt is unexplained and goes on being looked for: it must not be taken for the one that was booked. */
    @Test
    void aBookingOfAnEarlierAttemptStaysThatAttemptsWhileItsDocumentsAreFetched() {
        Look second = secondAttempt("SO-1");
        adopt(second, 1, new Outcome.NotSent(problem("GUI-3001")));
        assertThat(attempts()).containsExactly("1 DONE", "2 UNKNOWN");
        assertThat(desk.count("attempt where number = 2 and look_at is not null")).isEqualTo(1);
        for (Outcome fetched : List.of(new Outcome.NotSent(problem("GUI-3001")), done("2.40"))) {
            dueNow();
            Look again = look();
            assertThat(again.attempt()).isEqualTo(1);
            adopt(again, again.attempt(), fetched);
            assertThat(attempts()).containsExactly("1 DONE", "2 UNKNOWN");
            assertThat(desk.count("attempt where number = 2 and look_at is not null"))
                    .as("the other is looked for on").isEqualTo(1);
        }
        assertThat(desk.state("SO-1")).isEqualTo(State.COMPLETED);
    }

    // The account's day

    @Test
    void whatWasAbsentAndIsFoundAfterAllCountsAsItWasBooked() {
        Look look = cappedDoubt("SO-1", "7.00");
        assertDay("7.00", 1);
        settled(look);
        assertThat(desk.state("SO-1")).isEqualTo(State.READY);
        assertDay("0", 0);
        late(lateLook(), "6.50");
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertDay("7.00", 1);
        adopt(look(), 1, done("6.50"));
        assertDay("6.50", 1);
        assertThat(attempts()).containsExactly("1 DONE");
    }

    @Test
    void anAbsentAttemptThatIsFoundAbsentAgainCountsNothing() {
        settled(cappedDoubt("SO-1", "7.00"));
        late(lateLook(), "7.00");
        assertDay("7.00", 1);
        settled(look());
        assertDay("0", 0);
        assertThat(attempts()).containsExactly("1 ABSENT");
        assertThat(desk.text("select attempt from orders")).as("the next attempt has its own number").isEqualTo("2");
    }

    @Test
    void whereAnotherAttemptWasBookedBothCountUntilTheOtherIsExplained() {
        Look second = secondAttempt("SO-1");
        assertDay("2.40", 1);
        adopt(second, 1, done("2.00"));
        assertDay("4.40", 2);
        assertThat(attempts()).containsExactly("1 DONE", "2 UNKNOWN");
        assertThat(desk.count("attempt where look_at is not null")).isEqualTo(1);
    }

    @Test
    void aSecondBookingThatShowsUpLateCountsOnceHoweverOftenItIsTold() {
        settled(cappedDoubt("SO-1", "7.00"));
        Look late = lateLook();
        desk.settle(desk.sent(desk.claimed("SO-1"), CAPPED, price("3.00")), done("3.00"));
        assertDay("3.00", 1);
        late(late, "6.50");
        assertDay("9.50", 2);
        late(late, "6.50");
        assertDay("9.50", 2);
        assertThat(attempts()).containsExactly("1 LATE", "2 DONE");
        assertThat(desk.text("select booked from attempt where number = 1")).isEqualTo("6.50");
    }

    @Test
    void aLateBookingWhosePriceNobodyTellsCountsAsItWasReserved() {
        settled(cappedDoubt("SO-1", "7.00"));
        Look late = lateLook();
        desk.settle(desk.claimed("SO-1"), refused());
        desk.ledger().looks().bookedLate(late, new Booking("9", 1, Optional.empty()), "why", alarm());
        assertDay("7.00", 1);
    }

    @Test
    void anUnexplainedAttemptThatShowsUpLateIsNotCountedTwice() {
        adopt(secondAttempt("SO-1"), 1, done("2.00"));
        Look late = lateLook();
        assertThat(late.attempt()).isEqualTo(2);
        desk.ledger().looks().bookedLate(late, new Booking("9", 2, price("3.40")), "why", alarm());
        assertDay("5.40", 2);
        assertThat(attempts()).containsExactly("1 DONE", "2 LATE");
    }

    @Test
    void aLateBookingCountsInACapThatIsSetAfterwards() {
        settled(doubt("SO-1"));
        Look late = lateLook();
        desk.settle(desk.sent(desk.claimed("SO-1")), done("3.00"));
        late(late, "6.50");
        desk.accept("t", order(1, identity("SO-2"), "a"));
        desk.run("delete from pause");
        Caps ten = new Caps(Optional.of(new BigDecimal("10.00")), Optional.empty());
        assertThat(desk.ledger().orders().intend(desk.claimed("SO-2"), TestDesk.service(), ten, price("0.60")))
                .isEqualTo(new Intent.SpendCapReached(new BigDecimal("9.50")));
    }

    // Late looks

    @Test
    void onlyWhatWasClosedWithoutABookingIsLookedForOnceMore() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("1.00"));
        desk.settle(desk.sent(desk.inHand("SO-2")), refused());
        desk.settle(desk.sent(desk.inHand("SO-3")), notSent());
        doubt("SO-4");
        assertThat(desk.count("attempt where look_at is not null")).isZero();
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue()).isEmpty();
    }

    @Test
    void aLateLookFallsDueAtTheNextLookAndComesBackWhenItsLeaseEnds() {
        Look look = doubt("SO-1");
        settled(look);
        assertThat(desk.ledger().looks().claimLate(SERVICE, 5)).isEmpty();
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue().orElseThrow())
                .isBetween(Duration.ofMinutes(43), Duration.ofMinutes(45));
        assertThat(lateLook().attempt()).isEqualTo(1);
        assertThat(desk.ledger().looks().claimLate(SERVICE, 5)).isEmpty();
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue().orElseThrow())
                .isBetween(Duration.ofSeconds(140), Duration.ofSeconds(150));
        assertThat(desk.ledger().looks().claimLate("other", 5)).isEmpty();
    }

    @Test
    void anAttemptIsLookedForAtTheNextLookAndAfterTheLastNoMore() {
        settled(doubt("SO-1"));
        Look late = lateLook();
        desk.ledger().looks().lookLater(late, Optional.of(Duration.ofHours(5)));
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue().orElseThrow())
                .isBetween(Duration.ofMinutes(299), Duration.ofHours(5));
        desk.ledger().looks().lookLater(late, Optional.empty());
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"ACCEPTED", "READY", "HELD"})
    void aLateBookingOfAnOrderThatWasNotSentAgainBecomesItsOwn(State state) {
        settled(doubt("SO-1"));
        Look late = lateLook();
        Work inHand = desk.claimed("SO-1");
        desk.run("update orders set state = '" + state + "', held_for = 'GUI-4013'");
        late(late, "2.40");
        assertThat(desk.text("select state || ' ' || coalesce(held_for, '-') || ' ' || coalesce(lease_owner, '-')"
                + " from orders")).isEqualTo("IN_DOUBT - -");
        assertThatThrownBy(() -> desk.sent(inHand)).as("who has it in hand buys nothing")
                .isInstanceOf(LostRow.class);
        assertThat(desk.count("pause")).isZero();
        assertThat(desk.count("message where kind = 'notice'")).isZero();
        Look again = look();
        assertThat(again.attempt()).isEqualTo(1);
        adopt(again, 1, done("2.40"));
        assertThat(desk.state("SO-1")).isEqualTo(State.COMPLETED);
        assertThat(desk.text("select from_state || ' ' || to_state from audit where why like '%showed up late'"))
                .isEqualTo(state + " IN_DOUBT");
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"SENT", "IN_DOUBT"})
    void aLateBookingWaitsForTheOutcomeOfTheAttemptThatIsOpen(State state) {
        settled(doubt("SO-1"));
        Look late = lateLook();
        Work sent = desk.sent(desk.claimed("SO-1"));
        if (state == State.IN_DOUBT) {
            desk.settle(sent, unknown());
        }
        late(late, "2.40");
        assertThat(desk.state("SO-1")).isEqualTo(state);
        assertThat(desk.count("pause")).isZero();
        assertThat(attempts()).startsWith("1 ABSENT");
        assertThat(desk.ledger().looks().dueLate(SERVICE).nextDue().orElseThrow()).isBetween(Duration.ofSeconds(20),
                Duration.ofSeconds(30));
    }

    @Test
    void aLateBookingOfAnOrderThatStandsBeforeAPersonIsToldToThatPerson() {
        settled(doubt("SO-1"));
        Look late = lateLook();
        desk.settle(desk.sent(desk.claimed("SO-1")), unknown());
        desk.run("update orders set due_at = null");
        late(late, "2.40");
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertThat(desk.text("select why from pause")).isEqualTo("booked late");
        assertThat(attempts()).startsWith("1 LATE");
        assertThat(desk.count("attempt where look_at is not null")).as("and looked for no more").isZero();
    }

    @ParameterizedTest
    @EnumSource(value = State.class, mode = Mode.EXCLUDE, names = {"ACCEPTED", "READY", "HELD", "SENT", "IN_DOUBT"})
    void aBookingThatShowsUpForAnOrderThatHasGoneOnIsToldAndPausesTheAccount(State state) {
        settled(doubt("SO-1"));
        Look late = lateLook();
        desk.run("update orders set state = '" + state + "', bound = " + state.binds());
        late(late, "2.40");
        assertThat(desk.state("SO-1")).isEqualTo(state);
        assertThat(desk.text("select service || ' ' || account || ' ' || why from pause"))
                .isEqualTo("webstamp demo booked late");
        assertThat(desk.texts("select body from message where kind = 'notice'")).singleElement().asString()
                .contains("alarm");
        assertThat(desk.deliveries("file")).anyMatch(delivery -> delivery.name().startsWith("notice-"));
        assertThat(attempts()).containsExactly("1 LATE");
        assertThat(desk.count("attempt where look_at is not null")).isZero();
        assertThat(desk.text("select from_state || ' ' || to_state || ' ' || why from audit order by version desc"
                + " limit 1")).startsWith(state + " " + state + " attempt 1 was booked after all: 9");
    }

    @Test
    void aPauseThatAPersonHasSetKeepsItsReason() {
        settled(doubt("SO-1"));
        Look late = lateLook();
        desk.run("update orders set state = 'FAILED', bound = false");
        desk.run("insert into pause (service, account, who, why) values ('webstamp', 'demo', 'anna', 'holidays')");
        late(late, "2.40");
        assertThat(desk.text("select why from pause")).isEqualTo("holidays");
    }

    @Test
    void aBookingThatIsTheOrdersOwnByNowIsNoLateOne() {
        settled(doubt("SO-1"));
        Look late = lateLook();
        late(late, "2.40");
        adopt(look(), 1, done("2.40"));
        desk.run("update attempt set look_at = clock_timestamp()");
        late(late, "2.40");
        assertThat(desk.count("pause")).isZero();
        assertThat(attempts()).containsExactly("1 DONE");
        assertThat(desk.count("attempt where look_at is not null")).as("and looked for no more").isZero();
    }

    // Words

    private Look doubt(String orderId) {
        return doubt(desk.sent(desk.inHand(orderId)));
    }

    private Look doubt(Work sent) {
        desk.settle(sent, unknown());
        return new Look(inDoubt(sent), Optional.empty(), sent.attempt(), TestDesk.NOW, SETTLE, SETTLE);
    }

    private Look cappedDoubt(String orderId, String reserve) {
        return doubt(desk.sent(desk.inHand(orderId), CAPPED, price(reserve)));
    }

    /** The order's first attempt was closed as absent, its second is unknown too. */
    private Look secondAttempt(String orderId) {
        settled(cappedDoubt(orderId, "2.40"));
        doubt(desk.sent(desk.claimed(orderId), CAPPED, price("2.40")));
        dueNow();
        return look();
    }

    /** Absent after the settle time. */
    private void settled(Look look) {
        Look settled = new Look(look.work(), look.carrierId(), look.attempt(), look.calledAt(), SETTLE, SETTLE);
        write(settled, reconciliation.notFound(settled, true, SETTLE));
    }

    private void notListed(Look look) {
        write(look, reconciliation.notFound(look, true, SETTLE));
    }

    private void adopt(Look look, int attempt, Outcome fetched) {
        Decision decision =
                reconciliation.adopted(look, new Booking("9000001", attempt, Optional.empty()), fetched);
        write(look, decision);
    }

    private void write(Look look, Decision decision) {
        desk.settle(look.work(), decision, List.of(), List.of());
    }

    private void late(Look look, String price) {
        desk.ledger().looks().bookedLate(look, new Booking("9", look.attempt(), price(price)), "booked late", alarm());
    }

    private static NoticeMessage alarm() {
        return new NoticeMessage(Notice.of("late-booking", "alarm"), "demo", "{\"text\":\"alarm\"}");
    }

    private Look look() {
        return desk.ledger().looks().claim(SERVICE, 10).get(0);
    }

    private Look lateLook() {
        desk.run("update attempt set look_at = clock_timestamp() where look_at is not null");
        return desk.ledger().looks().claimLate(SERVICE, 10).get(0);
    }

    private void dueNow() {
        desk.run("update orders set due_at = clock_timestamp()");
    }

    private List<String> attempts() {
        return desk.texts("select number || ' ' || ended from attempt order by number, opening");
    }

    private void assertDay(String spent, int orders) {
        assertThat(new BigDecimal(desk.text("select spent from account_day"))).isEqualByComparingTo(spent);
        assertThat(desk.text("select orders from account_day")).isEqualTo(Integer.toString(orders));
    }

    private static Optional<BigDecimal> price(String price) {
        return Optional.of(new BigDecimal(price));
    }

    private static Work inDoubt(Work sent) {
        return new Work(sent.id(), sent.version() + 1, State.IN_DOUBT, sent.identity(), sent.request(), sent.name(),
                sent.attempt(), sent.failures(), sent.tryNumber(), sent.heldFor(), sent.maxPrice(), sent.notAfter(),
                sent.dryRun(), sent.onBehalfOf(), sent.correlationId(), sent.acceptedAt(), sent.leaseEndNanos());
    }
}
