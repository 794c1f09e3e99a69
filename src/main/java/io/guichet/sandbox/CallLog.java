package io.guichet.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each operation was called, whatever became of it, and the last calls without their content. */
public final class CallLog {

    private static final int KEPT = 500;

    private final Clock clock;
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Deque<Entry> recent = new ArrayDeque<>();

    public CallLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * One call that ended.
     *
     * @param outcome the HTTP status answered, or refused, lost, cut
     * @param faults  kinds that struck it
     */
    public record Entry(Instant time, String service, String operation, String outcome, List<Fault.Kind> faults) {
    }

    /** Counts a call when it arrives, so that one in hand is seen. */
    public synchronized void arrived(String service, String operation) {
        counts.computeIfAbsent(service, any -> new TreeMap<>()).merge(operation, 1L, Long::sum);
    }

    public synchronized void ended(String service, String operation, String outcome, List<Fault> struck) {
        if (recent.size() == KEPT) {
            recent.removeFirst();
        }
        recent.addLast(new Entry(clock.instant(), service, operation, outcome,
                struck.stream().map(Fault::kind).toList()));
    }

    public synchronized Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((service, operations) -> copy.put(service, new TreeMap<>(operations)));
        return copy;
    }

    /** The last calls, oldest first. */
    public synchronized List<Entry> recent() {
        return List.copyOf(recent);
    }

    public synchronized void clear() {
        counts.clear();
        recent.clear();
    }
}
