package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.FreePorts;
import io.guichet.ledger.Intake;
import io.guichet.ledger.TestDesk;
import io.guichet.ops.EmbeddedBroker;
import io.guichet.order.OrderReader;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderMessagesTest {

    private static final String ORDER = "{\"orderId\":\"SO-1\"}";

    @TempDir
    private static Path directory;
    private static EmbeddedBroker broker;
    private static String address;

    private final TestDesk desk = new TestDesk();
    private final OrderMessages messages =
            new OrderMessages(desk.ledger().intake(), new OrderReader(TestDesk.TEXTS, 1000),
                    TestDesk.TEXTS, "shop.answers"::equals, 2, 1000);
    private JMSContext client;
    private Queue orders;

    @BeforeAll
    static void open() throws Exception {
        int port = FreePorts.next();
        broker = EmbeddedBroker.start(directory, "127.0.0.1", port, "guichet", "secret",
                List.of("shop.answers", "other"));
        address = "tcp://127.0.0.1:" + port;
    }

    @AfterAll
    static void shut() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(address);
        client = connections.createContext("guichet", "secret");
        orders = client.createQueue("guichet.orders");
    }

    @AfterEach
    void close() {
        client.close();
        desk.close();
    }

    @Test
    void aTextIsReadWithItsCorrelationId() throws Exception {
        TextMessage sent = client.createTextMessage("[" + ORDER + "," + ORDER + "," + ORDER + "]");
        sent.setJMSCorrelationID("abc");
        OrderMessage message = messages.open(received(sent));
        assertThat(message.isReadable()).isTrue();
        assertThat(message.correlationId()).contains("abc");
        List<Batch> batches = batches(message);
        assertThat(batches).extracting(batch -> batch.orders().size()).containsExactly(2, 1);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.correlationId()).contains("abc"));
        assertThat(batches.get(0).input().name()).matches("message-[A-Za-z0-9._-]+");
    }

    @Test
    void bytesAreReadAsTextInUtf8() throws Exception {
        BytesMessage sent = client.createBytesMessage();
        sent.writeBytes(("\uFEFF{\"orderId\":\"SO-1\",\"onBehalfOf\":\"Zoë\"}").getBytes(StandardCharsets.UTF_8));
        OrderMessage message = messages.open(received(sent));
        assertThat(message.isReadable()).isTrue();
        assertThat(batches(message)).singleElement().satisfies(
                batch -> assertThat(batch.orders().get(0).toString()).contains("Zoë"));
    }

    @Test
    void bytesThatAreNoTextAndTooManyOfThemAreSetAsideAsTheyCame() throws Exception {
        for (byte[] wrong : List.of(new byte[]{'[', (byte) 0xFF, ']'}, new byte[1001])) {
            BytesMessage sent = client.createBytesMessage();
            sent.writeBytes(wrong);
            OrderMessage message = messages.open(received(sent));
            assertThat(message.problem().orElseThrow().code()).isIn("GUI-1001", "GUI-1006");
            messages.addReason(message);
            client.createProducer().send(client.createQueue("guichet.orders.dead"), message.message());
            try (JMSConsumer consumer = client.createConsumer(client.createQueue("guichet.orders.dead"))) {
                BytesMessage kept = (BytesMessage) consumer.receive(10_000);
                byte[] bytes = new byte[wrong.length];
                kept.readBytes(bytes);
                assertThat(bytes).isEqualTo(wrong);
            }
        }
    }

    @Test
    void whatIsNoTextIsSetAsideWithTheReason() throws Exception {
        MapMessage sent = client.createMapMessage();
        sent.setInt("quantity", 3);
        sent.setStringProperty("foreign", "x");
        OrderMessage message = messages.open(received(sent));
        assertThat(message.isReadable()).isFalse();
        assertThat(message.problem().orElseThrow().message()).startsWith("message-").doesNotContain("{0}");
        messages.addReason(message);
        Message dead = message.message();
        assertThat(dead.getStringProperty("code")).isEqualTo("GUI-1105");
        assertThat(dead.getStringProperty("reason")).contains("neither text nor bytes");
        assertThat(dead.getStringProperty("advice")).isNotBlank();
        assertThat(dead.propertyExists("foreign")).isFalse();
        client.createProducer().send(client.createQueue("guichet.orders.dead"), dead);
        try (JMSConsumer consumer = client.createConsumer(client.createQueue("guichet.orders.dead"))) {
            Message kept = consumer.receive(10_000);
            assertThat(kept.getStringProperty("code")).isEqualTo("GUI-1105");
            assertThat(((MapMessage) kept).getInt("quantity")).as("as it came").isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', GUI-1106", "'  ', GUI-1106", "'[{\"orderId\":', GUI-1002", "'<orders><order></orders>', GUI-1012"})
    void aTextThatCannotBeReadIsSetAside(String text, String code) throws Exception {
        OrderMessage message = messages.open(received(client.createTextMessage(text)));
        assertThat(message.isReadable()).isFalse();
        assertThat(message.problem().orElseThrow().code()).isEqualTo(code);
    }

    @Test
    void aMessageWithoutBodyIsEmpty() throws Exception {
        OrderMessage message = messages.open(received(client.createTextMessage()));
        assertThat(message.problem().orElseThrow().code()).isEqualTo("GUI-1106");
    }

    @Test
    void answersGoOnlyToTemporaryQueuesAndThoseThatAreAllowed() throws Exception {
        assertThat(replyTo(client.createTemporaryQueue())).isPresent();
        assertThat(replyTo(client.createQueue("shop.answers"))).contains("shop.answers");
        assertThat(replyTo(client.createQueue("other"))).isEmpty();
        assertThat(replyTo(client.createQueue("guichet.orders"))).isEmpty();
        assertThat(replyTo(null)).isEmpty();
    }

    @Test
    void aRedeliveryIsTheSameInputAndAnotherMessageIsAnother() throws Exception {
        Message one = received(client.createTextMessage(ORDER));
        Message other = received(client.createTextMessage(ORDER));
        assertThat(input(messages.open(one))).isEqualTo(input(messages.open(one)));
        assertThat(input(messages.open(other))).isNotEqualTo(input(messages.open(one)));
    }

    @Test
    void anIdThatASenderUsesAgainHidesNoNewOrder() throws Exception {
        OrderMessage first = messages.open(received(client.createTextMessage(ORDER)));
        OrderMessage second =
                new OrderMessage(first.message(), first.id(),
                        Optional.of("{\"orderId\":\"SO-2\"}".getBytes(StandardCharsets.UTF_8)), Optional.empty(),
                        Optional.empty(), Optional.empty());
        assertThat(input(second).id()).isNotEqualTo(input(first).id());
    }

    @Test
    void aSenderThatGivesNoIdsIsToldApartByTheBrokersNumber() throws Exception {
        OrderMessage one = messages.open(withoutId());
        OrderMessage other = messages.open(withoutId());
        assertThat(one.id()).startsWith("broker:").isNotEqualTo(other.id());
    }

    @Test
    void anIdOfAnyLengthGivesAUsableName() throws Exception {
        OrderMessage message = messages.open(received(client.createTextMessage(ORDER)));
        OrderMessage endless =
                new OrderMessage(message.message(), "ID:/" + "x".repeat(10_000), message.content(), Optional.empty(),
                        Optional.empty(), Optional.empty());
        assertThat(input(endless).name()).hasSizeLessThan(100).matches("message-[A-Za-z0-9._-]+");
    }

    private Message withoutId() {
        client.createProducer().setDisableMessageID(true).send(orders, ORDER);
        return receive();
    }

    private Optional<String> replyTo(Queue answers) throws JMSException, IOException {
        Message message = client.createTextMessage(ORDER);
        message.setJMSReplyTo(answers);
        return messages.open(received(message)).replyTo();
    }

    private Message received(Message message) {
        client.createProducer().send(orders, message);
        return receive();
    }

    private Message receive() {
        try (JMSConsumer consumer = client.createConsumer(orders)) {
            return consumer.receive(10_000);
        }
    }

    private Intake.Input input(OrderMessage message) throws Exception {
        return batches(message).get(0).input();
    }

    private List<Batch> batches(OrderMessage message) throws Exception {
        List<Batch> batches = new ArrayList<>();
        messages.batches(message).forEachRemaining(batches::add);
        return batches;
    }
}
