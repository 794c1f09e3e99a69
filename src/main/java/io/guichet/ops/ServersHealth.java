package io.guichet.ops;

import io.guichet.door.RemoteStandings;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * How the servers stand that files are fetched from. It is shown and never makes the process unready: a server that is down
 * delays itself only.
 */
public final class ServersHealth extends AbstractHealthCheck {

    private final RemoteStandings servers;

    public ServersHealth(RemoteStandings servers) {
        super("guichet", "servers");
        this.servers = servers;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        servers.now().forEach(builder::detail);
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
