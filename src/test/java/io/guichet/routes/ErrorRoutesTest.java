package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.door.FileBeans;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.LedgerUnavailable;
import io.guichet.ledger.TestDesk;
import io.guichet.outbox.QueueHeaders;
import io.guichet.outbox.QueueMessages;
import io.guichet.purchase.State;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when a step fails, by kind of step (routes/00-errors). */
class ErrorRoutesTest extends ShippedRoutes {

    private static final String ORDER = "{\"orderId\":\"SO-1\"}";

    private final FakeService service = new FakeService();
    private final Folder folder = new Folder();
    private final Strays strays = new Strays();
    private MockEndpoint accept;
    private MockEndpoint prepare;
    private MockEndpoint call;

    /** A channel that is down, or whose delivery somebody else took over. */
    public static final class Folder {

        private volatile Runnable meanwhile = () -> {
        };
        private volatile boolean down;
        private volatile String broken = "";
        private final Queue<List<String>> together = new ConcurrentLinkedQueue<>();

        public void deliver(Delivery delivery) throws IOException {
            meanwhile.run();
            if (down || delivery.name().equals(broken)) {
                throw new IOException("no room on the disk");
            }
        }

        public void deliver(List<Delivery> deliveries) throws IOException {
            together.add(deliveries.stream().map(Delivery::name).sorted().toList());
            for (Delivery delivery : deliveries) {
                deliver(delivery);
            }
        }
    }

    /** A lookup that cannot be made. */
    public static final class BrokenLookup {

        public Object find(Object work) throws IOException {
            throw new SocketTimeoutException("no answer");
        }
    }

    /** Housekeeping that fails. */
    public static final class Strays {

        private final AtomicInteger looked = new AtomicInteger();

        public void tell() throws IOException {
            looked.incrementAndGet();
            throw new IOException("no such folder");
        }
    }

    @Override
    List<String> routes() {
        return List.of("00-errors.camel.yaml", "10-intake-file.camel.yaml", "20-work.camel.yaml",
                "21-enrich.camel.yaml",
                "50-dispatch.camel.yaml", "classpath:work/worker.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        Map<String, Object> beans = Worker.beans(desk, service, accounts(Map.of()));
        beans.putAll(FileBeans.of(home, desk, (service, account, notice) -> {
        }, false, 100));
        beans.put("strayFolders", strays);
        for (String lookup : List.of("webstampProduct", "webstampLicenceRecall", "webstampLicenceRequests",
                "webstampLicenceAnswers")) {
            beans.put(lookup, new BrokenLookup());
        }
        beans.put("fileDelivery", folder);
        beans.put("queueMessages", new QueueMessages(desk.ledger().deliveries(), 1024));
        beans.put("queueHeaders", new QueueHeaders());
        return beans;
    }

    @Override
    String stoodIn() {
        return "(direct:(accept-orders|webstamp-prepare|webstamp-call)|jms:.*)";
    }

    @BeforeEach
    void standIns() {
        accept = getMockEndpoint("mock:direct:accept-orders");
        prepare = getMockEndpoint("mock:direct:webstamp-prepare");
        call = getMockEndpoint("mock:direct:webstamp-call");
        call.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(TestDesk.done("1.20")));
    }

    @Test
    void anUnreadableFileIsSetAsideWithItsReason() {
        drop("letter.docx", "not an order");

        await().until(() -> names("error").size() == 2 && names("work").isEmpty());
        assertThat(names("error")).containsExactly("letter.docx", "letter.docx.error.json");
        assertThat(accept.getReceivedCounter()).isZero();
    }

    @Test
    void anyOtherFailureLeavesTheFileInWorkToBeReadAgain() {
        accept.whenAnyExchangeReceived(exchange -> {
            throw new LedgerUnavailable("the ledger does not answer", new IOException("closed"));
        });

        drop("one.json", ORDER);

        await().until(() -> accept.getReceivedCounter() >= 2);
        assertThat(names("work")).singleElement().asString().endsWith("~one.json");
        assertThat(names("done")).isEmpty();
        assertThat(names("error")).isEmpty();
    }

