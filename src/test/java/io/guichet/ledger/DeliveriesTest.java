package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.asking;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static io.guichet.ledger.TestDesk.unknown;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theMessagesOfAnOrderGoOutInTheirSequencePerChannel() {
        interimAndFinal("SO-1");
        Delivery interim = only("file");
        assertThat(interim.kind()).isEqualTo("interim");
        assertThat(desk.deliveries("file")).as("the final one waits for the interim one").isEmpty();
        assertThat(only("queue").kind()).as("the other channel is not asked").isEqualTo("interim");
        done(interim);
        assertThat(only("file").kind()).isEqualTo("final");
    }

    @Test
    void theErrorOfAFirstTryNeverComesAfterTheResultOfTheSecond() {
        desk.accept("t", wrong(1, Optional.of("SO-1")));
        Delivery error = only("file");
        desk.ledger().deliveries().failed(error, "disk full");
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40"));
        assertThat(desk.deliveries("file")).as("the result waits while the error is delayed").isEmpty();
        due();
        assertThat(only("file").messageId()).isEqualTo(error.messageId());
    }

    @Test
    void whatWaitsForItsTurnWakesNobody() {
        interimAndFinal("SO-1");
        desk.ledger().deliveries().failed(only("file"), "down");
        assertThat(desk.deliveries("file")).isEmpty();
        assertThat(desk.ledger().deliveries().due("file").nextDue().orElseThrow())
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aChannelThatIsDownDelaysItselfOnly() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40"));
        desk.ledger().deliveries().failed(only("queue"), "jakarta.jms.JMSException");
        assertThat(desk.deliveries("queue")).isEmpty();
        assertThat(only("file").kind()).isEqualTo("final");
        assertThat(desk.text("select last_error from delivery where channel = 'queue'"))
                .isEqualTo("jakarta.jms.JMSException");
        desk.settle(desk.sent(desk.inHand("SO-2")), TestDesk.done("2.40"));
        assertThat(only("queue").name()).as("nor does one message delay that of another order").isEqualTo("SO-2");
    }

    @Test
    void theDelayGrowsUpToItsLimit() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40"));
        long before = 0;
        for (int tries = 1; tries <= 12; tries++) {
            desk.ledger().deliveries().failed(only("queue"), "down");
            long delay = Long
                    .parseLong(desk.text("select round(extract(epoch from due_at - clock_timestamp())) from delivery "
                            + "where channel = 'queue'"));
            assertThat(delay).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(300);
            before = delay;
            due();
        }
        assertThat(before).isBetween(299L, 300L);
    }

    @Test
    void aFailureWakesWhoSleepsUntilTheEndOfItsLease() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40"));
        Delivery delivery = only("queue");
        Bells.Bell bell = desk.ledger().deliveries().due("queue").bell();
        long seen = bell.rings();
        desk.ledger().deliveries().failed(delivery, "down");
        assertThat(bell.rings()).isGreaterThan(seen);
    }

    @Test
    void aReplyWhoseSenderIsNoLongerWaitedForIsGivenUp() {
        desk.accept("t", asking(order(1, identity("SO-1"), "a"), "abc", "temporary"));
        desk.settle(desk.sent(desk.claimed("SO-1")), TestDesk.done("2.40"));
        desk.ledger().deliveries().failed(only("reply"), "gone");
        assertThat(desk.text("select state from delivery where channel = 'reply'")).isEqualTo("DUE");
        due();
        desk.run("update delivery set expires_at = clock_timestamp() - interval '1 s' where channel = 'reply'");
        desk.ledger().deliveries().failed(only("reply"), "gone");
        assertThat(desk.text("select state from delivery where channel = 'reply'")).isEqualTo("GONE");
        due();
        assertThat(desk.deliveries("reply")).isEmpty();
        assertThat(desk.deliveries("queue")).as("the answer itself is not lost").hasSize(1);
    }

    @Test
    void aDeliveryWhoseHolderIsLostIsClaimedAgainAndTheOldHolderHasNoSay() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40"));
        Delivery first = only("queue");
        assertThat(desk.deliveries("queue")).isEmpty();
        desk.run("update delivery set lease_until = clock_timestamp() - interval '1 ms'");
        Delivery second = only("queue");
        assertThat(second.id()).isEqualTo(first.id());
        assertThatThrownBy(() -> done(first)).isInstanceOf(LostRow.class).hasMessageNotContaining("SO-1");
        desk.ledger().deliveries().failed(first, "late");
        assertThat(desk.text("select attempts from delivery where channel = 'queue'")).isEqualTo("0");
        done(second);
        assertThatThrownBy(() -> done(second)).isInstanceOf(LostRow.class);
    }

    @Test
    void onlyChannelsThatAreOnGetDeliveries() {
        try (TestDesk files = new TestDesk(Set.of("file"))) {
            files.settle(files.sent(files.inHand("SO-1")), TestDesk.done("2.40"));
            assertThat(files.texts("select channel from delivery")).containsExactly("file");
        }
    }

    @Test
    void documentsComeBackBitForBit() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("2.40", TestDesk.document("1.png", "ä\0x")));
        assertThat(desk.ledger().deliveries().documents(only("file").orderId().orElseThrow())).singleElement()
                .satisfies(document -> {
                    assertThat(document.name()).isEqualTo("SO-1.1.png");
                    assertThat(document.content()).isEqualTo(TestDesk.document("1.png", "ä\0x").content());
                    assertThat(document.sha256()).isEqualTo(Orders.sha256(document.content()));
                });
    }

    @Test
    void noticesWaitForNobody() {
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("price", "one"));
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("price", "two"));
        assertThat(desk.deliveries("queue")).hasSize(2);
    }

    @Test
    void aHoldIsToldOnceAndItsEndReplacesIt() {
        Work held = desk.inHand("SO-1");
        desk.settle(held, new Outcome.Held(problem("GUI-2001")));
        desk.run("update orders set due_at = clock_timestamp()");
        desk.settle(desk.claimed("SO-1"), new Outcome.Held(problem("GUI-2001")));
        assertThat(desk.state("SO-1")).isEqualTo(State.HELD);
        assertThat(desk.count("message")).isEqualTo(1);
    }

    private void interimAndFinal(String orderId) {
        Work sent = desk.sent(desk.inHand(orderId));
        desk.settle(sent, unknown());
        desk.run("update orders set state = 'SENT', version = version + 1");
        desk.settle(sent.sent(sent.version() + 2, 0), TestDesk.done("2.40"));
    }

    private Delivery only(String channel) {
        List<Delivery> deliveries = desk.deliveries(channel);
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private void done(Delivery delivery) {
        desk.ledger().deliveries().done(delivery);
    }

    private void due() {
        desk.run("update delivery set due_at = clock_timestamp() where state = 'DUE'");
    }
}
