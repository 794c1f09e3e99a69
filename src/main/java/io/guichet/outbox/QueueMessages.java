package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Deliveries.StoredDocument;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A delivery as a queue gets it: the answer with its documents inline up to a limit, above it by name. */
public final class QueueMessages {

    private final Deliveries deliveries;
    private final long inlineLimit;

    /** @param inlineLimit bytes of a document */
    public QueueMessages(Deliveries deliveries, long inlineLimit) {
        this.deliveries = deliveries;
        this.inlineLimit = inlineLimit;
    }

    public ObjectNode body(Delivery delivery) {
        ObjectNode body = (ObjectNode) Messages.read(delivery.body());
        if (body.path("documents") instanceof ArrayNode described && delivery.orderId().isPresent()) {
            inline(described, delivery.orderId().get());
        }
        return body;
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
