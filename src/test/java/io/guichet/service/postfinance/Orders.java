package io.guichet.service.postfinance;

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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders of PostFinance Checkout in a worker's hands, written with single quotes. */
final class Orders {

    static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    static final Account SPACE = account(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    private Orders() {
    }

    static Account account(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of("space", "405", "user", "512", "platform", "sandbox",
                "key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "currency", "CHF"));
        settings.putAll(changed);
        return new Account("postfinance", "demo-pf", settings);
    }

    static Work work(String operation, String request) {
        return work(operation, request, 1);
    }

    static Work work(String operation, String request, int attempt) {
        return work("SO-7", operation, request, attempt);
    }

    static Work work(String orderId, String operation, String request, int attempt) {
        return new Work(7, 1, State.SENT, new OrderIdentity("postfinance", "demo-pf", operation, orderId),
                (ObjectNode) json(request), orderId, attempt, 0, 1, Optional.empty(), Optional.empty(),
                Optional.empty(), false, Optional.empty(), Optional.empty(), NOW, Long.MAX_VALUE);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}
