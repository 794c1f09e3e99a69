package io.guichet.door.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the door lets it in: what the doorkeeper has seen, and nothing else that a sender could choose.
 *
 * @param door  of its caller, {@code http} or {@code http/NAME}
 * @param path  the places of the path, by their names
 * @param query those parameters that the resource knows
 * @param media what headers say of media
 * @param key   the Idempotency-Key
 * @param headers of a notification, by their names in small letters: its signature may need them; none otherwise
 */
public record Call(String door, Map<String, String> path, Map<String, String> query, Media media,
        Optional<String> key, Optional<Body> body, Map<String, String> headers, Stay stay) {

    /** @param noneMatch the If-None-Match header */
    public record Media(Optional<MediaType> type, Optional<String> encoding, Accepted accepted,
            Optional<String> noneMatch) {
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(small(name)));
    }

    /** Nothing that a sender chose. */
    @Override
    public String toString() {
        return "request at the door " + door;
    }

    static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
