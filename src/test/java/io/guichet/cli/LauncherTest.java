package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs bin/guichet as it lies in an installation, with a Java that only says how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    Path folder;

    private Path launcher;

    private record Said(int code, List<String> lines) {
    }

    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("the installation/bin"));
        launcher = Files.copy(Path.of("bin", "guichet"), bin.resolve("guichet"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void installationIsFoundFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("guichet"), launcher);
        String installation = launcher.getParent().getParent().toRealPath().toString();

        Said said = run(link, java("17"), Map.of(), "submit", "two words.json");

        assertThat(said.code()).isZero();
        assertThat(said.lines()).contains("-Dguichet.installation=" + installation, installation + "/lib/*")
                .containsSubsequence("io.guichet.Guichet", "submit", "two words.json");
    }

    @Test
    void operatorsJavaOptionsComeAfterOurs() throws Exception {
        List<String> lines = run(launcher, java("21"), Map.of("GUICHET_JAVA_OPTS", "-Xmx2g -Dx=y"), "run").lines();

        assertThat(lines).containsSubsequence("-Xmx1g", "-XX:+ExitOnOutOfMemoryError", "-Djdk.serialFilter=!*",
                "-Xmx2g",
                "-Dx=y", "io.guichet.Guichet", "run");
    }

    @Test
    void whatWasPreparedIsTakenForThisJavaAndTheseJarsOnly() throws Exception {
        Path lib = Files.createDirectories(launcher.resolve("../../lib").normalize());
        Files.writeString(lib.resolve("guichet.jar"), "one");
        Path prepared = Path.of(archive(java("17")));
        Files.createDirectories(prepared.getParent());
        Files.writeString(prepared, "classes");

        assertThat(run(launcher, java("17"), Map.of(), "run").lines()).contains("-XX:SharedArchiveFile=" + prepared);
        assertThat(run(launcher, java("21"), Map.of(), "run").lines()).noneMatch(line -> line.contains("Shared"));
        Files.writeString(lib.resolve("guichet.jar"), "another one");
        assertThat(run(launcher, java("17"), Map.of(), "run").lines()).noneMatch(line -> line.contains("Shared"));
    }

    /** Where the launcher has guichet prepare put it. */
    private String archive(Path java) throws IOException, InterruptedException {
        return run(launcher, java, Map.of(), "archive").lines().stream().filter(line -> line.startsWith("archive "))
                .findFirst().orElseThrow().substring("archive ".length());
    }

    @Test
    void oldOrMissingJavaIsNamed() throws Exception {
        Said old = run(launcher, java("11"), Map.of());
        Said veryOld = run(launcher, java("1.8"), Map.of());
        Said missing = run(launcher, folder.resolve("nowhere"), Map.of());

        assertThat(old.code()).isEqualTo(2);
        assertThat(old.lines()).singleElement().asString().endsWith("is Java 11 (expected: Java 17 or newer)");
        assertThat(veryOld.code()).isEqualTo(2);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.lines()).containsExactly("guichet: JAVA_HOME: " + folder.resolve("nowhere")
                + " has no bin/java (expected: Java 17 or newer)");
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("java-" + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java,
                """
                        #!/bin/sh
                        case $1 in
                            -XshowSettings*) printf '    java.specification.version = %1$s\\n    java.vm.version = %1$s\\n' >&2 ;;
                            *) printf '%%s\\n' "$@" "archive $GUICHET_ARCHIVE" ;;
                        esac
                        """
                        .formatted(version),
                StandardCharsets.UTF_8);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private Said run(Path command, Path javaHome, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.toString()).directory(Path.of("/").toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text.lines().toList());
    }
}
