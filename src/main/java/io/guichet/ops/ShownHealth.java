package io.guichet.ops;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What is shown in health and never makes the process unready: it delays itself only, or is for people to know. */
abstract class ShownHealth extends AbstractHealthCheck {

    ShownHealth(String id) {
        super("guichet", id);
    }

    abstract Map<String, Object> details();

    @Override
    protected final void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        details().forEach(builder::detail);
        builder.up();
    }

    @Override
    public final boolean isReadiness() {
        return false;
    }

    @Override
    public final boolean isLiveness() {
        return false;
    }
}
