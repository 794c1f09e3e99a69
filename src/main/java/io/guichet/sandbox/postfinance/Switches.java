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

    /** Each with what it is by itself, and what else it may be where that is not free. */
    enum Name {
        /** Seconds by which a token's time may be off; 0 leaves it unchecked. */
        skew(600),
        /** The status of a space that nobody knows. */
        unknownSpace(403, 404),
        /** The status of what the object's state does not allow. */
        wrongState(422, 409),
        /** Whether an update keeps the version. */
        patchVersion("keep", "increment"),
        /** The status of a refund that is asked for again. */
        refundAgain(201, 200),
        /** Whether payers' addresses are given before a confirmation that is not automatic. */
        unconfirmedUrl(true),
        /** Whether the public key is told only to who has a token. */
        keyNeedsToken(false),
        /** Whether new listeners get signature and state. */
        signed(true),
        /** Whether line items and addresses are read only where expand names them. */
        collapsed(false),
        /** The last offset of a search. */
        maxOffset(10_000),
        /** The status with which the long poll of a terminal ends; 0 for none. */
        longPoll(0),
        /** How completions end. */
        completion("SUCCESSFUL", "FAILED", "PENDING"),
        /** How voids end. */
        voiding("SUCCESSFUL", "FAILED"),
        /** How refunds go on. */
        refund("SUCCESSFUL", "FAILED", "PENDING", "MANUAL_CHECK"),
        /** How stored cards and terminals end. */
        charge("SUCCESSFUL", "FAILED"),
        /** What is decided about deliveries. */
        delivery("SUITABLE", "NOT_SUITABLE", "MANUAL_CHECK_REQUIRED"),
        /** What becomes of webhooks on their way. */
        webhooks("usual", "hold", "duplicate", "lose", "forge", "unsigned");

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
