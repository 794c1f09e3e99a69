package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.NO_CAPS;
import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.notSent;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static io.guichet.ledger.TestDesk.refused;
import static io.guichet.ledger.TestDesk.service;
import static io.guichet.ledger.TestDesk.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

    private static final Caps SPEND_TEN = new Caps(Optional.of(new BigDecimal("10.00")), Optional.empty());

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    // Claims

    @Test
    void manyHandsNeverShareARow() throws Exception {
        accept("demo", 120);
        List<Work> all = atOnce(6, () -> {
            List<Work> mine = new ArrayList<>();
            for (List<Work> some = desk.claim(3); !some.isEmpty() && mine.size() <= 120; some = desk.claim(3)) {
                mine.addAll(some);
            }
            return mine;
        }).stream().flatMap(List::stream).toList();
        assertThat(all).extracting(Work::id).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void whoFindsARowInOtherHandsGoesOnToTheNextInsteadOfWaiting() {
        accept("demo", 2);
        try (Handle other = desk.jdbi().open()) {
            other.begin();
            other.execute("select id from orders where order_id = 'demo-1' for update");
            assertThat(desk.claim(5)).extracting(work -> work.identity().orderId()).containsExactly("demo-2");
            other.rollback();
        }
        assertThat(desk.claim(5)).extracting(work -> work.identity().orderId()).containsExactly("demo-1");
    }

    @Test
    void aThousandOrdersOfOneAccountDoNotDelayTheOneOfAnother() {
        accept("demo", 1000);
        accept("other", 1);
        assertThat(desk.claim(2)).extracting(work -> work.identity().account()).containsExactlyInAnyOrder("demo",
                "other");
        assertThat(desk.claim(3)).as("free hands are not kept for an account that has nothing").hasSize(3);
    }

    @Test
    void ordersOfAnAccountThatIsNotSetAreLeftAlone() {
        desk.accept("t", order(1, new OrderIdentity(SERVICE, "gone", "stamps", "SO-1"), "a"));
        assertThat(desk.claim(10)).isEmpty();
        assertThat(dues().nextDue()).as("and wake nobody").isEmpty();
        assertThat(desk.ledger().orders().due(SERVICE, List::of, Optional::empty).nextDue()).isEmpty();
    }

    @Test
    void nothingIsClaimedBeforeItsTime() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        desk.accept("t", order(1, identity("SO-1"), "a", Optional.of(later), Optional.empty()));
        assertThat(desk.claim(10)).isEmpty();
        assertThat(dues().nextDue().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void aClaimedRowIsNobodyElsesUntilItsLeaseEnds() {
        Work first = desk.inHand("SO-1");
        assertThat(desk.claim(10)).isEmpty();
        assertThat(dues().nextDue().orElseThrow()).as("whoever waits sleeps until the lease ends")
                .isBetween(Duration.ofSeconds(140), Duration.ofSeconds(150));
        endLeases();
        Work second = desk.claimed("SO-1");
        assertThat(second.version()).isGreaterThan(first.version());
        assertThatThrownBy(() -> desk.sent(first)).isInstanceOf(LostRow.class);
        assertThat(desk.sent(second).state()).isEqualTo(State.SENT);
    }

    @Test
    void whoeverWaitsForWhatIsDueNowWaitsAMomentAtLeast() {
        accept("demo", 1);
        assertThat(dues().nextDue().orElseThrow()).isBetween(Duration.ofMillis(10), Duration.ofMillis(100));
    }

    @Test
    void theLeaseInTheHandEndsNoLaterThanTheOneInTheLedger() {
        long before = System.nanoTime();
        Work work = desk.inHand("SO-1");
        assertThat(work.leaseEndNanos() - before).isLessThanOrEqualTo(Duration.ofSeconds(151).toNanos());
        long leftInLedger = Long.parseLong(desk
                .text("select cast(extract(epoch from lease_until - clock_timestamp()) * 1000 as bigint) from orders"));
        assertThat(Duration.ofNanos(work.leaseEndNanos() - System.nanoTime()).toMillis())
                .isLessThanOrEqualTo(leftInLedger + 5);
    }

    // Intents

    @Test
    void anIntentIsInTheLedgerBeforeTheCall() {
        Work sent = desk.sent(desk.inHand("SO-1"), NO_CAPS, Optional.of(new BigDecimal("2.40")));
        assertThat(desk.state("SO-1")).isEqualTo(State.SENT);
        assertThat(desk.text("select key || ' ' || number || ' ' || reserved from attempt"))
                .isEqualTo(sent.key() + " 1 2.40");
        assertThat(desk.claim(10)).isEmpty();
    }

    @Test
    void staleWorkWritesNoIntent() {
        Work work = desk.inHand("SO-1");
        desk.sent(work);
        assertThatThrownBy(() -> desk.sent(work)).isInstanceOf(LostRow.class);
        assertThatThrownBy(() -> desk.sent(work, SPEND_TEN, Optional.of(BigDecimal.ONE))).isInstanceOf(LostRow.class);
        assertThat(desk.count("attempt")).isEqualTo(1);
        assertThat(desk.count("account_day")).isZero();
    }

    @Test
    void anIntentNamesTheStateThatItExpects() {
        Work work = desk.inHand("SO-1");
        desk.run("update orders set state = 'CANCELLED', bound = false");
        assertThatThrownBy(() -> desk.sent(work)).isInstanceOf(LostRow.class);
        assertThat(desk.count("attempt")).isZero();
    }

    @Test
    void tenHandsUnderACapOfThreeBuyThree() throws Exception {
        accept("demo", 10);
        Caps three = new Caps(Optional.empty(), Optional.of(3));
        List<Work> works = Collections.synchronizedList(new ArrayList<>(desk.claim(10)));
        List<Intent> intents = atOnce(10,
                () -> desk.ledger().orders().intend(works.remove(0), service(), three, Optional.empty()));
        assertThat(intents).filteredOn(Intent.Committed.class::isInstance).hasSize(3);
        assertThat(intents).filteredOn(Intent.OrderCapReached.class::isInstance).hasSize(7);
        assertThat(desk.count("orders where state = 'SENT'")).isEqualTo(3);
        assertThat(desk.text("select orders from account_day")).isEqualTo("3");
    }

    @Test
    void twoHandsThatComeToTheLastPlaceOfADayTogetherTakeItOnce() throws Exception {
        accept("demo", 3);
        List<Work> works = desk.claim(3);
        Caps two = new Caps(Optional.empty(), Optional.of(2));
        desk.sent(works.get(0), two, Optional.empty());
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try (Handle other = desk.jdbi().open()) {
            other.begin();
            other.execute("select * from account_day for update");
            List<Future<Intent>> intents = works.subList(1, 3).stream()
                    .map(work -> hands
                            .submit(() -> desk.ledger().orders().intend(work, service(), two, Optional.empty())))
                    .toList();
            await().until(() -> desk
                    .count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 2);
            other.rollback();
            assertThat(List.of(intents.get(0).get(), intents.get(1).get()))
                    .hasAtLeastOneElementOfType(Intent.Committed.class)
                    .hasAtLeastOneElementOfType(Intent.OrderCapReached.class);
        } finally {
            hands.shutdownNow();
        }
    }

    @Test
    void whatIsReservedCountsUntilThePriceIsKnown() {
        accept("demo", 4);
        List<Work> works = desk.claim(4);
        Work first = desk.sent(works.get(0), SPEND_TEN, price("8.00"));
        assertThat(intend(works.get(1), "2.01")).isEqualTo(new Intent.SpendCapReached(new BigDecimal("8.00")));
        desk.settle(first, done("3.00"));
        assertThat(spent()).isEqualByComparingTo("3.00");
        Work second = desk.sent(works.get(1), SPEND_TEN, price("7.00"));
        assertThat(intend(works.get(2), "0.01")).isInstanceOf(Intent.SpendCapReached.class);
        desk.settle(second, unknown());
        assertThat(spent()).as("what may have been bought stays counted").isEqualByComparingTo("10.00");
        Work doubted = inDoubt(second);
        desk.settle(doubted, refused());
        assertThat(spent()).as("what was proven not bought does not").isEqualByComparingTo("3.00");
        assertThat(desk.text("select orders from account_day")).isEqualTo("1");
    }

    @Test
    void whatWasBookedAtAPriceThatNobodyToldStaysCountedAsReserved() {
        Work sent = desk.sent(desk.inHand("SO-1"), SPEND_TEN, price("4.00"));
        Outcome.Done unpriced =
                new Outcome.Done(done("1.00").result(), Optional.of("1"), Optional.empty(), List.of(), List.of());
        desk.settle(sent, unpriced);
        assertThat(spent()).isEqualByComparingTo("4.00");
    }

    @Test
    void aCapCountsWhatWasBoughtThatDayBeforeItWasSet() {
        accept("demo", 3);
        List<Work> works = desk.claim(3);
        desk.settle(desk.sent(works.get(0)), done("6.00"));
        assertThat(intend(works.get(1), "5.00")).isInstanceOf(Intent.SpendCapReached.class);
        desk.sent(works.get(1), NO_CAPS, price("3.00"));
        assertThat(intend(works.get(2), "2.00")).as("and what was bought while it was lifted")
                .isInstanceOf(Intent.SpendCapReached.class);
    }

    @Test
    void anAttemptThatDidNotLeaveKeepsItsNumberAndItsKey() {
        Work first = desk.sent(desk.inHand("SO-1"));
        desk.settle(first, notSent());
        assertThat(desk.claim(1)).as("it waits before the next try").isEmpty();
        desk.run("update orders set due_at = clock_timestamp()");
        Work second = desk.sent(desk.claimed("SO-1"));
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(desk.texts(
                "select number || '.' || opening || ' ' || coalesce(ended, 'open') from attempt order by opening"))
                .containsExactly("1.1 NOT_SENT", "1.2 open");
    }

    @Test
    void aHoldByTheServiceOpensTheNextAttempt() {
        Work first = desk.sent(desk.inHand("SO-1"));
        desk.settle(first, new Outcome.Held(problem("GUI-2001")));
        assertThat(desk.state("SO-1")).isEqualTo(State.HELD);
        desk.run("update orders set due_at = clock_timestamp()");
        Work second = desk.claimed("SO-1");
        assertThat(second.key().attempt()).isEqualTo(2);
        assertThat(second.heldFor()).contains("GUI-2001");
    }

    // Settlements

    @Test
    void answerDocumentsDeliveriesAndAuditAreCommittedTogether() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.settle(sent, done("2.40", document("1.png", "x"), document("2.png", "y")));
        assertThat(desk.texts("select name from document order by name")).containsExactly("SO-1.1.png", "SO-1.2.png");
        assertThat(desk.count("message where kind = 'final'")).isEqualTo(1);
        assertThat(desk.texts("select channel from delivery order by channel")).containsExactly("file", "queue");
        assertThat(desk.text(
                "select state || ' ' || carrier_id || ' ' || price || ' ' || (completed_at is not null) from orders"))
                .isEqualTo("COMPLETED 9000001 2.40 true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "message", "delivery", "audit", "notice_told"})
    void whereOneStatementOfASettlementFailsNothingIsWritten(String table) {
        Work sent = desk.sent(desk.inHand("SO-1"), SPEND_TEN, price("2.40"));
        long audits = desk.count("audit");
        desk.run(
                "create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$");
        desk.run("create trigger broken after insert on " + table + " for each row execute function broken()");
        Decision decision =
                new Decision(State.COMPLETED, List.of(), Optional.of(done("2.00")), true, Optional.empty(), 0,
                        Optional.of(Decision.AttemptEnd.DONE), false, "done");
        Notice notice = new Notice("terms", "t", Optional.empty(), Optional.empty(), Optional.of("once"));
        assertThatThrownBy(() -> desk.settle(sent, decision, List.of(document("1.png", "x")), List.of(notice)))
                .hasMessageContaining("broken");
        assertThat(desk.state("SO-1")).isEqualTo(State.SENT);
        assertThat(desk.count("audit")).isEqualTo(audits);
        assertThat(desk.count("document")).isZero();
        assertThat(desk.count("message")).isZero();
        assertThat(desk.count("delivery")).isZero();
        assertThat(desk.count("attempt where ended is null")).isEqualTo(1);
        assertThat(spent()).isEqualByComparingTo("2.40");
        desk.run("drop trigger broken on " + table);
        desk.settle(sent, decision, List.of(document("1.png", "x")), List.of(notice));
        assertThat(desk.state("SO-1")).isEqualTo(State.COMPLETED);
    }

    @Test
    void staleWorkSettlesNothing() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.settle(sent, unknown());
        assertThatThrownBy(() -> desk.settle(sent, done("2.40", document("1.png", "x")))).isInstanceOf(LostRow.class)
                .hasMessageContaining("SO-1");
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertThat(desk.count("document")).isZero();
        assertThat(desk.count("message where kind = 'final'")).isZero();
    }

    @Test
    void whoeverLostItsLeaseSettlesNothingAlthoughTheStateIsTheSame() {
        Work first = desk.inHand("SO-1");
        endLeases();
        desk.claimed("SO-1");
        assertThatThrownBy(() -> desk.settle(first, new Outcome.Held(problem("GUI-2001")))).isInstanceOf(LostRow.class);
        assertThat(desk.state("SO-1")).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aSettlementNamesTheStateThatItExpects() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.run("update orders set state = 'IN_DOUBT'");
        assertThatThrownBy(() -> desk.settle(sent, done("2.40"))).isInstanceOf(LostRow.class);
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
    }

    @Test
    void theAuditHasNoGap() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.settle(sent, notSent());
        desk.run("update orders set due_at = clock_timestamp()");
        Work again = desk.sent(desk.claimed("SO-1"));
        desk.settle(again, unknown());
        desk.settle(inDoubt(again), done("2.40"));
        assertThat(desk.texts("select coalesce(from_state, '-') || ' ' || to_state from audit order by version"))
                .containsExactly("- ACCEPTED", "ACCEPTED SENT", "SENT READY", "READY SENT", "SENT IN_DOUBT",
                        "IN_DOUBT COMPLETED");
        assertThat(desk.count("""
                (select from_state, lag(to_state) over (partition by order_id order by version) as before from audit) a
                where from_state is distinct from before""")).isZero();
    }

    @Test
    void whatADoorTurnedAwayIsRememberedUntilTheNextAttemptWhateverHoldsTheOrderMeanwhile() {
        Work first = desk.inHand("SO-1");
        assertThat(desk.ledger().orders().turnedAway(first)).isFalse();
        desk.settle(desk.sent(first), new Outcome.Held(problem("GUI-2106"), false));
        desk.run("update orders set due_at = clock_timestamp()");
        Work second = desk.claimed("SO-1");
        desk.settle(second, new Outcome.Held(problem("GUI-4014")));
        desk.run("update orders set due_at = clock_timestamp()");
        Work third = desk.claimed("SO-1");
        assertThat(desk.ledger().orders().turnedAway(third)).isTrue();

        desk.settle(desk.sent(third), new Outcome.Held(problem("GUI-2100")));
        desk.run("update orders set due_at = clock_timestamp()");
        assertThat(desk.ledger().orders().turnedAway(desk.claimed("SO-1"))).isFalse();
    }

    @Test
    void aDryRunFreesItsIdentity() {
        Work work = desk.inHand("SO-1");
        desk.settle(work, new Decision(State.COMPLETED, List.of(), Optional.of(done("2.40")), true, Optional.empty(), 0,
                Optional.empty(), true, "dry run"), List.of(), List.of());
        assertThat(desk.text("select state || ' ' || bound || ' ' || coalesce(cast(price as text), '-') from orders"))
                .isEqualTo("COMPLETED false -");
        assertThat(desk.accept("u", order(1, identity("SO-1"), "same")).accepted()).isEqualTo(1);
    }

    @Test
    void twoSettlementsThatTellTheSameNoticesCrosswiseBothSucceed() throws Exception {
        List<Notice> notices = IntStream.range(0, 30).mapToObj(n -> new Notice("terms", "t", Optional.empty(),
                Optional.empty(), Optional.of("key-" + n))).toList();
        List<Notice> reversed = new ArrayList<>(notices);
        Collections.reverse(reversed);
        accept("demo", 2);
        List<Work> works = desk.claim(2).stream().map(desk::sent).toList();
        Decision decision =
                new Decision(State.COMPLETED, List.of(), Optional.of(done("2.00")), true, Optional.empty(), 0,
                        Optional.of(Decision.AttemptEnd.DONE), false, "done");
        List<Callable<Void>> both = List.of(() -> {
            desk.settle(works.get(0), decision, List.of(), notices);
            return null;
        }, () -> {
            desk.settle(works.get(1), decision, List.of(), reversed);
            return null;
        });
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> settled : hands.invokeAll(both)) {
                settled.get();
            }
        } finally {
            hands.shutdownNow();
        }
        assertThat(desk.count("message where kind = 'notice'")).as("each told once").isEqualTo(30);
    }

    @Test
    void aNoticeIsToldOncePerAccountAndKey() {
        Notice once = new Notice("terms", "t", Optional.empty(), Optional.empty(), Optional.of("terms-1"));
        Notice always = Notice.of("price", "p");
        for (String account : List.of("demo", "demo", "other")) {
            desk.ledger().notices().tell(SERVICE, account, once);
            desk.ledger().notices().tell(SERVICE, account, always);
        }
        assertThat(desk.count("message where body like '%terms%'")).isEqualTo(2);
        assertThat(desk.count("message where body like '%price%'")).isEqualTo(3);
        assertThat(desk.deliveries("file")).hasSize(5).allSatisfy(notice -> {
            assertThat(notice.orderId()).isEmpty();
            assertThat(notice.name()).startsWith("notice-");
        });
    }

    // Lost calls

    @Test
    void aCallIsLostOnlyWhenItsLeaseAndTheLongestCallAreOver() {
        desk.sent(desk.inHand("SO-1"));
        assertThat(desk.ledger().orders().orphans(10)).isEmpty();
        desk.run("update orders set lease_until = clock_timestamp() - interval '99 s'");
        assertThat(desk.ledger().orders().orphans(10)).isEmpty();
        desk.run("update orders set lease_until = clock_timestamp() - interval '101 s'");
        assertThat(desk.ledger().orders().orphans(10)).singleElement()
                .satisfies(work -> assertThat(work.state()).isEqualTo(State.SENT));
    }

    @Test
    void anAmountKeepsItsDecimals() {
        desk.settle(desk.sent(desk.inHand("SO-1"), NO_CAPS, price("1.2345")), done("1.2345"));
        assertThat(desk.text(
                "select price || ' ' || reserved || ' ' || booked from orders join attempt on attempt.order_id = orders.id"))
                .isEqualTo("1.2345 1.2345 1.2345");
    }

    @Test
    void anErrorOfTheLedgerTellsNothingOfTheOrder() {
        desk.accept("t", order(1, identity("SECRET-1"), "SECRET-2", Optional.empty(), Optional.of("SECRET-3")));
        desk.run("alter table orders add constraint narrow check (order_id = 'SECRET-1')");
        assertThatThrownBy(() -> desk.accept("u",
                order(1, identity("SECRET-4"), "SECRET-5", Optional.empty(), Optional.of("SECRET-6"))))
                .satisfies(failed -> {
                    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).contains("narrow").doesNotContain("SECRET");
                    }
                });
    }

    private Dues dues() {
        return desk.ledger().orders().due(SERVICE, () -> TestDesk.ACCOUNTS, Optional::empty);
    }

    private void accept(String account, int orders) {
        desk.accept(account + " orders", LongStream.rangeClosed(1, orders)
                .mapToObj(n -> order(n, new OrderIdentity(SERVICE, account, "stamps", account + "-" + n), "a"))
                .toArray(Submission[]::new));
    }

    private void endLeases() {
        desk.run("update orders set lease_until = clock_timestamp() - interval '1 ms'");
    }

    private Intent intend(Work work, String price) {
        return desk.ledger().orders().intend(work, service(), SPEND_TEN, price(price));
    }

    private static Optional<BigDecimal> price(String price) {
        return Optional.of(new BigDecimal(price));
    }

    private BigDecimal spent() {
        return new BigDecimal(desk.text("select spent from account_day"));
    }

    /** The order as the reconciler would hold it. */
    private static Work inDoubt(Work sent) {
        return new Work(sent.id(), sent.version() + 1, State.IN_DOUBT, sent.identity(), sent.request(), sent.name(),
                sent.attempt(), sent.failures(), sent.tryNumber(), sent.heldFor(), sent.maxPrice(), sent.notAfter(),
                sent.dryRun(), sent.onBehalfOf(), sent.correlationId(), sent.acceptedAt(), sent.leaseEndNanos());
    }

    private static <T> List<T> atOnce(int threads, Callable<T> task) throws InterruptedException, ExecutionException {
        ExecutorService hands = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : hands.invokeAll(Collections.nCopies(threads, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            hands.shutdownNow();
        }
    }
}
