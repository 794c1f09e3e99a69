package io.guichet.ops;

import io.guichet.door.FileDoor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.RouteTemplateParameterSource;

/** The routes of the folders and servers that are set: Camel makes them of the templates in routes/ at the start. */
final class FileDoorRoutes implements RouteTemplateParameterSource {

    private final Map<String, Map<String, Object>> routes = new LinkedHashMap<>();

    FileDoorRoutes(Settings settings, List<FileDoor> doors, List<SftpServer> servers) {
        for (FileDoor door : doors) {
            // That of in/ stands in its route file.
            if (door.name().startsWith("folder.")) {
                String poll = settings.get("guichet.intake." + door.name() + ".poll");
                routes.put("take-order-file-" + door.name(), Map.of(TEMPLATE_ID, "take-order-files", "door",
                        door.name(), "folder", door.folder().orElseThrow().toString(), "poll", poll));
                read(door, poll);
            }
        }
        for (SftpServer server : servers) {
            Map<String, Object> parameters = new LinkedHashMap<>(server.parameters());
            parameters.put(TEMPLATE_ID, "take-sftp-files");
            routes.put("take-order-file-" + server.door(), parameters);
            // What lies here already need not wait until the server is looked at again.
            doors.stream().filter(door -> door.name().equals(server.door()))
                    .forEach(door -> read(door, settings.get("guichet.intake.file.poll")));
        }
    }

    private void read(FileDoor door, String poll) {
        routes.put("read-order-file-" + door.name(), Map.of(TEMPLATE_ID, "read-order-files", "door", door.name(),
                "work", door.work().toString(), "poll", poll));
    }

    @Override
    public Map<String, Object> parameters(String routeId) {
        return routes.get(routeId);
    }

    @Override
    public Set<String> routeIds() {
        return routes.keySet();
    }
}
