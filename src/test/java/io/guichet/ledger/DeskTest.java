package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.NO_CAPS;
import static io.guichet.ledger.TestDesk.POLICY;
import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.TEXTS;
import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.service;
import static io.guichet.ledger.TestDesk.unknown;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.ledger.Desk.Change;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Look;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.Reconciliation;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people decide at the desk, against the real database. */
class DeskTest {

    private static final String ALICE = "user alice";
    private static final Caps ONE_ORDER = new Caps(Optional.empty(), Optional.of(1));

    private final TestDesk ledger = new TestDesk();
    private final Desk desk = ledger.people();

    @AfterEach
    void close() {
        ledger.close();
    }

    // Cancel

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"ACCEPTED", "READY", "HELD"})
    void whatWasNotSentIsTakenBackAndItsSenderHears(State state) throws Exception {
        long id = standing("SO-1", state);

        assertThat(desk.cancel(id, ALICE, "wrong address")).isEqualTo(made(State.CANCELLED, state));

        assertThat(ledger.state("SO-1")).isEqualTo(State.CANCELLED);
        JsonNode answer = answer("final");
        assertThat(answer.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(answer.at("/errors/0/code").asText()).isEqualTo("GUI-4016");
        assertThat(answer.at("/errors/0/message").asText()).contains(ALICE, "wrong address");
        assertThat(ledger.texts("""
                select channel from delivery d join message m on m.id = d.message_id
                where m.kind = 'final' and d.state = 'DUE' order by 1""")).containsExactly("file", "queue");
        assertThat(lastAudit()).isEqualTo(ALICE + " " + state + " CANCELLED cancelled: wrong address");
    }

    @Test
    void workerThatHoldsACancelledOrderDropsItBeforeItsIntent() {
        Work held = ledger.inHand("SO-1");

        assertThat(desk.cancel(held.id(), ALICE, "x")).isInstanceOf(Change.Made.class);

        assertThatThrownBy(() -> ledger.sent(held)).isInstanceOf(LostRow.class);
        assertThat(ledger.state("SO-1")).isEqualTo(State.CANCELLED);
        assertThat(ledger.count("attempt")).isZero();
    }

    @Test
    void cancelledOrderMayBeSentAgainAndBearsAnotherKey() {
        Work first = ledger.inHand("SO-1");
        desk.cancel(first.id(), ALICE, "x");

        ledger.accept("again", order(1, identity("SO-1"), "same"));

        assertThat(ledger.claimed("SO-1").key()).isNotEqualTo(first.key());
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"SENT", "IN_DOUBT", "BOUGHT", "COMPLETED", "REFUSED", "CANCELLED"})
    void whatMayHaveBeenBoughtOrIsOverIsNotTakenBack(State state) {
        long id = standing("SO-1", state);

        assertThat(desk.cancel(id, ALICE, "x")).isInstanceOfSatisfying(Change.Refused.class,
                refused -> assertThat(refused.why()).startsWith(state.name()));

        unchanged(state);
    }

    // Release

    @Test
    void releasedOrderIsDueAndTheCapsOfTheDayHoldItNoLonger() {
        ledger.sent(ledger.inHand("SO-0"), ONE_ORDER, Optional.empty());
        long id = standing("SO-1", State.HELD);

        assertThat(desk.release(id, ALICE, "the customer waits")).isEqualTo(made(State.HELD, State.HELD));

        Work work = ledger.claimed("SO-1");
        assertThat(ledger.ledger().orders().intend(work, service(), ONE_ORDER, Optional.empty()))
                .isInstanceOf(Intent.Committed.class);
        assertThat(ledger.texts("select who || ' ' || why from audit where who like 'user%'"))
                .containsExactly(ALICE + " released: the customer waits");
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "HELD", mode = EnumSource.Mode.EXCLUDE)
    void onlyWhatIsHeldIsReleased(State state) {
        long id = standing("SO-1", state);

        assertThat(desk.release(id, ALICE, "x")).isInstanceOfSatisfying(Change.Refused.class,
                refused -> assertThat(refused.why()).startsWith(state.name()));

        unchanged(state);
    }

    // Resolve

    @Test
    void doubtThatIsResolvedAsBoughtUnderANumberHasItsDocumentsFetchedNext() throws Exception {
        long id = beforePerson(standing("SO-1", State.IN_DOUBT));

        assertThat(desk.resolveBought(id, Optional.of("9000007"), true, ALICE, "seen on their page"))
                .isEqualTo(made(State.BOUGHT, State.IN_DOUBT));

        assertThat(ledger.text("select ended from attempt")).isEqualTo("DONE");
        JsonNode answer = answer("interim");
        assertThat(answer.path("state").asText()).isEqualTo("BOUGHT");
        assertThat(answer.at("/result/carrierOrderId").asText()).isEqualTo("9000007");
        assertThat(answer.at("/notices/0/text").asText()).contains(ALICE, "9000007");
        assertThat(lastAudit())
                .isEqualTo(ALICE + " IN_DOUBT BOUGHT resolved as bought under 9000007: seen on their page");
        Look look = ledger.ledger().looks().claim(SERVICE, 10).get(0);
        assertThat(look.carrierId()).as("a process that starts after the command was killed goes on from here")
                .contains("9000007");
        adopt(look, look.attempt(), done("2.40", document("1.pdf", "%PDF")));
        assertThat(ledger.state("SO-1")).isEqualTo(State.COMPLETED);
        assertThat(ledger.text("select name from document")).isEqualTo("SO-1.1.pdf");
        assertThat(ledger.count("attempt where ended = 'DONE'")).isEqualTo(1);
    }

    @Test
    void doubtThatIsResolvedAsBoughtWithoutANumberEndsWithoutDocuments() throws Exception {
        long id = standing("SO-1", State.IN_DOUBT);

        assertThat(desk.resolveBought(id, Optional.empty(), true, ALICE, "x"))
                .isEqualTo(made(State.COMPLETED, State.IN_DOUBT));

        JsonNode answer = answer("final");
        assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(answer.path("attempts").asInt()).isEqualTo(1);
        assertThat(answer.path("documents").isMissingNode()).isTrue();
        assertThat(answer.at("/notices/0/kind").asText()).isEqualTo("resolved");
        assertThat(answer.at("/notices/0/text").asText()).contains(ALICE);
        assertThat(ledger.text("select ended from attempt")).isEqualTo("DONE");
    }

    @Test
    void whereNobodyGivesDocumentsThatIsTheEndAlsoWithANumber() throws Exception {
        long id = standing("SO-1", State.IN_DOUBT);

        assertThat(desk.resolveBought(id, Optional.of("7"), false, ALICE, "x"))
                .isEqualTo(made(State.COMPLETED, State.IN_DOUBT));

        assertThat(answer("final").at("/result/carrierOrderId").asText()).isEqualTo("7");
        assertThat(ledger.text("select carrier_id from orders")).isEqualTo("7");
    }

    @Test
    void bookedOrderWhoseDocumentsAreNotToBeHadIsEndedByAPerson() throws Exception {
        long id = standing("SO-1", State.BOUGHT);
        assertThat(desk.resolveBought(id, Optional.empty(), true, ALICE, "x")).as("while it is still being fetched")
                .isInstanceOf(Change.Refused.class);
        unchanged(State.BOUGHT);
        beforePerson(id);

        assertThat(desk.resolveBought(id, Optional.empty(), true, ALICE, "x"))
                .isEqualTo(made(State.COMPLETED, State.BOUGHT));

        JsonNode answer = answer("final");
        assertThat(answer.at("/result/carrierOrderId").asText()).isEqualTo("9000001");
        assertThat(answer.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void doubtThatIsResolvedAsNotBoughtIsBoughtUnderTheNextAttemptAndTheClosedOneIsStillLookedFor() {
        long id = beforePerson(standing("SO-1", State.IN_DOUBT));

        assertThat(desk.resolveNotBought(id, ALICE, "not on their page")).isEqualTo(made(State.READY, State.IN_DOUBT));

        assertThat(ledger.text("select ended from attempt")).isEqualTo("ABSENT");
        assertThat(ledger.text("select look_at - started_at > interval '1 min' from attempt")).isEqualTo("t");
        assertThat(lastAudit()).isEqualTo(ALICE + " IN_DOUBT READY resolved as not bought: not on their page");
        Work next = ledger.claimed("SO-1");
        assertThat(next.key().toString()).endsWith("-2");
        assertThat(ledger.sent(next).attempt()).isEqualTo(2);
    }

    @Test
    void whatIsKnownToBeBookedIsNotResolvedAsNotBought() {
        long id = beforePerson(standing("SO-1", State.BOUGHT));

        assertThat(desk.resolveNotBought(id, ALICE, "x")).isInstanceOfSatisfying(Change.Refused.class,
                refused -> assertThat(refused.why()).contains("BOUGHT", "9000001"));

        unchanged(State.BOUGHT);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"IN_DOUBT", "BOUGHT"}, mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotInDoubtIsNotResolved(State state) {
        long id = standing("SO-1", state);

        assertThat(desk.resolveNotBought(id, ALICE, "x")).isInstanceOf(Change.Refused.class);
        assertThat(desk.resolveBought(id, Optional.of("1"), true, ALICE, "x")).isInstanceOf(Change.Refused.class);

        unchanged(state);
    }

    @Test
    void decisionByAnOldPageClosesNoNewerAttempt() {
        long id = standing("SO-1", State.IN_DOUBT);
        Instant seen = since("SO-1");
        desk.resolveNotBought(id, ALICE, "not on their page");
        ledger.settle(ledger.sent(ledger.claimed("SO-1")), unknown());

        Change late = desk.asSeen(seen).resolveNotBought(id, "desk bob", "not on their page");

        assertThat(late).as("the second attempt may have been booked").isInstanceOf(Change.Refused.class);
        assertThat(ledger.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertThat(desk.asSeen(since("SO-1")).resolveNotBought(id, "desk bob", "looked again"))
                .isInstanceOf(Change.Made.class);
    }

    private Instant since(String orderId) {
        return desk.find(orderId, Optional.empty(), Optional.empty(), Optional.empty()).get(0).since();
    }

    @Test
    void lookThatWasUnderWayWhenAPersonDecidedIsDropped() {
        long id = standing("SO-1", State.IN_DOUBT);
        ledger.run("update orders set due_at = clock_timestamp()");
        Look look = ledger.ledger().looks().claim(SERVICE, 1).get(0);

        assertThat(desk.resolveNotBought(id, ALICE, "x")).isInstanceOf(Change.Made.class);

        assertThatThrownBy(() -> adopt(look, 1, done("2.40"))).isInstanceOf(LostRow.class);
        assertThat(ledger.state("SO-1")).isEqualTo(State.READY);
    }

    @Test
    void aDoubtThatIsResolvedTakesTheBrakeOff() {
        long id = standing("SO-1", State.IN_DOUBT);
        standing("SO-2", State.HELD);
        ledger.run("update orders set held_for = 'GUI-4013' where order_id = 'SO-2'");
        assertThat(ledger.claim(10)).isEmpty();

        desk.resolveBought(id, Optional.empty(), true, ALICE, "x");

        assertThat(ledger.claim(10)).extracting(work -> work.identity().orderId()).containsExactly("SO-2");
    }

    // The call in question

    @Test
    void attemptThatWasNotTheBookedOneStaysUnexplainedWhenTheDocumentsAreThere() {
        standing("SO-1", State.IN_DOUBT);
        desk.resolveNotBought(id("SO-1"), ALICE, "x");
        ledger.settle(ledger.sent(ledger.claimed("SO-1")), unknown());
        ledger.run("update orders set due_at = clock_timestamp()");
        Look second = ledger.ledger().looks().claim(SERVICE, 1).get(0);
        assertThat(second.attempt()).isEqualTo(2);
        adopt(second, 1, new Outcome.Bought(JsonNodeFactory.instance.objectNode(), Optional.of("9000001"),
                Optional.of(new BigDecimal("2.40")), TestDesk.problem("GUI-3001"), List.of()));
        ledger.run("update orders set due_at = clock_timestamp()");

        Look fetched = ledger.ledger().looks().claim(SERVICE, 1).get(0);
        adopt(fetched, fetched.attempt(), done("2.40"));

        assertThat(ledger.state("SO-1")).isEqualTo(State.COMPLETED);
        assertThat(
                ledger.texts("select number || ' ' || ended || ' ' || (look_at is not null) from attempt order by 1"))
                .containsExactly("1 DONE false", "2 UNKNOWN true");
    }

    // Two people

    @Test
    void ofTwoPeopleWhoDecideAtOnceExactlyOneDecides() throws Exception {
        for (int round = 1; round <= 10; round++) {
            String orderId = "SO-" + round;
            long id = beforePerson(standing(orderId, State.IN_DOUBT));

            List<Change> changes = atOnce(() -> desk.resolveBought(id, Optional.of("1"), true, ALICE, "a"),
                    () -> desk.resolveNotBought(id, "user bob", "b"));

            assertThat(changes).filteredOn(Change.Made.class::isInstance).hasSize(1);
            assertThat(changes).filteredOn(Change.Refused.class::isInstance).hasSize(1);
            assertThat(ledger.count("audit where why like 'resolved%' and order_id = " + id)).isEqualTo(1);
            assertThat(ledger.state(orderId)).isIn(State.BOUGHT, State.READY);
            // What was not bought is taken back, so that the next round's doubt stands alone.
            desk.cancel(id, ALICE, "x");
        }
    }

    @Test
    void ofAPersonWhoTakesBackAndAWorkerWhoSendsExactlyOneWins() throws Exception {
        for (int round = 1; round <= 10; round++) {
            Work work = ledger.inHand("SO-" + round);

            List<Object> ends = atOnce(() -> desk.cancel(work.id(), ALICE, "x"), () -> {
                try {
                    return ledger.sent(work).state();
                } catch (LostRow dropped) {
                    return dropped;
                }
            });

            boolean cancelled = ends.get(0) instanceof Change.Made;
            assertThat(ends.get(1)).isInstanceOf(cancelled ? LostRow.class : State.class);
            assertThat(ledger.state("SO-" + round)).isEqualTo(cancelled ? State.CANCELLED : State.SENT);
        }
    }

    // Pauses

    @ParameterizedTest
    @ValueSource(strings = {"webstamp demo", "webstamp *", "* demo", "* *"})
    void pauseHoldsWhatItCoversAndItsEndLetsItGoOn(String scope) {
        String service = scope.split(" ")[0];
        String account = scope.split(" ")[1];
        Work work = ledger.inHand("SO-1");

        assertThat(desk.pause(service, account, ALICE, "stocktaking").made()).isTrue();
        assertThat(desk.pause(service, account, "user bob", "lunch"))
                .satisfies(found -> assertThat(found.made()).isFalse())
                .satisfies(found -> assertThat(found.pause().orElseThrow().why()).isEqualTo("stocktaking"));

        assertThat(ledger.ledger().orders().intend(work, service(), NO_CAPS, Optional.empty()))
                .isEqualTo(new Intent.Paused("stocktaking"));
        hold(work, "GUI-4014");
        assertThat(ledger.claim(10)).isEmpty();

        Desk.Pausing ended = desk.resume(service, account, "user bob", "done");

        assertThat(ended.made()).isTrue();
        assertThat(ended.woken()).isEqualTo(1);
        assertThat(ended.pause().orElseThrow().who()).isEqualTo(ALICE);
        assertThat(desk.resume(service, account, "user bob", "done").made()).isFalse();
        assertThat(ledger.sent(ledger.claimed("SO-1")).state()).isEqualTo(State.SENT);
        assertThat(ledger.texts("select who || ' ' || what || ' ' || scope || ' ' || why from desk_audit order by id"))
                .containsExactly(ALICE + " pause " + service + "/" + account + " stocktaking",
                        "user bob resume " + service + "/" + account + " done");
    }

    @Test
    void endOfAPauseWakesNothingThatItDoesNotCover() {
        standing("SO-1", State.HELD);
        ledger.accept("other", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-2"), "x"));
        hold(ledger.claimed("SO-2"), "GUI-4014");
        desk.pause(SERVICE, "demo", ALICE, "x");

        assertThat(desk.resume(SERVICE, "demo", ALICE, "x").woken()).isZero();

        assertThat(ledger.claim(10)).isEmpty();
    }

    @Test
    void workerThatHasJustReadAPauseDoesNotPutTheOrderOffAfterItsEnd() {
        Work first = ledger.inHand("SO-1");
        desk.pause(SERVICE, "demo", ALICE, "x");
        hold(first, "GUI-4014");
        ledger.run("update orders set due_at = clock_timestamp()");
        Work again = ledger.claimed("SO-1");

        desk.resume(SERVICE, "demo", ALICE, "x");

        assertThatThrownBy(() -> hold(again, "GUI-4014")).isInstanceOf(LostRow.class);
        assertThat(ledger.claim(1)).hasSize(1);
    }

    // What is seen

    @Test
    void openOrdersAreListedWithWhatIsNext() {
        standing("SO-1", State.HELD);
        beforePerson(standing("SO-2", State.IN_DOUBT));
        standing("SO-3", State.COMPLETED);
        List<State> open = List.of(State.values()).stream().filter(state -> !state.isFinal()).toList();

        List<OrderEntry> seen = desk.list(open, Optional.empty(), Optional.of("demo"), Optional.empty());

        assertThat(seen).extracting(entry -> entry.orderId().orElseThrow()).containsExactly("SO-1", "SO-2");
        assertThat(seen.get(0).heldFor()).contains("GUI-4007");
        assertThat(seen.get(0).dueAt()).isPresent();
        assertThat(seen.get(1).beforePerson()).isTrue();
        assertThat(seen.get(1).why()).contains("GUI-4012");
        assertThat(seen.get(1).since()).isAfter(seen.get(1).acceptedAt());
        assertThat(desk.list(List.of(State.COMPLETED), Optional.of(SERVICE), Optional.empty(), Optional.empty()))
                .singleElement().satisfies(entry -> {
                    assertThat(entry.carrierId()).contains("9000001");
                    assertThat(entry.price()).contains(new BigDecimal("2.40"));
                });
        assertThat(desk.list(open, Optional.of("no"), Optional.empty(), Optional.empty())).isEmpty();
        assertThat(desk.list(open, Optional.empty(), Optional.empty(),
                Optional.of(seen.get(0).acceptedAt().plus(Duration.ofDays(1))))).isEmpty();
    }

    @Test
    void ordersOfOneIdAreToldApartByTheirIdentity() {
        ledger.accept("a", order(1, identity("SO-1"), "x"));
        ledger.accept("b", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-1"), "x"));

        assertThat(desk.find("SO-1", Optional.empty(), Optional.empty(), Optional.empty())).hasSize(2);
        assertThat(desk.find("SO-1", Optional.empty(), Optional.of("other"), Optional.empty())).singleElement()
                .satisfies(entry -> assertThat(entry.account()).contains("other"));
        assertThat(desk.find("SO-1", Optional.of("no"), Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void orderThatWasTurnedAwayDoesNotStandInTheWayOfTheOneThatWasTaken() {
        ledger.accept("wrong", wrong(1, Optional.of("SO-1")));
        assertThat(desk.find("SO-1", Optional.empty(), Optional.empty(), Optional.empty())).singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(State.REJECTED));
        ledger.accept("right", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-1"), "x"));
        ledger.accept("again", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-1"), "y"));

        assertThat(desk.find("SO-1", Optional.empty(), Optional.empty(), Optional.empty())).singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(State.ACCEPTED));
    }

    @Test
    void historyTellsEveryStepCallAndMessage() {
        Work work = ledger.inHand("SO-1");
        ledger.settle(ledger.sent(work), done("2.40", document("1.pdf", "%PDF")));

        OrderHistory history = desk.history(desk
                .find("SO-1", Optional.empty(), Optional.empty(), Optional.empty()).get(0));

        assertThat(history.steps()).extracting(OrderHistory.Step::to).containsExactly("ACCEPTED", "SENT", "COMPLETED");
        assertThat(history.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.key()).isEqualTo(work.key().toString());
            assertThat(attempt.ended()).contains("DONE");
        });
        assertThat(history.messages()).extracting(OrderHistory.Message::channel).containsExactly("file", "queue");
        assertThat(history.documents()).containsExactly("SO-1.1.pdf");
    }

    // Short words

    private long standing(String orderId, State state) {
        Work work = ledger.inHand(orderId);
        switch (state) {
            case ACCEPTED -> ledger.run("update orders set lease_until = null, lease_owner = null where id = "
                    + work.id());
            case READY -> ledger.settle(ledger.sent(work), TestDesk.notSent());
            case HELD -> hold(work, "GUI-4007");
            case SENT -> ledger.sent(work);
            case BOUGHT -> ledger.settle(ledger.sent(work),
                    new Outcome.Bought(JsonNodeFactory.instance.objectNode(), Optional.of("9000001"),
                            Optional.of(new BigDecimal("2.40")), TestDesk.problem("GUI-3001"), List.of()));
            case IN_DOUBT -> ledger.settle(ledger.sent(work), unknown());
            case COMPLETED -> ledger.settle(ledger.sent(work), done("2.40"));
            case REFUSED -> ledger.settle(ledger.sent(work), TestDesk.refused());
            default -> ledger.settle(work, protocol().ended(state, TestDesk.problem("GUI-4004")), List.of(),
                    List.of());
        }
        assertThat(ledger.state(orderId)).isEqualTo(state);
        return work.id();
    }

    private void hold(Work work, String code) {
        ledger.settle(work, protocol().held(work, TestDesk.problem(code), Optional.of(POLICY.holdRetry()),
                Optional.empty()), List.of(), List.of());
    }

    private static Protocol protocol() {
        return new Protocol(POLICY, TEXTS);
    }

    private long beforePerson(long id) {
        ledger.run("update orders set due_at = null where id = " + id);
        return id;
    }

    private long id(String orderId) {
        return Long.parseLong(ledger.text("select id from orders where order_id = '" + orderId + "'"));
    }

    private void adopt(Look look, int attempt, Outcome fetched) {
        ledger.settle(look.work(), new Reconciliation(POLICY, TEXTS).adopted(look,
                new Booking(look.carrierId().orElse("9000001"), attempt, Optional.empty()), fetched),
                fetched instanceof Outcome.Done done ? done.documents() : List.of(), List.of());
    }

    private static Change.Made made(State to, State from) {
        return new Change.Made(to, from == State.HELD ? Optional.of("GUI-4007") : Optional.empty());
    }

    private void unchanged(State state) {
        assertThat(ledger.state("SO-1")).isEqualTo(state);
        assertThat(ledger.count("audit where who like 'user%'")).isZero();
    }

    private String lastAudit() {
        return ledger.text("select who || ' ' || from_state || ' ' || to_state || ' ' || why from audit"
                + " order by order_id desc, version desc limit 1");
    }

    private JsonNode answer(String kind) throws Exception {
        return new ObjectMapper().readTree(
                ledger.text("select body from message where kind = '" + kind + "' order by id desc limit 1"));
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<? extends T>... works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        CyclicBarrier together = new CyclicBarrier(works.length);
        try {
            List<Future<T>> ends = List.of(works).stream().map(work -> threads.<T>submit(() -> {
                together.await();
                return work.call();
            })).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> end : ends) {
                results.add(end.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
