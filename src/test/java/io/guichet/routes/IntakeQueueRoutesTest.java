package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.door.Batch;
import io.guichet.door.OrderMessages;
import io.guichet.door.UnreadableFiles;
import io.guichet.ledger.TestDesk;
import io.guichet.order.OrderReader;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message of the queue of orders, from the broker to the hand-over (routes/10-intake-queue). */
class IntakeQueueRoutesTest extends ShippedRoutes {

    private static final String THREE = "[{\"orderId\":\"A\"},{\"orderId\":\"B\"},{\"orderId\":\"C\"}]";
    private static final String ORDERS = "guichet.orders";
    private static final String DEAD = "guichet.orders.dead";

    private static Broker broker;
    private MockEndpoint accept;

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
        return List.of("00-errors.camel.yaml", "10-intake-queue.camel.yaml");
    }

    @Override
    Map<String, Object> beans() {
        OrderReader reader = new OrderReader(TestDesk.TEXTS, 1 << 20);
        return Map.of("connectionFactory", broker.connectionFactory(),
                "unreadableFiles", new UnreadableFiles(home, desk.ledger().intake(), Clock.systemUTC()),
                "orderMessages",
                new OrderMessages(desk.ledger().intake(), reader, TestDesk.TEXTS, "shop.answers"::equals, 2, 1000));
    }

    @Override
    String stoodIn() {
        return "direct:accept-orders";
    }

    @BeforeEach
    void standIn() {
        accept = getMockEndpoint("mock:direct:accept-orders");
    }

    private Batch batch(int number) {
        return accept.getReceivedExchanges().get(number).getMessage().getBody(Batch.class);
    }

    @Test
    void aMessageIsHandedOverInBatchesWithWhereTheAnswerGoes() {
        try (JMSContext client = broker.client()) {
            client.createProducer().setJMSReplyTo(client.createQueue("shop.answers")).setJMSCorrelationID("shop-77")
                    .send(client.createQueue(ORDERS), THREE);
        }

        await().until(() -> accept.getReceivedCounter() == 2);
        assertThat(batch(0).orders()).hasSize(2);
        assertThat(batch(1).orders()).hasSize(1);
        assertThat(batch(1).correlationId()).isEqualTo(Optional.of("shop-77"));
        assertThat(batch(1).replyTo()).isEqualTo(Optional.of("shop.answers"));
        await().until(() -> broker.depth(ORDERS) == 0);
        assertThat(broker.depth(DEAD)).isZero();
        assertThat(broker.depth("shop.answers")).as("answers go out by the outbox").isZero();
    }

    @Test
    void nothingThatASenderMayChooseTravelsInHeaders() {
        try (JMSContext client = broker.client()) {
            client.createProducer().setProperty("CAmelFileName", "../evil").setProperty("operationName", "ping")
                    .send(client.createQueue(ORDERS), THREE);
        }

        await().until(() -> accept.getReceivedCounter() == 2);
        assertThat(accept.getReceivedExchanges())
                .allSatisfy(exchange -> assertThat(exchange.getMessage().getHeaders())
                        .containsOnlyKeys(Exchange.BREADCRUMB_ID));
    }

    @Test
    void theBrokerKeepsAMessageUntilItsOrdersAreTakenAndItIsTheSameInputThen() {
        AtomicBoolean taken = new AtomicBoolean();
        accept.whenAnyExchangeReceived(exchange -> {
            if (!taken.getAndSet(true)) {
                throw new IOException("the ledger does not answer");
            }
        });
        try (JMSContext client = broker.client()) {
            client.createProducer().send(client.createQueue(ORDERS), THREE);
        }

        await().until(() -> accept.getReceivedCounter() == 3);
        await().until(() -> broker.depth(ORDERS) == 0);
        assertThat(desk.count("intake")).isEqualTo(1);
        assertThat(broker.depth(DEAD)).isZero();
    }

    @Test
    void aMessageThatCanNeverBeReadGoesToTheDeadOnesAsItCameWithTheReason() throws Exception {
        try (JMSContext client = broker.client()) {
            client.createProducer().send(client.createQueue(ORDERS), "<orders");
        }

        Message dead = broker.receive(DEAD);

        assertThat(((TextMessage) dead).getText()).isEqualTo("<orders");
        assertThat(dead.getStringProperty("code")).isEqualTo("GUI-1010");
        assertThat(dead.getStringProperty("reason")).isNotBlank();
        assertThat(accept.getReceivedCounter()).isZero();
    }
}
