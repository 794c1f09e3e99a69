package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Deliveries.Delivery;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The properties of a queue message: what receivers select by, and the number by which the broker knows it again. */
public final class QueueHeaders {

    private static final List<String> PROPERTIES =
            List.of("orderId", "service", "operation", "account", "state", "event");

    public void set(Exchange exchange) {
        Message message = exchange.getMessage();
        JsonNode body = message.getBody(JsonNode.class);
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        message.removeHeaders("*");
        for (String property : PROPERTIES) {
            if (body.hasNonNull(property)) {
                message.setHeader(property, body.get(property).asText());
            }
        }
        if (body.hasNonNull("correlationId")) {
            message.setHeader("JMSCorrelationID", body.get("correlationId").asText());
        }
        message.setHeader("_AMQ_DUPL_ID", DeliveryId.of(delivery));
    }
}
