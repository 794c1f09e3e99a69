package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Takes what is known of a request into an object; members that are not known are passed over (postfinance 6). */
final class Members {

    private Members() {
    }

    static ObjectNode taken(ObjectNode into, ObjectNode asked, Set<String> members) {
        members.stream().sorted().filter(asked::hasNonNull).forEach(member -> into.set(member, asked.get(member)));
        return into;
    }

    /** A change under the next version; a stale version that was sent is a conflict. */
    static ObjectNode updated(Entities entities, Kind kind, ObjectNode found, ObjectNode asked, Set<String> members) {
        if (asked.hasNonNull("version")
                && asked.path("version").longValue() != found.path("version").longValue()) {
            throw Refusal.of(409, "version: " + asked.path("version") + " (expected: " + found.path("version") + ")");
        }
        return entities.change(kind, taken(found, asked, members));
    }
}
