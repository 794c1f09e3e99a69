package io.guichet.door.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code guichet_notifications_total{service="…",outcome="…"}}: what became of notifications at the door. Anybody may send any
 * number of forged ones, so the log has a line a minute at most, without their content.
 */
public final class NotificationCounts {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationCounts.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Sent to an address that is none; it may name anything, so its service is not counted by name. */
    static final String NO_SERVICE = "none";

    enum Outcome {
        ACCEPTED, REPEATED, FORGED, MALFORMED, UNDECIDED, UNKNOWN, FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Kind(String service, Outcome outcome) {
    }

    /** When a line was last written, and how many were turned away since without one. */
    private record Told(Instant at, long others) {
    }

    private static final Told NEVER = new Told(Instant.EPOCH, 0);

    private final Clock clock;
    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Kind, Told> told = new HashMap<>();

    public NotificationCounts(Clock clock) {
        this.clock = clock;
    }

    /** @param services those that notifications come from */
    public void register(MeterRegistry registry, Collection<String> services) {
        services.forEach(service -> {
            for (Outcome outcome : Outcome.values()) {
                if (outcome != Outcome.UNKNOWN) {
                    register(registry, new Kind(service, outcome));
                }
            }
        });
        register(registry, new Kind(NO_SERVICE, Outcome.UNKNOWN));
    }

    private void register(MeterRegistry registry, Kind kind) {
        FunctionCounter.builder("guichet.notifications", adder(kind), LongAdder::doubleValue)
                .description("Notifications of payment services by what became of them")
                .tag("service", kind.service()).tag("outcome", kind.outcome().word()).register(registry);
    }

    private LongAdder adder(Kind kind) {
        return counts.computeIfAbsent(kind, some -> new LongAdder());
    }

    void count(String service, Outcome outcome) {
        adder(new Kind(service, outcome)).increment();
    }

    /** @param why a code or the kind of an error */
    void turnedAway(String service, Outcome outcome, String why) {
        count(service, outcome);
        othersBefore(new Kind(service, outcome)).ifPresent(others -> LOG.warn(
                "A notification for {} was {} ({}), and {} others since the last such line",
                service,
                outcome.word(), why, others));
    }

    /** Empty where it is too soon for another line. */
    private synchronized Optional<Long> othersBefore(Kind kind) {
        Instant now = clock.instant();
        Told before = told.getOrDefault(kind, NEVER);
        boolean soon = now.isBefore(before.at().plus(PAUSE));
        told.put(kind, soon ? new Told(before.at(), before.others() + 1) : new Told(now, 0));
        return soon ? Optional.empty() : Optional.of(before.others());
    }
}
