package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/**
 * What of the service is not known, and may be otherwise than the twin does by itself (scellius 3.3.7, 7).
 *
 * @param unauthorized the HTTP status of wrong keys, 200 or 401
 * @param restart      an update begins the fifteen minutes anew
 * @param oldTokens    a token that an update has replaced still leads to its form
 * @param paid         the code of an update after the payment
 * @param hold         notifications are kept back until they are released
 */
record Switches(int unauthorized, boolean restart, boolean oldTokens, String paid, boolean hold) {

    static final Switches USUAL = new Switches(200, false, true, "INT_903", false);

    private static final Set<String> NAMES = Set.of("unauthorized", "restart", "oldTokens", "paid", "hold");

    /** These, with what somebody wants otherwise. */
    Switches with(JsonNode asked) {
        for (Iterator<String> names = asked.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        name + " (expected: one of unauthorized, restart, oldTokens, paid, hold)");
            }
        }
        int status = asked.path("unauthorized").asInt(unauthorized);
        if (status != 200 && status != 401) {
            throw new IllegalArgumentException("unauthorized: " + status + " (expected: 200 or 401)");
        }
        return new Switches(status, asked.path("restart").asBoolean(restart),
                asked.path("oldTokens").asBoolean(oldTokens), asked.path("paid").asText(paid),
                asked.path("hold").asBoolean(hold));
    }
}
