package io.guichet.ops;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each service last answered a ping. It is shown and never makes the process unready: orders are accepted while a
 * service is away.
 */
public final class ServicePulse extends ShownHealth {

    private record Beat(Instant at, String requestId) {
    }

    private final Clock clock;
    private final Map<String, Beat> beats = new ConcurrentHashMap<>();

    public ServicePulse(Clock clock) {
        super("services");
        this.clock = clock;
    }

    /** The service has answered; the request id is its own, for support cases. */
    public void heard(String service, String requestId) {
        beats.put(service, new Beat(clock.instant(), requestId));
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = new TreeMap<>();
        beats.forEach((service, beat) -> {
            details.put(service + ".answered-at", beat.at().toString());
            details.put(service + ".request-id", beat.requestId());
        });
        return details;
    }
}
