package io.guichet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.cli.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twins share no code with what they judge. */
class StandsApartTest {

    @Test
    void theTwinsAreFoundByServiceLoader(@TempDir Path directory) throws IOException {
        List<Sandbox> found = ServiceLoader.load(Sandbox.class).stream().map(ServiceLoader.Provider::get).toList();

        assertThat(found).hasExactlyElementsOfTypes(Twins.class);
        try (Sandbox.Running running = found.get(0).start(0, directory)) {
            assertThat(running.port()).isPositive();
        }
    }

    @Test
    void theSandboxImportsNothingOfTheProductAndNoCamel() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/guichet/sandbox"))) {
            List<String> imports = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(StandsApartTest::lines).filter(line -> line.startsWith("import ")).toList();
            assertThat(imports).isNotEmpty();
            assertThat(imports).filteredOn(line -> line.contains("io.guichet."))
                    .allMatch(line -> line.contains("io.guichet.sandbox.") || line.contains("io.guichet.cli.Sandbox;"));
            assertThat(imports).noneMatch(line -> line.contains("org.apache.camel") || line.contains("apache.cxf"));
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
