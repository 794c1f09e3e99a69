package io.guichet.ops;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * When each service last answered a ping. It is shown and never makes the process unready: orders are accepted while a
 * service is away.
 */
public final class ServicePulse extends AbstractHealthCheck {

    private record Beat(Instant at, String requestId) {
    }

    private final Clock clock;
    private final Map<String, Beat> beats = new ConcurrentHashMap<>();

    public ServicePulse(Clock clock) {
        super("guichet", "services");
        this.clock = clock;
    }

    /** The service has answered; the request id is its own, for support cases. */
    public void heard(String service, String requestId) {
        beats.put(service, new Beat(clock.instant(), requestId));
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        beats.forEach((service, beat) -> {
            builder.detail(service + ".answered-at", beat.at().toString());
            builder.detail(service + ".request-id", beat.requestId());
        });
        builder.up();
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
