package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ledger.Desk.Change;
import io.guichet.ledger.PeopleQueue.Noted;
import io.guichet.ledger.PeopleQueue.Told;
import io.guichet.purchase.Notice;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleQueueTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant DEADLINE = Instant.parse("2026-12-31T22:59:59Z");

    private final TestDesk desk = new TestDesk();
    private final PeopleQueue queue = PeopleQueue.over(desk.database());

    @AfterEach
    void close() {
        desk.close();
    }

    private void terms(String text, String once) {
        desk.ledger().notices().tell("webstamp", "demo", new Notice("terms", text, Optional.of("https://x.test/terms"),
                Optional.of(DEADLINE), Optional.of(once)));
    }

    @Test
    void onlyWhatNobodyAsksForAnyMoreIsToBeDecided() {
        desk.settle(desk.sent(desk.inHand("SO-1")), unknown());
        desk.settle(desk.sent(desk.inHand("SO-2")), unknown());
        desk.run("update orders set due_at = null where order_id = 'SO-2'");

        assertThat(queue.decisions(10).orders()).extracting(entry -> entry.orderId().get()).containsExactly("SO-2");
        assertThat(queue.decisions(10).all()).isEqualTo(1);
    }

    @Test
    void termsStandOnceWithTheirLastWordUntilSomebodySaysThatTheyAreConfirmed() {
        terms("fourteen days", "14");
        terms("seven days", "7");

        Told told = queue.told(MONTH).get(0);
        assertThat(queue.told(MONTH)).hasSize(1);
        assertThat(told.text()).isEqualTo("seven days");
        assertThat(told.url()).contains("https://x.test/terms");
        assertThat(told.confirmUntil()).contains(DEADLINE);

        assertThat(queue.done(told.id(), "desk anna", "read and accepted").made()).isTrue();
        Noted second = queue.done(told.id(), "desk ben", "too");

        assertThat(second).isEqualTo(new Noted(false, Optional.of("desk anna"), 0));
        assertThat(queue.told(MONTH)).isEmpty();
        assertThat(desk.text("select who || ': ' || why from desk_audit where what = 'notice done'"))
                .isEqualTo("desk anna: read and accepted");
        terms("three days", "3");
        assertThat(queue.told(MONTH)).as("the service still asks").hasSize(1);
    }

    @Test
    void whatTheServiceHeldForItsAccountIsLookedAtAgainAndNoCapIsPassed() {
        Work work = desk.inHand("SO-1");
        desk.run("update orders set state = 'HELD', held_for = 'GUI-2268', due_at = now() + interval '1 hour',"
                + " lease_until = null");
        terms("seven days", "7");

        assertThat(queue.done(queue.told(MONTH).get(0).id(), "desk anna", "ok").woken()).isEqualTo(1);

        assertThat(desk.count("orders where due_at <= now() and not released")).isEqualTo(1);
        assertThat(desk.text("select why from audit where order_id = " + work.id() + " order by version desc limit 1"))
                .isEqualTo("confirmed: terms");
    }

    @Test
    void whoDecidesByAnOldPageDecidesNothing() {
        desk.settle(desk.sent(desk.inHand("SO-1")), unknown());
        Instant shown = entry().since();
        assertThat(desk.people().asSeen(shown).resolveNotBought(entry().id(), "desk anna", "not there"))
                .isInstanceOf(Change.Made.class);
        desk.settle(desk.sent(desk.claimed("SO-1")), unknown());

        Change second = desk.people().asSeen(shown).resolveNotBought(entry().id(), "desk ben", "not there");

        assertThat(second).isInstanceOf(Change.Refused.class);
        assertThat(entry().state()).isEqualTo(State.IN_DOUBT);
        assertThat(desk.people().asSeen(entry().since()).resolveNotBought(entry().id(), "desk ben", "not there"))
                .isInstanceOf(Change.Made.class);
    }

    @Test
    void whatReceiversDidNotTakeAndPaymentsThatNobodyAsksForAreCounted() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("1.20"));
        desk.run("update delivery set state = 'GIVEN_UP', last_error = 'refused' where channel = 'queue'");
        desk.run("insert into payment (order_id, service, account, reference, state, final, amounts)"
                + " select id, service, account, 'P1', 'AUTHORISED', false, '{}' from orders");

        assertThat(queue.left()).isEqualTo(
                List.of(new PeopleQueue.Left("queue", "GIVEN_UP", 1, Optional.of("refused"))));
        assertThat(queue.payments(5)).extracting(PeopleQueue.OpenPayment::reference).containsExactly("P1");
    }

    private OrderEntry entry() {
        return OrderSearch.over(desk.database()).find("SO-1", 1).get(0);
    }
}
