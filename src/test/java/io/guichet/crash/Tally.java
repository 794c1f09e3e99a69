package io.guichet.crash;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what came from the client and what went to the twin. */
final class Tally {

    /** Of requests that broke off before anything named their operation. */
    static final String UNREAD = "";

    private final Map<String, Count> operations = new TreeMap<>();
    private final Map<String, Integer> attempts = new TreeMap<>();

    /**
     * Requests of one operation.
     *
     * @param complete   came whole from the client
     * @param incomplete began and broke off
     * @param forwarded  were passed to the twin, whole
     */
    public record Count(int complete, int incomplete, int forwarded) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count other) {
            return new Count(complete + other.complete, incomplete + other.incomplete, forwarded + other.forwarded);
        }
    }

    void complete(String operation, Optional<String> attempt) {
        add(operation, new Count(1, 0, 0), attempt);
    }

    void incomplete(String operation, Optional<String> attempt) {
        add(operation, new Count(0, 1, 0), attempt);
    }

    void forwarded(String operation) {
        add(operation, new Count(0, 0, 1), Optional.empty());
    }

    synchronized Count of(String operation) {
        return operations.getOrDefault(operation, Count.NONE);
    }

    synchronized Map<String, Integer> attempts() {
        return Map.copyOf(attempts);
    }

    private synchronized void add(String operation, Count count, Optional<String> attempt) {
        operations.merge(operation, count, Count::plus);
        attempt.ifPresent(key -> attempts.merge(key, 1, Integer::sum));
    }
}
