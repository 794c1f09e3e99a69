package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What of the service is not known, or is inferred only, and what may go otherwise there; docs/sandbox.md explains each. */
final class Switches {

    /** Each with what it is by itself. */
    enum Name {
        skew(600), unknownSpace(403, 404), wrongState(422, 409), patchVersion("keep", "increment"), refundAgain(201,
                200), unconfirmedUrl(true), keyNeedsToken(false), signed(true), collapsed(false), maxOffset(
                        10_000), longPoll(0), completion("SUCCESSFUL", "FAILED", "PENDING"), voiding("SUCCESSFUL",
                                "FAILED"), refund("SUCCESSFUL", "FAILED", "PENDING",
                                        "MANUAL_CHECK"), charge("SUCCESSFUL", "FAILED"), delivery("SUITABLE",
                                                "NOT_SUITABLE", "MANUAL_CHECK_REQUIRED"), webhooks("usual", "hold",
                                                        "duplicate", "lose", "forge", "unsigned");

        private final List<JsonNode> values;

        Name(Object... values) {
            this.values = Stream.of(values).map(value -> (JsonNode) Json.MAPPER.valueToTree(value)).toList();
        }

        private boolean takes(JsonNode value) {
            boolean free = values.size() == 1 && value.getNodeType() == values.get(0).getNodeType();
            return value.isNumber()
                    ? value.isInt() && value.intValue() >= 0 && (free || values.contains(value))
                    : free || values.contains(value);
        }
    }

    private volatile Map<Name, JsonNode> set = Map.of();

    void calm() {
        set = Map.of();
    }

    /** @throws IllegalArgumentException for a name or value that is none; nothing is changed then */
    synchronized void change(JsonNode asked) {
        Map<Name, JsonNode> next = new TreeMap<>(set);
        asked.fields().forEachRemaining(one -> {
            Name name = Stream.of(Name.values()).filter(known -> known.name().equals(one.getKey())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(one.getKey() + " (expected: one of "
                            + List.of(Name.values()) + ")"));
            if (!name.takes(one.getValue())) {
                throw new IllegalArgumentException(name + ": " + one.getValue() + " (expected: "
                        + (name.values.size() == 1 ? "such as " : "one of ") + name.values + ")");
            }
            next.put(name, one.getValue());
        });
        set = next;
    }

    int number(Name name) {
        return value(name).intValue();
    }

    boolean on(Name name) {
        return value(name).booleanValue();
    }

    String word(Name name) {
        return value(name).textValue();
    }

    ObjectNode shown() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        for (Name name : Name.values()) {
            all.set(name.name(), value(name));
        }
        return all;
    }

    private JsonNode value(Name name) {
        return set.getOrDefault(name, name.values.get(0));
    }
}
