package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call that was let in.
 *
 * @param space null for what belongs to no space
 * @param parts of the path, by the names of the template
 * @param body  empty where there was none
 */
record Request(ApplicationUser user, Space space, Map<String, String> parts, Map<String, List<String>> query,
        ObjectNode body) {

    /** @throws Refusal 404 where it is no number */
    long id() {
        try {
            return Long.parseLong(parts.get("id"));
        } catch (NumberFormatException noNumber) {
            throw Refusal.of(404, "id: " + parts.get("id") + " (expected: a number)");
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** @throws Refusal 400 where it is absent */
    String needed(String name) {
        return query(name).filter(value -> !value.isEmpty())
                .orElseThrow(() -> Refusal.of(400, name + ": missing in the query"));
    }

    /** @throws Refusal 400 where it is outside */
    int number(String name, int usual, int least, int most) {
        String text = query(name).orElse(Integer.toString(usual));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw Refusal.of(400, name + ": " + text + " (expected: " + least + ".." + most + ")");
    }

    static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), any -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
