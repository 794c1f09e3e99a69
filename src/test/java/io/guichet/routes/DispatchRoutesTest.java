package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.DueCatalog;
import io.guichet.ledger.Submission;
import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import io.guichet.outbox.AnswerFolders;
import io.guichet.outbox.FileDelivery;
import io.guichet.outbox.QueueHeaders;
import io.guichet.outbox.QueueMessages;
import io.guichet.outbox.ReportFiles;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Rests;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers on their way to folders, queues and those who asked for a reply (routes/50-dispatch). */
class DispatchRoutesTest extends ShippedRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = new Broker("shop.answers");
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    List<String> routes() {
        return List.of("00-errors.camel.yaml", "50-dispatch.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        return Map.of(
                "connectionFactory", broker.connectionFactory(),
                "dues",
                new DueCatalog(desk.ledger(), service -> List.of(), new Rests(System::nanoTime)),
                "deliveries", desk.ledger().deliveries(),
                "fileDelivery", new FileDelivery(new AnswerFolders(home, Map.of()), desk.ledger().deliveries(),
                        new ReportFiles(home, desk.ledger().reports(), door -> ImportProfile.PLAIN, TestDesk.TEXTS,
                                desk.ledger().notices())),
                "queueMessages", new QueueMessages(desk.ledger().deliveries(), 1024),
                "queueHeaders", new QueueHeaders());
    }

    @Test
    void aResultGoesWithItsDocumentsIntoTheFolderAndToTheQueueOnceEach() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("1.20", TestDesk.document("1.pdf", "%PDF-")));

        Message message = broker.receive("guichet.results");
        awaitAllDelivered(2);

        JsonNode result = JSON.readTree(((TextMessage) message).getText());
        assertThat(result.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(Base64.getDecoder().decode(result.at("/documents/0/content").asText())).asString()
                .isEqualTo("%PDF-");
        assertThat(message.getStringProperty("orderId")).isEqualTo("SO-1");
        assertThat(message.getStringProperty("service")).isEqualTo("webstamp");
        assertThat(names("out")).containsExactly("SO-1.1.pdf", "SO-1.result.json");
        assertThat(Files.readString(home.resolve("out/SO-1.1.pdf"))).isEqualTo("%PDF-");
        assertThat(broker.depth("guichet.results")).isZero();
    }

    @Test
    void aMessageThatIsSentAgainArrivesOnce() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("1.20"));
        awaitAllDelivered(2);

        // As after a crash between the sending and its mark.
        desk.run("update delivery set state = 'DUE', done_at = null where channel = 'queue'");
        desk.settle(desk.sent(desk.inHand("SO-2")), TestDesk.done("1.20"));

        awaitAllDelivered(4);
        assertThat(broker.depth("guichet.results")).isEqualTo(2);
        broker.receive("guichet.results");
        broker.receive("guichet.results");
    }

    @Test
    void anErrorAndANoticeHaveTheirOwnQueues() throws Exception {
        desk.accept("march.csv", TestDesk.wrong(1, Optional.of("SO-1")));
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("terms", "New terms to confirm."));

        Message error = broker.receive("guichet.errors");
        Message notice = broker.receive("guichet.notices");
        awaitAllDelivered(4);

        assertThat(error.getStringProperty("state")).isEqualTo("REJECTED");
        assertThat(((TextMessage) notice).getText()).contains("New terms to confirm.");
        assertThat(names("out")).containsExactly("SO-1.error.json");
        assertThat(names("notice")).hasSize(1);
    }

    @Test
    void whoAskedForAReplyGetsItWithItsCorrelationId() throws Exception {
        Submission asking = TestDesk.asking(TestDesk.wrong(1, Optional.of("SO-1")), "shop-77", "shop.answers");
        desk.accept("message", asking);

        Message reply = broker.receive("shop.answers");
        awaitAllDelivered(3);

        assertThat(reply.getJMSCorrelationID()).isEqualTo("shop-77");
        assertThat(((TextMessage) reply).getText()).contains("SO-1");
        broker.receive("guichet.errors");
    }

    private void awaitAllDelivered(int count) {
        await().untilAsserted(() -> assertThat(desk.count("delivery where state = 'DONE'")).isEqualTo(count));
    }
}
