package io.guichet.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** How often each operation of each service was called, whatever became of the call. */
public final class CallCounts {

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    public synchronized void count(String service, String operation) {
        counts.computeIfAbsent(service, any -> new TreeMap<>()).merge(operation, 1L, Long::sum);
    }

    public synchronized Map<String, Map<String, Long>> all() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((service, operations) -> copy.put(service, new TreeMap<>(operations)));
        return copy;
    }

    public synchronized void clear() {
        counts.clear();
    }
}
