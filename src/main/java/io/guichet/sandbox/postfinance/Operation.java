package io.guichet.sandbox.postfinance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of API v2.0 (postfinance 2.1).
 *
 * @param template path below {@code /api/v2.0}, with its variable parts in braces
 * @param space    whether it belongs to a space
 */
record Operation(String method, String template, Produces produces, int success, Right right, boolean space,
        Work work) {

    /** What it answers with, and so what the caller has to accept. */
    enum Produces {
        JSON("application/json"), TEXT("text/plain"), CSV("text/csv"), NOTHING("");

        private final String mediaType;

        Produces(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** Does it; the answer is a tree, a text or, for an operation without content, nothing. */
    @FunctionalInterface
    interface Work {
        Object done(Request request);
    }

    /** As faults and the log name it. */
    String name() {
        return method + " " + template;
    }

    /** The variable parts, where the path is that of this operation. */
    Optional<Map<String, String>> parts(String rawPath) {
        String[] pattern = template.split("/", -1);
        String[] path = rawPath.split("/", -1);
        if (pattern.length != path.length) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (pattern[i].startsWith("{")) {
                parts.put(pattern[i].substring(1, pattern[i].length() - 1),
                        Request.decoded(path[i].replace("+", "%2B")));
            } else if (!pattern[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
