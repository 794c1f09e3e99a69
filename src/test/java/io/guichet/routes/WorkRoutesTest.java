package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.ledger.TestDesk;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One order from due to settled (routes/20-work). */
class WorkRoutesTest extends ShippedRoutes {

    private final Map<String, String> account = new HashMap<>();
    private MockEndpoint prepare;
    private MockEndpoint call;

    @Override
    List<String> routes() {
        return List.of("00-errors.camel.yaml", "20-work.camel.yaml", "classpath:work/worker.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        return Worker.beans(desk, new FakeService(), accounts(account));
    }

    @Override
    String stoodIn() {
        return "direct:webstamp-.*";
    }

    @BeforeEach
    void service() {
        prepare = getMockEndpoint("mock:direct:webstamp-prepare");
        call = getMockEndpoint("mock:direct:webstamp-call");
        call.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(TestDesk.done("1.20")));
    }

    @Test
    void theIntentStandsInTheLedgerBeforeTheCallAndTheAnswerAfterIt() {
        List<State> seen = new CopyOnWriteArrayList<>();
        call.whenAnyExchangeReceived(exchange -> {
            seen.add(desk.state("SO-1"));
            seen.add(exchange.getVariable("work", Work.class).state());
            exchange.getMessage().setBody(TestDesk.done("1.20"));
        });

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        awaitState("SO-1", State.COMPLETED);
        assertThat(seen).containsExactly(State.SENT, State.SENT);
        assertThat(prepare.getReceivedCounter()).isEqualTo(1);
        assertThat(desk.count("attempt")).isEqualTo(1);
    }

    @Test
    void theOrderInHandIsNamedInTheLogsWithoutItsContent() {
        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        awaitState("SO-1", State.COMPLETED);
        assertThat(call.getReceivedExchanges()).singleElement()
                .satisfies(exchange -> assertThat(exchange.getProperties())
                        .containsEntry("orderId", "SO-1").containsEntry("service", "webstamp")
                        .containsEntry("account", "demo")
                        .containsEntry("operation", "stamps").containsEntry("mode", "SANDBOX"));
    }

    @Test
    void whatEndsWhileItIsPreparedIsSettledWithoutACall() {
        prepare.whenAnyExchangeReceived(
                exchange -> exchange.getMessage().setBody(new Outcome.Refused(List.of(TestDesk.problem("GUI-2007")))));

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        awaitState("SO-1", State.REFUSED);
        assertThat(call.getReceivedCounter()).isZero();
        assertThat(desk.count("attempt")).isZero();
    }

    @Test
    void whatTheGuardStopsIsNeverSent() {
        account.put("dry-run", "true");

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        await().until(() -> !desk.state("SO-1").equals(State.ACCEPTED));
        assertThat(desk.state("SO-1")).isEqualTo(State.HELD);
        assertThat(call.getReceivedCounter()).isZero();
    }

    @Test
    void aCallWhoseWorkerWasLostIsInDoubtAndNotMadeAgain() {
        // Of an account that this worker has not, so that nobody but the test takes it in hand.
        OrderIdentity elsewhere = new OrderIdentity(TestDesk.SERVICE, "other", "stamps", "SO-1");
        desk.accept("march.csv", TestDesk.order(1, elsewhere, "one"));
        desk.sent(desk.claim(1).get(0));
        desk.run("update orders set lease_until = clock_timestamp() - interval '1 h'");

        awaitState("SO-1", State.IN_DOUBT);
        assertThat(call.getReceivedCounter()).isZero();
    }

    private void awaitState(String orderId, State state) {
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(desk.state(orderId)).isEqualTo(state));
    }
}
