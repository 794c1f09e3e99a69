package io.guichet.service.canadapost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Orders that these tests begin with, the shipped examples among them. */
final class Shipments {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path EXAMPLES = Path.of("examples");

    private Shipments() {
    }

    /** The requests of the example, in its order: within Canada, to the United States, to France, one for each option. */
    static List<ObjectNode> examples() {
        try {
            return Files.readAllLines(EXAMPLES.resolve("canadapost-shipments.ndjson")).stream()
                    .map(line -> (ObjectNode) json(line).path("request")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ObjectNode domestic() {
        return examples().get(0);
    }

    static ObjectNode toTheStates() {
        return examples().get(1);
    }

    static ObjectNode toFrance() {
        return examples().get(2);
    }

    /** The request that is wrong on purpose. */
    static ObjectNode refused() {
        try {
            return (ObjectNode) JSON.readTree(EXAMPLES.resolve("refused-canadapost.json").toFile()).path("request");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Puts values into a request or takes them out of it.
     *
     * @param changes {@code parcel.weight = "1.000"}, divided by semicolons; nothing behind the sign takes the member out
     */
    static ObjectNode changed(ObjectNode request, String changes) {
        for (String change : changes.split(";")) {
            String[] parts = change.split("=", 2);
            String name = parts[0].strip();
            JsonNode parent = request.at("/" + name.substring(0, Math.max(0, name.lastIndexOf('.'))).replace('.', '/'));
            if (!name.contains(".")) {
                parent = request;
            }
            String member = name.substring(name.lastIndexOf('.') + 1);
            if (parts[1].isBlank()) {
                ((ObjectNode) parent).remove(member);
            } else if (parent instanceof ArrayNode list) {
                list.set(Integer.parseInt(member), json(parts[1]));
            } else {
                ((ObjectNode) parent).set(member, json(parts[1]));
            }
        }
        return request;
    }

    static List<Problem> problems(JsonNode request) {
        return RequestRules.check(request, new Texts(Locale.ENGLISH));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Account account(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("username", "KEYUSER", "password", "KEYPASSWORD", "customer-number", "7654321"));
        settings.putAll(more);
        return new Account("canadapost", "demo-ca", settings);
    }
}
