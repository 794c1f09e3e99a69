package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Document;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What was bought is found again, and what may be used once is handed out as new once, in a real PostgreSQL. */
class OrderArchiveTest {

    private static final TestDesk DESK = new TestDesk();

    private final OrderArchive archive = DESK.ledger().archive();

    @AfterAll
    static void close() {
        DESK.close();
    }

    private static Outcome.Done bought(String carrierId, String... stamps) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("price", "1.20");
        result.putObject("deliveryNote").putNull("document");
        return new Outcome.Done(result, Optional.of(carrierId), Optional.of(new BigDecimal("1.20")),
                List.of(TestDesk.document("1.pdf", "content of " + carrierId)), List.of(), List.of(stamps));
    }

    private static Work buy(String orderId, String carrierId, String... stamps) {
        Work sent = DESK.sent(DESK.inHand(orderId));
        DESK.settle(sent, bought(carrierId, stamps));
        return sent;
    }

    @Test
    void purchaseIsFoundByTheServicesNumberAndByItsOwnIdWithItsDocuments() {
        buy("OA-1", "9100001", "81000001");

        Kept kept = archive.byCarrierId(TestDesk.SERVICE, "demo", "9100001").get(0);

        assertThat(kept.identity().orderId()).isEqualTo("OA-1");
        assertThat(kept.result().path("price").asText()).isEqualTo("1.20");
        assertThat(kept.request().path("content").asText()).isEqualTo("same");
        assertThat(kept.calledAt()).isPresent();
        assertThat(archive.documents(kept)).extracting(Document::suffix).containsExactly("1.pdf");
        assertThat(archive.byOrderId(TestDesk.SERVICE, "demo", Set.of("stamps"), "OA-1")).isEqualTo(List.of(kept));
        assertThat(archive.byOrderId(TestDesk.SERVICE, "other", Set.of("stamps"), "OA-1")).isEmpty();
        assertThat(archive.byOrderId(TestDesk.SERVICE, "demo", Set.of("reorder"), "OA-1")).isEmpty();
        assertThat(archive.byCarrierId(TestDesk.SERVICE, "other", "9100001")).as("another client's").isEmpty();
    }

    @Test
    void orderThatIsUnderWayIsThereWithoutANumberAndOneThatWasRefusedIsNot() {
        Work sent = DESK.sent(DESK.inHand("OA-2"));
        assertThat(archive.byOrderId(TestDesk.SERVICE, "demo", Set.of("stamps"), "OA-2")).singleElement()
                .satisfies(kept -> assertThat(kept.carrierId()).isEmpty());

        DESK.settle(sent, TestDesk.refused());

        assertThat(archive.byOrderId(TestDesk.SERVICE, "demo", Set.of("stamps"), "OA-2")).isEmpty();
    }

    @Test
    void purchasesOfASpanAreThoseThatWereCalledInItAndHaveTheMember() {
        buy("OA-3", "9100003");
        Instant called = archive.byCarrierId(TestDesk.SERVICE, "demo", "9100003").get(0).calledAt().orElseThrow();

        assertThat(found(called, called.plusMillis(1), "deliveryNote")).isTrue();
        assertThat(found(called.minusMillis(1), called, "deliveryNote")).isFalse();
        assertThat(found(called.plusMillis(1), called.plusMillis(2), "deliveryNote")).isFalse();
        assertThat(found(called, called.plusMillis(1), "price")).isTrue();
        assertThat(found(called, called.plusMillis(1), "document")).as("of the result, not of what is in it").isFalse();
    }

    private boolean found(Instant from, Instant until, String member) {
        return archive.bought(TestDesk.SERVICE, from, until, member).stream()
                .anyMatch(kept -> kept.identity().orderId().equals("OA-3"));
    }

    @Test
    void stampIsHandedOutAsNewByOneOrderOnly() {
        buy("OA-4", "9100004", "81000004");
        Work second = DESK.sent(DESK.inHand("OA-5"));

        assertThat(archive.handedOut(second, List.of("81000004", "81000005")))
                .containsExactlyEntriesOf(Map.of("81000004", "OA-4"));
        assertThatThrownBy(() -> DESK.settle(second, bought("9100005", "81000004", "81000005")))
                .isInstanceOf(HandedOutTwice.class);
        assertThat(DESK.state("OA-5")).as("nothing of it stays").isEqualTo(State.SENT);
        assertThat(DESK.count("handed_out where thing = '81000005'")).isZero();

        DESK.settle(second, bought("9100005", "81000005"));
        assertThat(DESK.state("OA-5")).isEqualTo(State.COMPLETED);
    }
}
