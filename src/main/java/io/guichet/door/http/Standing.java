package io.guichet.door.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Inquiries.Said;
import io.guichet.ledger.OrderEntry;
import io.guichet.order.Cleaned;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Where an order stands, in the form that its answers have: what was last said of it, or that nothing was yet. */
public final class Standing {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String mode;

    /** @param mode {@code SANDBOX}, {@code TEST} or {@code LIVE} */
    public Standing(String mode) {
        this.mode = mode;
    }

    ObjectNode of(OrderEntry order, Said said) {
        // An interim answer is told as long as it is true.
        return said.answer().map(Standing::read)
                .filter(answer -> answer.path("state").asText().equals(order.state().name()))
                .orElseGet(() -> bare(order, said.cleaned()));
    }

    private ObjectNode bare(OrderEntry order, List<Cleaned> cleaned) {
        ObjectNode bare = names(order);
        bare.put("state", order.state().name()).put("mode", mode).put("repeat", false);
        bare.put("acceptedAt", order.acceptedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        if (!cleaned.isEmpty()) {
            ArrayNode notices = bare.putArray("notices");
            cleaned.forEach(text -> notices.addObject().put("kind", "cleaned").put("field", text.field())
                    .put("text", text.text()));
        }
        return bare;
    }

    static ObjectNode names(OrderEntry order) {
        ObjectNode names = JSON.createObjectNode();
        order.orderId().ifPresent(id -> names.put("orderId", id));
        order.service().ifPresent(service -> names.put("service", service));
        order.operation().ifPresent(operation -> names.put("operation", operation));
        order.account().ifPresent(account -> names.put("account", account));
        return names;
    }

    /** Where exactly this order is found, whatever other order bears its id; empty where a wrong one says too little. */
    static Optional<String> place(OrderEntry order) {
        return order.orderId().flatMap(id -> order.service().flatMap(service -> order.account()
                .flatMap(account -> order.operation().map(operation -> "/orders/" + id + "?service="
                        + encoded(service) + "&account=" + encoded(account) + "&operation=" + encoded(operation)))));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    static ObjectNode read(String answer) {
        try {
            JsonNode read = JSON.readTree(answer);
            return (ObjectNode) read;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an answer in the ledger is no longer JSON", damaged);
        }
    }
}
