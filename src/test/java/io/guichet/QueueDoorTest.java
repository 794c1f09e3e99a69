package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and answers over the queues, as a client in another process sees them. */
class QueueDoorTest {

    private static final long PATIENCE_MS = 30_000;
    private static final String STAMP =
            "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\"}";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of("guichet.intake.reply-to.allowed", "shop.answers"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String stamp(String orderId) {
        return GuichetRun.order(orderId, "stamps", "demo", STAMP.formatted(orderId));
    }

    @Test
    void aMessageBecomesAResultOnTheQueueAndInTheFolder() throws Exception {
        run.send(stamp("Q-1"));

        JsonNode result = run.message("guichet.results", "Q-1");

        assertThat(result.path("state").asText()).isEqualTo("COMPLETED");
        byte[] inline = Base64.getDecoder().decode(result.at("/documents/0/content").asText());
        assertThat(run.bytes("out/Q-1.1.pdf")).isEqualTo(inline);
    }

    @Test
    void anArrayAndXmlCarryManyOrders() throws Exception {
        run.send("[" + stamp("Q-21") + "," + stamp("Q-22") + "]");
        run.send("""
                <orders xmlns="urn:guichet:order:1"><order><orderId>Q-23</orderId><service>webstamp</service>
                <operation>stamps</operation><account>demo</account><request><product>15220</product>
                <quantity>1</quantity><format>png</format><printZone>1</printZone></request></order></orders>""");

        run.message("guichet.results", "Q-21");
        run.message("guichet.results", "Q-22");
        run.message("guichet.results", "Q-23");
    }

    @Test
    void aRefusedOrderIsOnTheErrorQueueWithEveryReason() throws Exception {
        run.send(stamp("Q-3").replace("\"quantity\":1", "\"quantity\":0").replace("pdf", "jpg"));

        JsonNode error = run.message("guichet.errors", "Q-3");

        assertThat(error.path("state").asText()).isEqualTo("REJECTED");
        assertThat(error.path("errors")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aMessageThatIsNoTextGoesToTheDeadOnesWithItsReason() throws Exception {
        try (JMSContext jms = run.jms();
                JMSConsumer dead = jms.createConsumer(jms.createQueue("guichet.orders.dead"), "code = 'GUI-1105'")) {
            jms.createProducer().send(jms.createQueue("guichet.orders"), Map.of("orderId", "Q-4"));

            Message message = dead.receive(PATIENCE_MS);

            assertThat(message).isNotNull();
            assertThat(message.getStringProperty("reason")).isNotBlank();
            assertThat(message.getStringProperty("advice")).isNotBlank();
        }
    }

    @Test
    void aTextThatCannotBeReadGoesToTheDeadOnesAsItCame() throws Exception {
        try (JMSContext jms = run.jms();
                JMSConsumer dead = jms.createConsumer(jms.createQueue("guichet.orders.dead"), "code = 'GUI-1010'")) {
            run.send("<orders xmlns=\"urn:guichet:order:1\"><order>");

            Message message = dead.receive(PATIENCE_MS);

            assertThat(message).isInstanceOf(TextMessage.class);
            assertThat(((TextMessage) message).getText()).isEqualTo("<orders xmlns=\"urn:guichet:order:1\"><order>");
        }
    }

    @Test
    void aSenderWhoWaitsOnATemporaryQueueGetsTheAnswerWithItsCorrelationId() throws Exception {
        try (JMSContext jms = run.jms()) {
            TemporaryQueue answers = jms.createTemporaryQueue();
            JMSConsumer consumer = jms.createConsumer(answers);
            jms.createProducer().setJMSReplyTo(answers).setJMSCorrelationID("shop-77")
                    .send(jms.createQueue("guichet.orders"), stamp("Q-5"));

            Message message = consumer.receive(PATIENCE_MS);

            assertThat(message).isNotNull();
            assertThat(message.getJMSCorrelationID()).isEqualTo("shop-77");
            JsonNode answer = new ObjectMapper().readTree(((TextMessage) message).getText());
            assertThat(answer.path("correlationId").asText()).isEqualTo("shop-77");
            assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
        }
    }

    @Test
    void anAnswerGoesToANamedQueueOnlyIfItIsAllowed() throws Exception {
        try (JMSContext jms = run.jms(); JMSConsumer allowed = jms.createConsumer(jms.createQueue("shop.answers"))) {
            jms.createProducer().setJMSReplyTo(jms.createQueue("shop.answers")).send(jms.createQueue("guichet.orders"),
                    stamp("Q-61"));
            jms.createProducer().setJMSReplyTo(jms.createQueue("guichet.orders"))
                    .send(jms.createQueue("guichet.orders"), stamp("Q-62"));

            assertThat(allowed.receive(PATIENCE_MS)).isNotNull();
            // Had the answer gone to the queue of orders, it would now be refused as an order and lie among the dead or errors.
            run.message("guichet.results", "Q-62");
            run.send(stamp("Q-63"));
            run.message("guichet.results", "Q-63");
            assertThat(run.names("out")).noneMatch(name -> name.startsWith("message-"));
        }
    }

    @Test
    void headersOfASenderDecideNothing() throws Exception {
        try (JMSContext jms = run.jms()) {
            jms.createProducer().setProperty("CAmelFileName", "../../evil.json").setProperty("operationName", "ping")
                    .setProperty("CamelDestinationOverrideUrl", "http://127.0.0.1:1/elsewhere")
                    .send(jms.createQueue("guichet.orders"), stamp("Q-7"));
        }

        assertThat(run.message("guichet.results", "Q-7").at("/result/price").asText()).isEqualTo("1.20");
        assertThat(run.purchases("Q-7")).hasSize(1);
    }

    @Test
    void theSameOrderInTwoMessagesIsBoughtOnce() throws Exception {
        run.send(stamp("Q-8"));
        run.send(stamp("Q-8"));

        JsonNode one = run.message("guichet.results", "Q-8");
        JsonNode other = run.message("guichet.results", "Q-8");

        assertThat(one.path("repeat").asBoolean()).isNotEqualTo(other.path("repeat").asBoolean());
        assertThat(run.purchases("Q-8")).hasSize(1);
    }

    // AMQP 1.0, by a client that knows no JMS

    @Test
    void anAmqpClientSendsItsOrderAsAValueOrAsDataAndReadsTheResult() throws Exception {
        try (Client client = Client.create();
                Connection amqp = amqp(client);
                Sender orders = amqp.openSender("guichet.orders");
                Receiver results = amqp.openReceiver("guichet.results")) {
            orders.send(org.apache.qpid.protonj2.client.Message.create(stamp("Q-91")));
            orders.send(org.apache.qpid.protonj2.client.Message
                    .create(stamp("Q-92").getBytes(StandardCharsets.UTF_8)));

            assertThat(amqpStates(results, Set.of("Q-91", "Q-92"))).containsOnly(entry("Q-91", "COMPLETED"),
                    entry("Q-92", "COMPLETED"));
        }
    }

    @Test
    void anAmqpClientGetsItsReplyOnADynamicNodeAndOnNoQueueOfOthers() throws Exception {
        try (Client client = Client.create();
                Connection amqp = amqp(client);
                Sender orders = amqp.openSender("guichet.orders");
                Receiver answers = amqp.openDynamicReceiver()) {
            orders.send(org.apache.qpid.protonj2.client.Message.create(stamp("Q-93")).replyTo("guichet.notices")
                    .correlationId("shop-93"));
            orders.send(org.apache.qpid.protonj2.client.Message.create(stamp("Q-94")).replyTo(answers.address())
                    .correlationId("shop-94"));

            Delivery answer = answers.receive(PATIENCE_MS, TimeUnit.MILLISECONDS);

            assertThat(answer).isNotNull();
            assertThat(answer.message().correlationId()).isEqualTo("shop-94");
            assertThat(new ObjectMapper().readTree((String) answer.message().body()).path("state").asText())
                    .isEqualTo("COMPLETED");
            run.message("guichet.results", "Q-93");
            try (JMSContext jms = run.jms();
                    QueueBrowser notices = jms.createBrowser(jms.createQueue("guichet.notices"))) {
                assertThat(Collections.list(notices.getEnumeration()).toString()).doesNotContain("shop-93");
            }
        }
    }

    private static Connection amqp(Client client) throws Exception {
        URI broker = URI.create(run.brokerUrl());
        return client.connect(broker.getHost(), broker.getPort(),
                new ConnectionOptions().user("guichet").password("test"));
    }

    /** What the results say of these orders, in whatever sequence they come; those of others are dropped. */
    private static Map<String, String> amqpStates(Receiver results, Set<String> orderIds) throws Exception {
        Map<String, String> states = new HashMap<>();
        while (!states.keySet().containsAll(orderIds)) {
            Delivery delivery = results.receive(PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertThat(delivery).as("seen so far: %s", states).isNotNull();
            String orderId = String.valueOf(delivery.message().property("orderId"));
            if (orderIds.contains(orderId)) {
                states.put(orderId,
                        new ObjectMapper().readTree((String) delivery.message().body()).path("state").asText());
            }
            delivery.accept();
        }
        return states;
    }
}
