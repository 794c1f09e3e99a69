package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Deliveries.StoredDocument;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns a delivery into the message that a queue gets: documents inline up to a limit, and properties to select by. */
public final class QueueMessage {

    private static final List<String> PROPERTIES = List.of("orderId", "service", "operation", "account", "state");

    private final Deliveries deliveries;
    private final long inlineLimit;

    public QueueMessage(Deliveries deliveries, long inlineLimit) {
        this.deliveries = deliveries;
        this.inlineLimit = inlineLimit;
    }

    /** Sets body, headers and the variable {@code queue}. */
    public void write(Exchange exchange, Delivery delivery) {
        ObjectNode body = (ObjectNode) Messages.read(delivery.body());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers(delivery, body).forEach(message::setHeader);
        if (body.path("documents") instanceof ArrayNode described && delivery.orderId().isPresent()) {
            inline(described, delivery.orderId().get());
        }
        message.setBody(Messages.text(body));
        exchange.setVariable("queue", queue(delivery, body));
    }

    private static String queue(Delivery delivery, JsonNode body) {
        if (delivery.kind().equals("notice")) {
            return "guichet.notices";
        }
        return body.path("state").asText().equals("COMPLETED") ? "guichet.results" : "guichet.errors";
    }

    private static Map<String, Object> headers(Delivery delivery, JsonNode body) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String property : PROPERTIES) {
            if (body.hasNonNull(property)) {
                headers.put(property, body.get(property).asText());
            }
        }
        if (body.hasNonNull("correlationId")) {
            headers.put("JMSCorrelationID", body.get("correlationId").asText());
        }
        // The row's own number: the broker drops a second sending of this row, and lets a replay, a new row, through.
        headers.put("_AMQ_DUPL_ID", "guichet-" + delivery.channel() + "-" + delivery.id());
        return headers;
    }

    private void inline(ArrayNode described, long orderId) {
        Map<String, StoredDocument> stored = deliveries.documents(orderId).stream()
                .collect(Collectors.toMap(StoredDocument::name, Function.identity()));
        for (JsonNode entry : described) {
            StoredDocument document = stored.get(entry.path("name").asText());
            if (document != null && document.content().length <= inlineLimit) {
                ((ObjectNode) entry).put("content", Base64.getEncoder().encodeToString(document.content()));
            }
        }
    }
}
