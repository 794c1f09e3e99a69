package io.guichet.ops;

import io.guichet.door.RemoteStandings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the servers stand that files are fetched from. It is shown and never makes the process unready: a server that is down
 * delays itself only.
 */
public final class ServersHealth extends ShownHealth {

    private final RemoteStandings servers;

    public ServersHealth(RemoteStandings servers) {
        super("servers");
        this.servers = servers;
    }

    @Override
    Map<String, Object> details() {
        return new LinkedHashMap<>(servers.now());
    }
}
