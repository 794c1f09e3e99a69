package io.guichet.door.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
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

    /** When a line was last written, and how many there were since. */
    private record Told(Instant at, long since) {
    }

    private final Clock clock;
    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();

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
        Instant now = clock.instant();
        Told after = told.compute(service, (same, before) -> before == null
                ? new Told(now, 0)
                : now.isBefore(before.at().plus(PAUSE)) ? new Told(before.at(), before.since() + 1) : new Told(now, 0));
        if (after.at().equals(now) && after.since() == 0) {
            LOG.warn("A notification for {} was {} ({}). Others within a minute are only counted.", service,
                    outcome.word(), why);
        }
    }
}
