package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.door.Batch;
import io.guichet.door.DoorAccounts;
import io.guichet.door.FileDoors;
import io.guichet.door.OrderChecks;
import io.guichet.ledger.TestDesk;
import io.guichet.order.OrderValidator;
import io.guichet.order.RawOrder;
import io.guichet.order.Schemas;
import io.guichet.purchase.InstalledRules;
import io.guichet.purchase.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A batch of orders from a door to the ledger (routes/11-accept). */
class AcceptRoutesTest extends ShippedRoutes {

    private static final String STAMP = "{'orderId':'%s','service':'webstamp','operation':'stamps','account':'demo',"
            + "'request':{'product':15220,'quantity':%d,'format':'pdf','printZone':1}}";

    @Override
    List<String> routes() {
        return List.of("00-errors.camel.yaml", "11-accept.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        InstalledRules rules = new InstalledRules(() -> List.of(new FakeService()), accounts(Map.of()));
        return Map.of("intake", desk.ledger().intake(), "orderChecks",
                new OrderChecks(new OrderValidator(new Schemas(), rules, TestDesk.TEXTS),
                        new DoorAccounts(Map.of("file", List.of("*")), TestDesk.TEXTS), new FileDoors(List.of())));
    }

    @Test
    void whatIsRightIsCommittedAndWhatIsWrongIsAnsweredInOneBatch() throws Exception {
        Exchange handedOver = handOver(STAMP.formatted("SO-1", 1), STAMP.formatted("SO-2", 0));

        assertThat(handedOver.getException()).isNull();
        assertThat(desk.state("SO-1")).isEqualTo(State.ACCEPTED);
        assertThat(desk.state("SO-2")).isEqualTo(State.REJECTED);
        assertThat(desk.text("select body from message")).contains("SO-2").contains("/request/quantity");
    }

    @Test
    void theSameBatchAgainChangesNothing() throws Exception {
        handOver(STAMP.formatted("SO-1", 1));

        handOver(STAMP.formatted("SO-1", 1));

        assertThat(desk.count("orders")).isEqualTo(1);
    }

    @Test
    void aLedgerThatCannotTakeThemIsTheDoorsToKnow() throws Exception {
        desk.run("alter table orders rename to gone");

        Exchange handedOver = handOver(STAMP.formatted("SO-1", 1));

        assertThat(handedOver.getException()).as("without it the door would acknowledge").isNotNull();
    }

    private Exchange handOver(String... orders) throws Exception {
        RawOrder[] raw = new RawOrder[orders.length];
        for (int i = 0; i < orders.length; i++) {
            raw[i] = new RawOrder(i + 1, "line " + (i + 1),
                    new ObjectMapper().readTree(orders[i].replace('\'', '"')), List.of());
        }
        Batch batch = new Batch(desk.input("march.csv"), List.of(raw), Optional.empty(), Optional.empty());
        return template().request("direct:accept-orders", exchange -> exchange.getMessage().setBody(batch));
    }
}