    @Test
    void aLookupThatFailsAnswersThatItDoesNotKnow() {
        Exchange answer = template().request("direct:lookup-product", exchange -> exchange.setVariable("work", "SO-1"));

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody(String.class)).isEmpty();
    }

    @Test
    void anErrorInTheCallIsJudgedOnceAndNothingIsCalledTwice() {
        call.whenAnyExchangeReceived(exchange -> {
            throw new SocketTimeoutException("no answer");
        });
        NotifyBuilder ended = new NotifyBuilder(context()).fromRoute("work-webstamp").whenCompleted(1).create();

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        assertThat(ended.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(desk.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertThat(service.judged).singleElement().satisfies(judged -> {
            assertThat(judged.sent()).isTrue();
            assertThat(judged.error()).isInstanceOf(SocketTimeoutException.class);
        });
        assertThat(prepare.getReceivedCounter()).isEqualTo(1);
        assertThat(call.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void anErrorBeforeTheIntentIsJudgedAsNotSent() {
        prepare.whenAnyExchangeReceived(exchange -> {
            throw new SocketTimeoutException("no answer");
        });

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        await().until(() -> desk.state("SO-1") == State.READY);
        assertThat(service.judged).singleElement().satisfies(judged -> assertThat(judged.sent()).isFalse());
        assertThat(prepare.getReceivedCounter()).isEqualTo(1);
        assertThat(call.getReceivedCounter()).isZero();
    }

    @Test
    void workThatSomebodyElseHasGoneOnWithIsDroppedInSilence() {
        prepare.whenAnyExchangeReceived(exchange -> desk.run("update orders set version = version + 1"));
        NotifyBuilder ended = new NotifyBuilder(context()).fromRoute("work-webstamp").whenDone(1).create();
        NotifyBuilder failed = new NotifyBuilder(context()).fromRoute("work-webstamp").whenFailed(1).create();

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        assertThat(ended.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.matches()).isFalse();
        assertThat(service.judged).isEmpty();
        assertThat(call.getReceivedCounter()).isZero();
        assertThat(desk.state("SO-1")).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aDeliveryThatFailsIsDueAgainLaterAndHoldsUpNoOtherChannel() {
        folder.down = true;

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        await().until(() -> delivery("queue").startsWith("DONE"));
        await().until(() -> !delivery("file").endsWith(" 0"));
        assertThat(delivery("file")).startsWith("DUE java.io.IOException");
        folder.down = false;
        await().until(() -> delivery("file").startsWith("DONE"));
    }

    @Test
    void oneOfSeveralTogetherThatFailsHoldsUpNoneOfThem() throws Exception {
        folder.broken = "SO-2";
        context().getRouteController().suspendRoute("deliver-files");
        for (int n = 1; n <= 3; n++) {
            desk.accept("march.csv", TestDesk.order(n, TestDesk.identity("SO-" + n), "one"));
        }
        await().until(() -> desk.count("delivery where channel = 'file'") == 3);

        context().getRouteController().resumeRoute("deliver-files");

        await().until(() -> desk.count("delivery where channel = 'file' and attempts > 0") == 1);
        assertThat(folder.together).contains(List.of("SO-1", "SO-2", "SO-3"));
        assertThat(desk
                .text("select string_agg(name || ' ' || state || ' ' || coalesce(last_error, '-'), ', ' order by name)"
                        + " from delivery where channel = 'file'"))
                .isEqualTo("SO-1 DONE -, SO-2 DUE java.io.IOException, SO-3 DONE -");
    }

    @Test
    void aDeliveryThatSomebodyElseHasTakenOverIsDropped() {
        folder.meanwhile = () -> desk.run("update delivery set version = version + 1 where channel = 'file'");
        NotifyBuilder ended = new NotifyBuilder(context()).fromRoute("deliver-files").whenDone(1).create();
        NotifyBuilder failed = new NotifyBuilder(context()).fromRoute("deliver-files").whenFailed(1).create();

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        assertThat(ended.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.matches()).isFalse();
        assertThat(delivery("file")).isEqualTo("DUE null 0");
    }

    @Test
    void aDuplicateThatTheBrokerRefusesCountsAsDelivered() {
        MockEndpoint results = getMockEndpoint("mock:jms:queue:guichet.results");
        results.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("wrapped by the JMS layer", new ActiveMQDuplicateIdException());
        });

        desk.accept("march.csv", TestDesk.order(1, TestDesk.identity("SO-1"), "one"));

        await().until(() -> delivery("queue").startsWith("DONE"));
        assertThat(delivery("queue")).isEqualTo("DONE null 0");
        assertThat(results.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void housekeepingThatFailsIsToldAndStaysInService() {
        NotifyBuilder ended = new NotifyBuilder(context()).fromRoute("watch-order-folder").whenDone(1).create();
        NotifyBuilder failed = new NotifyBuilder(context()).fromRoute("watch-order-folder").whenFailed(1).create();

        assertThat(ended.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.matches()).isFalse();
        assertThat(strays.looked).hasValueGreaterThanOrEqualTo(1);
        assertThat(context().getRouteController().getRouteStatus("watch-order-folder").isStarted()).isTrue();
    }

    /** State, last error and failed tries of a channel's delivery. */
    private String delivery(String channel) {
        String which = "delivery where channel = '" + channel + "'";
        return desk.count(which) == 0
                ? ""
                : desk.text("select state || ' ' || coalesce(last_error, 'null') || ' ' || attempts from " + which);
    }
}
