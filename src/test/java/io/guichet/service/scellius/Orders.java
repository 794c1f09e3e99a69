package io.guichet.service.scellius;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders of Scellius in a worker's hands, written with single quotes. */
final class Orders {

    static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    static final Account SHOP = new Account("scellius", "demo-fr",
            Map.of("user", "42229744", "password", "testpassword_x", "platform", "sandbox"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private Orders() {
    }

    static Work work(String operation, String request) {
        return new Work(7, 1, State.SENT, new OrderIdentity("scellius", "demo-fr", operation, "SO-7"),
                (ObjectNode) json(request), "SO-7", 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(),
                false,
                Optional.empty(), Optional.empty(), NOW, Long.MAX_VALUE);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}
