package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.bench.CarefulCamel;
import io.guichet.cli.Sandbox;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The route of io.guichet.bench.CarefulCamel; it waits for an answer as long as Guichet does on this stage. */
final class DuellistCamel implements Duellist {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CALL_MILLIS = "5000";

    private final Path folder;
    private final Sandbox.Running twin;
    private final FaultyProxy proxy;
    private final LedgerConnection ledger = TestLedger.freshConnection();
    private final boolean eager;
    private Process process;
    private int starts;

    /** @param eager whether the key of an order is kept before it is carried out, which is the default */
    DuellistCamel(Path folder, boolean eager) throws IOException {
        this.folder = folder;
        this.eager = eager;
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out"));
        twin = ServiceLoader.load(Sandbox.class).findFirst().orElseThrow().start(0, folder.resolve("twins"));
        proxy = new FaultyProxy(twin.port());
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    @Override
    public TwinDesk twin() {
        return new TwinDesk(twin.port());
    }

    @Override
    public void open() throws IOException {
        Path log = folder.resolve("process-" + ++starts + ".log");
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.language=en", "-Dguichet.log=plain", "-cp",
                System.getProperty("java.class.path"), CarefulCamel.class.getName(),
                Ware.STAMPS.endpoint(proxy.port()), ledger.url(), ledger.user(), ledger.password(), folder.toString(),
                CALL_MILLIS, String.valueOf(eager)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(PATIENCE).until(() -> {
            String said = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(process.isAlive()).as(said).isTrue();
            return said.contains(CarefulCamel.OPEN);
        });
    }

    @Override
    public void drop(String file, List<String> orderIds) throws IOException {
        Path part = folder.resolve("in").resolve("." + file + ".part");
        Files.writeString(part, orderIds.stream().map(Ware.STAMPS::order).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        Files.move(part, folder.resolve("in").resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        awaitKilled();
    }

    @Override
    public void awaitKilled() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("killed").isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        assertThat(process.exitValue()).isEqualTo(Stage.KILLED);
    }

    /** A file is moved away once its last order has come to its end. */
    @Override
    public void awaitRest() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(process.isAlive()).as("the route's process lives").isTrue();
            try (Stream<Path> files = Files.list(folder.resolve("in"))) {
                return files.noneMatch(Files::isRegularFile);
            }
        });
    }

    @Override
    public Path out() {
        return folder.resolve("out");
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        proxy.close();
        twin.close();
    }
}
