package io.guichet.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as a twin sees it.
 *
 * @param path    below the host, still with the twin's prefix
 * @param rawPath the same as it came, undecoded, for what is signed over it
 * @param query   raw, empty when absent
 * @param headers first value of each, names in lower case
 * @param body    empty while it has not been read
 */
public record Call(String method, String path, String rawPath, String query, Map<String, String> headers,
        byte[] body) {

    /** The header's value; the name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
