package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.TestDesk;
import io.guichet.purchase.Notice;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueMessagesTest {

    private final TestDesk desk = new TestDesk();
    private final QueueMessages messages = new QueueMessages(desk.ledger().deliveries(), 5);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void documentsUpToTheLimitTravelInsideAndLargerOnesByName() {
        desk.settle(desk.sent(desk.inHand("SO-1")),
                done("2.40", document("1.png", "12345"), document("2.png", "123456")));
        ObjectNode body = messages.body(desk.deliveries("queue").get(0));
        assertThat(body.at("/documents/0/content").asText()).isEqualTo("MTIzNDU=");
        assertThat(body.at("/documents/1").has("content")).isFalse();
        assertThat(body.at("/documents/1/name").asText()).isEqualTo("SO-1.2.png");
        assertThat(body.at("/documents/1/bytes").asInt()).isEqualTo(6);
    }

    @Test
    void aNoticeTravelsAsItIs() {
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("terms", "New terms"));
        assertThat(messages.body(desk.deliveries("queue").get(0)).path("text").asText()).isEqualTo("New terms");
    }

    @Test
    void receiversCanSelectByWhatTheMessageIsAbout() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));
        Delivery delivery = desk.deliveries("queue").get(0);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("delivery", delivery);
        exchange.getMessage().setHeader("JMSDestination", "elsewhere");
        exchange.getMessage().setBody(messages.body(delivery));
        new QueueHeaders().set(exchange);
        assertThat(exchange.getMessage().getHeaders()).containsEntry("orderId", "SO-1")
                .containsEntry("service", "webstamp")
                .containsEntry("operation", "stamps").containsEntry("account", "demo")
                .containsEntry("state", "COMPLETED")
                .containsEntry("_AMQ_DUPL_ID", DeliveryId.of(delivery)).hasSize(6);
    }

    @Test
    void theBrokerKnowsASecondSendingOfARowButNotTheRowThatTakesItsNumberAfterARestore() {
        assertThat(id(1, "queue", "body")).isEqualTo(id(1, "queue", "body"));
        assertThat(id(1, "queue", "body")).isNotEqualTo(id(2, "queue", "body")).isNotEqualTo(id(1, "reply", "body"))
                .isNotEqualTo(id(1, "queue", "another body"));
    }

    private static String id(long row, String channel, String body) {
        return DeliveryId.of(
                new Delivery(row, 1, channel, Optional.empty(), 0, 9, "final", body, Optional.empty(), "x",
                        Optional.empty()));
    }
}
