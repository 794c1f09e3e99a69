package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Replays.Replay;
import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.ReceivedNotification;
import io.guichet.purchase.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payments that are followed, and what is told of them: rows, versions, events. */
class PaymentsTest {

    private static final PaymentState OPEN = PaymentState.of("PAY-1", "OPEN", false);
    private static final PaymentState PAID = PaymentState.of("PAY-1", "PAID", true);

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private void begun(String orderId, PaymentState payment) {
        desk.settle(desk.sent(desk.inHand(orderId)), TestDesk.done("1.20").following(payment));
    }

    private boolean keep(String digest) {
        return desk.ledger().notifications().keep(new ReceivedNotification(TestDesk.SERVICE, "demo",
                new Verdict.Accepted(digest, digest.getBytes(StandardCharsets.UTF_8))));
    }

    private Notification inHand(String digest) {
        keep(digest);
        List<Notification> claimed = desk.ledger().notifications().claim(TestDesk.SERVICE, 10);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private void told(String digest, PaymentState said) {
        desk.notified(digest, said);
    }

    private NoticeMessage notice(String key) {
        return desk.messages().notice(TestDesk.SERVICE, "demo",
                new Notice("payment", key, Optional.empty(), Optional.empty(), Optional.of(key)));
    }

    private FollowedPayment asked() {
        desk.run("update payment set ask_at = clock_timestamp()");
        return desk.ledger().payments().claim(TestDesk.SERVICE, 1).get(0);
    }

    private void deliverAll(String channel) {
        for (List<Delivery> due = desk.deliveries(channel); !due.isEmpty(); due = desk.deliveries(channel)) {
            due.forEach(desk.ledger().deliveries()::done);
        }
    }

    @Test
    void aPaymentBeginsWithTheSettlementOfItsOrderAndOnlyOnce() {
        begun("SO-1", OPEN);
        begun("SO-2", OPEN);

        assertThat(desk.count("payment")).isEqualTo(1);
        assertThat(desk.text("select o.order_id from payment p join orders o on o.id = p.order_id"))
                .as("it stays the one's that began it").isEqualTo("SO-1");
    }

    @Test
    void aFinalPaymentIsNotAskedFor() {
        begun("SO-1", PAID);

        assertThat(desk.count("payment where ask_at is null")).isEqualTo(1);
    }

    @Test
    void eachChangeIsOneEventWithANumberOfItsOwn() throws Exception {
        begun("SO-1", OPEN);
        told("a", OPEN.withRank(1));
        told("b", PaymentState.of("PAY-1", "AUTHORISED", false).withRank(2));
        told("c", PAID.withRank(3));
        told("d", PAID.withRank(3));

        List<String> bodies = desk.texts("select body from message where kind = 'event' order by id");

        assertThat(bodies).hasSize(2);
        assertThat(new ObjectMapper().readTree(bodies.get(0)).path("eventNumber").asInt()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(bodies.get(1)).path("eventNumber").asInt()).isEqualTo(2);
        assertThat(desk.text("select state || ' ' || events || ' ' || rank from payment")).isEqualTo("PAID 2 3");
    }

    @Test
    void ofTheSameNotificationAtOnceExactlyOneIsNew() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            int fresh = 0;
            for (Future<Boolean> sent : senders.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> (Callable<Boolean>) () -> keep("same")).toList())) {
                fresh += sent.get() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        } finally {
            senders.shutdownNow();
        }
        assertThat(desk.count("notification")).isEqualTo(1);
    }

    @Test
    void whatIsDoneIsNotDoneAgainWhenItComesAgain() {
        begun("SO-1", OPEN);
        told("a", PAID);

        assertThat(keep("a")).isFalse();
        assertThat(desk.ledger().notifications().claim(TestDesk.SERVICE, 10)).isEmpty();
    }

    @Test
    void twoHandsOnOneNotificationWriteOnce() {
        begun("SO-1", OPEN);
        Notification first = inHand("a");
        desk.run("update notification set lease_until = clock_timestamp() - interval '1 s'");
        Notification second = desk.ledger().notifications().claim(TestDesk.SERVICE, 1).get(0);

        desk.ledger().payments().settle(second, PAID, Optional.empty(), notice("unmatched"));

        assertThatThrownBy(() -> desk.ledger().payments().settle(first, PAID, Optional.empty(), notice("unmatched")))
                .isInstanceOf(LostRow.class);
        assertThat(desk.count("message where kind = 'event'")).isEqualTo(1);
    }

    @Test
    void whatWasAskedBeforeANotificationIsDropped() {
        begun("SO-1", OPEN);
        FollowedPayment payment = asked();
        told("a", PAID);

        assertThatThrownBy(() -> desk.ledger().payments().settle(payment, OPEN, Optional.of(Duration.ofDays(1)),
                notice("end"))).isInstanceOf(LostRow.class);
        assertThat(desk.text("select state from payment")).isEqualTo("PAID");
    }

    @Test
    void aNotificationResetsNothingOfTheScheduleButTheNeed() {
        begun("SO-1", OPEN);
        String planned = desk.text("select ask_at from payment");

        told("a", PaymentState.of("PAY-1", "AUTHORISED", false));
        assertThat(desk.text("select ask_at from payment")).isEqualTo(planned);

        told("b", PAID);
        assertThat(desk.count("payment where ask_at is null")).isEqualTo(1);
    }

    @Test
    void whatWasToldBeforeItsPaymentBeganCountsWhenItBegins() {
        told("early", PAID);
        assertThat(desk.text("select ended from notification")).isEqualTo("UNMATCHED");
        told("early too", PaymentState.of("PAY-1", "AUTHORISED", false));
        assertThat(desk.count("message where kind = 'notice'")).as("told once for one payment").isEqualTo(1);

        begun("SO-1", OPEN);

        List<Notification> again = desk.ledger().notifications().claim(TestDesk.SERVICE, 10);
        assertThat(again).extracting(Notification::text).containsExactlyInAnyOrder("early", "early too");
    }

    @Test
    void theEventGoesToWhomeverTheResultWentAndAfterIt() {
        begun("SO-1", OPEN);
        told("a", PAID);

        for (String channel : List.of("file", "queue")) {
            List<Delivery> first = desk.deliveries(channel);
            assertThat(first).as(channel).singleElement().satisfies(
                    delivery -> assertThat(delivery.kind()).isEqualTo("final"));
            desk.ledger().deliveries().done(first.get(0));
            assertThat(desk.deliveries(channel)).singleElement()
                    .satisfies(delivery -> assertThat(delivery.kind()).isEqualTo("event"));
        }
    }

    @Test
    void aReplaySendsTheEventsBehindTheAnswer() {
        begun("SO-1", OPEN);
        told("a", PaymentState.of("PAY-1", "AUTHORISED", false));
        told("b", PAID);
        deliverAll("file");
        deliverAll("queue");
        long order = Long.parseLong(desk.text("select id from orders"));

        Replay replay = Replays.over(desk.database(), desk.receivers()).order(order, Optional.of("file"), true, "me",
                "lost");

        assertThat(replay.channels()).containsExactly("file");
        assertThat(desk
                .texts("""
                        select m.kind || m.id - (select min(id) from message) from delivery d join message m on m.id = d.message_id
                        where d.state = 'DUE' order by d.id"""))
                .containsExactly("final0", "event1", "event2");
    }

    @Test
    void whatWasActedOnIsForgottenAfterItsTimeAndStillKnownAgain() {
        begun("SO-1", OPEN);
        told("a", PAID);
        keep("b");
        desk.run("update notification set done_at = done_at - interval '8 days'");

        new Retention(desk.database(), Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(7))).run();

        assertThat(desk.texts("select digest from notification where body is null")).containsExactly("a");
        assertThat(keep("a")).isFalse();
    }
}
