package io.guichet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Has a Guichet on its own, with the twins and an empty folder, load what a start loads, and keeps it as Java's archive of
 * shared classes. An archive fits one Java and one place of the same jars, so it is made where it will be used.
 */
@Command(name = "prepare", mixinStandardHelpOptions = true, description = "Makes starts and commands faster, once after an installation or another Java: keeps the classes that a start loads as they lie in memory.")
final class PrepareCommand implements Callable<Integer> {

    /** Where bin/guichet looks for it. */
    private static final String ARCHIVE = "GUICHET_ARCHIVE";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        try {
            return prepare();
        } catch (IOException | UncheckedIOException failed) {
            return GuichetCommand.refuse(failed, command.commandLine().getErr());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        }
    }

    private int prepare() throws IOException, InterruptedException {
        if (System.getenv(ARCHIVE) == null) {
            command.commandLine().getErr()
                    .println("guichet: prepare is for an installation: call bin/guichet prepare there");
            return ExitCode.USAGE;
        }
        Path archive = Path.of(System.getenv(ARCHIVE));
        Path folder = Files.createDirectories(archive.getParent());
        Path home = Files.createTempDirectory("guichet-prepare");
        Path made = home.resolve("classes.jsa");
        try {
            Path log = home.resolve("prepare.log");
            Process guichet = start(home, made, log);
            try {
                if (!worked(guichet, home)) {
                    command.commandLine().getErr()
                            .println("guichet: nothing was prepared, because Guichet does not start"
                                    + " here; what it said:\n" + Files.readString(log, StandardCharsets.UTF_8));
                    return ExitCode.SOFTWARE;
                }
            } finally {
                guichet.destroy();
                if (!guichet.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    guichet.destroyForcibly().waitFor();
                }
            }
            Files.copy(made, folder.resolve("new"), StandardCopyOption.REPLACE_EXISTING);
            removeOthers(folder);
            Files.move(folder.resolve("new"), archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(home);
        }
        command.commandLine().getOut().println("Prepared: " + archive + ", " + Files.size(archive) / 1_000_000 + " MB");
        return ExitCode.OK;
    }

    /** Nothing of this installation's own settings, accounts or ledger is touched. */
    private static Process start(Path home, Path archive, Path log) throws IOException {
        List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Djava.awt.headless=true",
                "-Dguichet.installation=" + System.getProperty("guichet.installation"),
                "-cp", System.getProperty("java.class.path"), "io.guichet.Guichet", "run"));
        ProcessBuilder guichet = new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = guichet.environment();
        environment.keySet().removeIf(name -> name.startsWith("GUICHET_") || name.startsWith("CAMEL_"));
        environment.put("GUICHET_HOME", home.resolve("data").toString());
        environment.put("GUICHET_CONF", home.resolve("none.properties").toString());
        List<String> ports = List.of("CAMEL_MANAGEMENT_PORT", "CAMEL_SERVER_PORT", "GUICHET_BROKER_PORT",
                "GUICHET_SANDBOX_PORT");
        List<Integer> free = freePorts(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            environment.put(ports.get(i), free.get(i).toString());
        }
        return guichet.start();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Its examples are answered: by then it has loaded what an order needs. */
    private static boolean worked(Process guichet, Path home) throws IOException, InterruptedException {
        Path out = home.resolve("data").resolve("out");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (guichet.isAlive() && System.nanoTime() - end < 0) {
            if (Files.isDirectory(out) && hasResult(out)) {
                return true;
            }
            guichet.waitFor(200, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private static boolean hasResult(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".result.json"));
        }
    }

    /** Of another Java, or of what was installed here before. */
    private static void removeOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(file -> file.getFileName().toString().endsWith(".jsa")).toList()) {
                Files.delete(old);
            }
        }
    }

    private static void remove(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
