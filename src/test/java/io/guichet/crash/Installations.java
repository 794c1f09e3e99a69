package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The shipped routes, some of them changed, as an installation of its own. */
final class Installations {

    private Installations() {
    }

    /** @param changes by the name of the route's file; one that changes nothing is an error */
    static Path copy(Path installation, Map<String, UnaryOperator<String>> changes) throws IOException {
        Path routes = Files.createDirectories(installation.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path route : shipped.toList()) {
                String name = route.getFileName().toString();
                String text = Files.readString(route, StandardCharsets.UTF_8);
                String changed = changes.getOrDefault(name, UnaryOperator.identity()).apply(text);
                assertThat(changes.containsKey(name) && changed.equals(text)).as(name + " was not changed").isFalse();
                Files.writeString(routes.resolve(name), changed, StandardCharsets.UTF_8);
            }
        }
        return installation;
    }
}
