package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Asks a user who is known for space, role, right and pace, and reads what was sent (postfinance 6). */
final class Gate {

    private final Switches switches;
    private final Pace pace;

    Gate(Switches switches, Pace pace) {
        this.switches = switches;
        this.pace = pace;
    }

    Space space(ApplicationUser user, String id) {
        int unknown = switches.number(Switches.Name.unknownSpace);
        Space space = Space.of(id).orElseThrow(() -> Refusal.of(unknown, "Space " + id + ": unknown"));
        if (!user.spaces().contains(space.id())) {
            throw Refusal.of(403, "Application user " + user.id() + " has no role on space " + space.id());
        }
        return space;
    }

    /** @param space null for what belongs to none */
    void pass(ApplicationUser user, Space space, Right right) {
        if (!user.rights().contains(right)) {
            throw Refusal.of(403, "Application user " + user.id() + " lacks a permission: " + right.words());
        }
        if (space != null && !pace.admits(user, space)) {
            throw Refusal.of(429, "More than " + pace.limit(space) + " requests in two minutes.");
        }
    }

    static ObjectNode body(Call call) throws IOException {
        if (call.body().length == 0) {
            return Json.MAPPER.createObjectNode();
        }
        String type = call.header("content-type").orElse("").toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        if (!List.of("POST", "PATCH").contains(call.method()) || !type.equals("application/json")) {
            throw Refusal.of(415, "Content-Type: " + type + " (expected: application/json)");
        }
        try {
            if (Json.MAPPER.readTree(call.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            // Told below, as anything else that is no object.
        }
        throw Refusal.of(400, "The body is no JSON object.");
    }
}
