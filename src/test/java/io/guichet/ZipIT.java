package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as an operator unpacks it, with its own database and broker. */
class ZipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;
    private static Path installation;

    @BeforeAll
    static void unpack() throws IOException {
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(Path.of(System.getProperty("guichet.zip"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                assertThat(target.startsWith(folder)).as(entry.getName()).isTrue();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        try (Stream<Path> tops = Files.list(folder)) {
            installation =
                    tops.filter(path -> path.getFileName().toString().startsWith("guichet-")).findFirst().orElseThrow();
        }
        // Java's own unpacking forgets it; unzip and tar do not.
        assertThat(installation.resolve("bin").resolve("guichet").toFile().setExecutable(true)).isTrue();
    }

    /** What README.md says is in out/ after the first start. */
    private static List<String> promised() throws IOException {
        String readme = Files.readString(installation.resolve("README.md"));
        String list = readme.substring(readme.indexOf("data/out/\n") + "data/out/\n".length());
        return list.substring(0, list.indexOf("```")).lines().sorted().toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted()
                    .toList();
        }
    }

    private static String guichet() {
        return installation.resolve("bin").resolve("guichet").toString();
    }

    @Test
    void runTakesTheExamplesAndStopsWhenItIsTold() throws Exception {
        Path home = folder.resolve("data");
        try (GuichetChild guichet = GuichetChild.start(List.of(guichet(), "run"), home, Map.of())) {
            guichet.awaitOpen();
            List<String> promised = promised();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(home.resolve("out"))).isEqualTo(promised));

            JsonNode result = new ObjectMapper().readTree(home.resolve("out").resolve("SO-10017.result.json").toFile());
            assertThat(result.at("/result/price").asText()).isEqualTo("2.40");
            assertThat(Files.readAllBytes(home.resolve("out").resolve("SO-10017.1.pdf")))
                    .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
            assertThat(guichet.observe("health")).contains("\"status\"").contains("UP");
            assertThat(guichet.output()).as("no secret, no address, no body").doesNotContain("wsws-geheim", "Muster",
                    "Lausanne",
                    "0123456789abcdef0123456789abcdef", "%PDF");
            assertThat(guichet.stop()).as("143 is what a JVM says after SIGTERM").isIn(0, 143);
            assertThat(guichet.output()).contains("Guichet is closed");
            assertThat(home.resolve("ledger").resolve("data").resolve("postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void sandboxRunsTheTwinsAlone() throws Exception {
        try (GuichetChild twins =
                GuichetChild.start(List.of(guichet(), "sandbox"), folder.resolve("twins"), Map.of())) {
            await().atMost(PATIENCE).until(() -> twins.output().contains("Twins: http://127.0.0.1:"));
        }
    }

    @Test
    void whatIsPreparedOnceIsTakenByEveryCommand() throws Exception {
        assertThat(said(0, "prepare")).contains("Prepared: " + installation.toRealPath().resolve("classes"));
        Path log = folder.resolve("loaded.txt");
        ProcessBuilder version = new ProcessBuilder(guichet(), "--version").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        version.environment().put("GUICHET_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertThat(version.start().waitFor()).isZero();
        assertThat(Files.readString(log))
                .containsPattern("io\\.guichet\\.cli\\.GuichetCommand source: shared objects file");
        try (Stream<Path> kept = Files.list(installation.resolve("classes"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void schemaPrintsWhatAnOrderMaySay() throws Exception {
        assertThat(said(0, "schema", "webstamp", "stamps")).contains("\"printZone\"").contains("2020-12");
        assertThat(said(2, "schema", "webstamp", "fly")).contains("stamps");
        assertThat(said(0, "schema", "--xsd")).contains("name=\"webstamp.stamps\"");
    }

    @Test
    void wrongUseSaysSoWithExitCodeTwo() throws Exception {
        assertThat(said(2, "fly")).contains("fly");
        assertThat(said(2, "run", "--profile", "moon")).contains("moon").contains("sandbox");
    }

    private static String said(int exit, String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(guichet()), Stream.of(arguments)).toList())
                .redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(text).isEqualTo(exit);
            return text;
        }
    }
}
