package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** References are ids unless {@code expand} names them (postfinance 2.2). */
final class Expansion {

    private static final Map<String, Kind> REFERENCES = Map.of("transaction", Kind.TRANSACTION, "token", Kind.TOKEN,
            "completion", Kind.COMPLETION, "terminal", Kind.TERMINAL, "url", Kind.WEBHOOK_URL);
    private static final List<String> LARGE = List.of("lineItems", "billingAddress", "shippingAddress");

    private final Entities entities;

    Expansion(Entities entities) {
        this.entities = entities;
    }

    /** @param collapsed whether line items and addresses of a transaction come only where they are named, too */
    ObjectNode of(Space space, ObjectNode body, List<String> expand, boolean collapsed) {
        Map<String, Set<String>> named = new HashMap<>();
        for (String path : expand) {
            int dot = path.indexOf('.');
            Set<String> deeper = named.computeIfAbsent(dot < 0 ? path : path.substring(0, dot), any -> new HashSet<>());
            if (dot > 0) {
                deeper.add(path.substring(dot + 1));
            }
        }
        if (collapsed && body.has("authorizationAmount")) {
            LARGE.stream().filter(member -> !named.containsKey(member)).forEach(body::remove);
        }
        named.forEach((member, deeper) -> {
            JsonNode id = body.path(member);
            if (id.isIntegralNumber()) {
                expanded(space, body, member, id.longValue(), deeper);
            }
        });
        return body;
    }

    private void expanded(Space space, ObjectNode body, String member, long id, Set<String> deeper) {
        if (member.equals("paymentConnectorConfiguration")) {
            Connector.of(id).ifPresent(one -> body.set(member, one.configuration(space, deeper)));
        } else if (member.equals("group")) {
            body.set(member, Json.MAPPER.createObjectNode().put("id", id).put("linkedSpaceId", space.id())
                    .put("version", 1));
        } else if (REFERENCES.containsKey(member)) {
            entities.find(REFERENCES.get(member), id).ifPresent(one -> body.set(member, one));
        }
    }
}
