package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Deliveries.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The properties of a queue message: what receivers select by, and the number by which the broker knows it again. */
public final class QueueHeaders {

    private static final List<String> PROPERTIES = List.of("orderId", "service", "operation", "account", "state");

    /**
     * The row's own number: the broker drops a second sending of this row and lets a replay, a new row, through. With the
     * content, since a ledger restored from a backup gives numbers again that the broker has seen.
     */
    static String duplicateId(Delivery delivery) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(delivery.body().getBytes(StandardCharsets.UTF_8));
            return "guichet-" + delivery.channel() + "-" + delivery.id() + "-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

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
        message.setHeader("_AMQ_DUPL_ID", duplicateId(delivery));
    }
}
