package io.guichet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.FreePorts;
import io.guichet.GuichetChild;
import io.guichet.bench.Machine.Ticks;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mvn verify -Pbench}: the same orders carried out by Guichet and by what people write instead, side by side, each run in
 * processes of its own, one contestant after the other and round again. Makes docs/benchmarks.md; nothing here fails because a
 * machine is slow.
 */
class Bench {

    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);
    private static final int PAIRS = Integer.getInteger("bench.pairs", 5);
    private static final int ORDERS = Integer.getInteger("bench.orders", 3_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 4_000);
    private static final int WORKERS = Integer.getInteger("bench.workers", 16);
    private static final int DELAY = Integer.getInteger("bench.delay", 0);
    /** Further options of Guichet's JVM, such as a flight recording. */
    private static final String OPTIONS = System.getProperty("bench.options", "");
    /** Only these, where one is looked at more closely. */
    private static final String ONLY = System.getProperty("bench.only", "");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private int number;

    @Test
    void sideBySide() throws Exception {
        Map<Contestant, List<Figures>> all = new HashMap<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            for (Contestant one : Contestant.values()) {
                if (!one.name().contains(ONLY)) {
                    continue;
                }
                Figures figures = run(one);
                LOG.info("{} {}", one, figures);
                all.computeIfAbsent(one, any -> new ArrayList<>()).add(figures);
            }
        }
        if (!ONLY.isEmpty()) {
            return;
        }
        boolean full = ORDERS >= 2_000 && PAIRS >= 5;
        new BenchPage(ORDERS, WARM_UP, WORKERS, DELAY).write(all, Path.of(full ? "docs" : "target", "benchmarks.md"));
        KeptRun now = KeptRun.of(all, ORDERS, WORKERS, DELAY);
        RegressionGuard guard = new RegressionGuard(Path.of("docs", "benchmarks.jsonl"));
        guard.compared(now).forEach(LOG::info);
        if (full) {
            guard.keep(now);
        }
    }

    private Figures run(Contestant one) throws Exception {
        Path home = Files.createDirectory(folder.resolve(one + "-" + ++number));
        Path warm = Files.write(home.resolve("warm.ndjson"), Wares.lines("W" + number + "-", WARM_UP));
        Path orders = Files.write(home.resolve("orders.ndjson"), Wares.lines("B" + number + "-", ORDERS));
        int port = FreePorts.next();
        Process twin = java(home.resolve("twin.log"), List.of(), "io.guichet.Guichet", Map.of("GUICHET_SANDBOX_PORT",
                String.valueOf(port), "GUICHET_HOME", home.resolve("twin").toString()), "sandbox");
        try {
            String address = "http://127.0.0.1:" + port;
            await().atMost(Duration.ofSeconds(60)).until(() -> isThere(address));
            if (DELAY > 0) {
                HTTP.send(HttpRequest.newBuilder(URI.create(address + "/control/faults"))
                        .POST(HttpRequest.BodyPublishers
                                .ofString("{\"kind\":\"delay-before\",\"operation\":\"new_order\","
                                        + "\"millis\":" + DELAY + ",\"calls\":100000000}"))
                        .build(), BodyHandlers.discarding());
            }
            return one == Contestant.GUICHET
                    ? guichet(home, port, warm, orders, twin.toHandle())
                    : other(one, home, address + "/webstamp/wsws/soap/v6", warm, orders, twin.toHandle());
        } finally {
            twin.destroy();
            twin.waitFor();
        }
    }

    /** As a user runs it: files in, results and documents out; settled at once, so that its pace is seen and not its patience. */
    private Figures guichet(Path home, int port, Path warm, Path orders, ProcessHandle twin) throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        Map<String, String> settings = new HashMap<>(Map.of("guichet.examples", "false", "guichet.sandbox.enabled",
                "false", "guichet.sandbox.port", String.valueOf(port), "guichet.ledger.url", ledger.url(),
                "guichet.ledger.user", ledger.user(), "guichet.ledger.password", ledger.password(),
                "guichet.webstamp.hands", String.valueOf(WORKERS), "guichet.intake.file.settle", "50ms",
                "guichet.intake.file.poll", "50ms"));
        Path data = home.resolve("data");
        try (GuichetChild guichet =
                GuichetChild.start(GuichetChild.jvm(("-Xmx512m " + OPTIONS).strip().split(" +")), data, settings)) {
            guichet.awaitOpen();
            drop(warm, data.resolve("in"));
            awaitResults(data.resolve("out"), WARM_UP);
            ProcessHandle process = guichet.process().toHandle();
            Sample before = Sample.of(process, twin);
            drop(orders, data.resolve("in"));
            awaitResults(data.resolve("out"), WARM_UP + ORDERS);
            Sample after = Sample.of(process, twin);
            return figures(before, after, after.at() - before.at(), after.process() - before.process(), null,
                    Machine.resident(process));
        }
    }

    private Figures other(Contestant one, Path home, String address, Path warm, Path orders, ProcessHandle twin)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(address, String.valueOf(WORKERS)));
        if (one.isWhole()) {
            LedgerConnection ledger = TestLedger.freshConnection();
            arguments.addAll(List.of(warm.toString(), orders.toString(), ledger.url(), ledger.user(), ledger.password(),
                    Files.createDirectory(home.resolve("out")).toString()));
        } else {
            arguments.addAll(List.of(String.valueOf(WARM_UP), String.valueOf(ORDERS)));
        }
        Path log = home.resolve("contestant.log");
        Sample before = Sample.of(ProcessHandle.current(), twin);
        Process process = java(log, List.of("-Xmx512m"), one.main(), Map.of(), arguments.toArray(String[]::new));
        process.waitFor();
        Sample after = Sample.of(ProcessHandle.current(), twin);
        String said = Files.readString(log, StandardCharsets.UTF_8);
        String line = said.lines().filter(text -> text.startsWith("{\"orders\"")).findFirst()
                .orElseThrow(() -> new IllegalStateException(one + " has said nothing: " + said));
        JsonNode figures = JSON.readTree(line);
        // The twin and the database have worked for the warm-up as well.
        return figures(before, after, figures.path("nanos").asLong(), figures.path("cpu").asLong(), figures, 0);
    }

    private static Figures figures(Sample before, Sample after, long nanos, long cpu, JsonNode said, long resident) {
        double orders = said == null ? ORDERS : ORDERS + WARM_UP;
        double whole = after.at() - before.at();
        double busy = after.machine().busy() - before.machine().busy();
        double known = after.databases() - before.databases() + after.twin() - before.twin() + (said == null
                ? cpu
                : 0);
        return new Figures(ORDERS * 1e9 / nanos, cpu / 1e3 / ORDERS,
                (after.databases() - before.databases()) / 1e3 / orders,
                (after.twin() - before.twin()) / 1e3 / orders,
                said == null ? 100 * Math.max(0, busy - known) / whole / 2 : Double.NaN,
                100.0 * (after.machine().steal() - before.machine().steal()) / whole / 2, millis(said, "p50"),
                millis(said, "p95"), millis(said, "p99"), resident,
                said == null ? 0 : said.path("allocated").asDouble() / 1024 / ORDERS);
    }

    private static double millis(JsonNode said, String name) {
        return said == null ? 0 : said.path(name).asDouble() / 1e6;
    }

    /** What had been used up at one moment. */
    private record Sample(long at, long process, long twin, long databases, Ticks machine) {

        private static Sample of(ProcessHandle process, ProcessHandle twin) throws IOException {
            return new Sample(System.nanoTime(), Machine.cpu(process), Machine.cpu(twin),
                    Machine.databases(TestLedger.directory()),
                    Machine.ticks());
        }
    }

    static void drop(Path file, Path in) throws IOException {
        Path part = in.resolve("." + file.getFileName() + ".part");
        Files.copy(file, part);
        Files.move(part, in.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Each order leaves a result and a document; that there are enough names is asked first, as it costs least. */
    static void awaitResults(Path out, int count) {
        await().atMost(Duration.ofMinutes(20)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(200))
                .until(() -> names(out).length >= 2 * count
                        && Arrays.stream(names(out)).filter(name -> name.endsWith(".result.json")).count() >= count);
        assertThat(names(out)).noneMatch(name -> name.endsWith(".error.json"));
    }

    private static String[] names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? new String[0] : names;
    }

    static Process java(Path log, List<String> options, String main, Map<String, String> environment,
            String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static boolean isThere(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address + "/control/calls")).build(),
                    BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
