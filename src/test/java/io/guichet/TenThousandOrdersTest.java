package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.cli.Sandbox;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file with ten thousand orders, in a process with a small heap; the twin keeps its book outside it. */
class TenThousandOrdersTest {

    private static final Logger LOG = LoggerFactory.getLogger(TenThousandOrdersTest.class);
    private static final int MANY = 10_000;
    private static final Pattern FULL_COLLECTION =
            Pattern.compile("\\[gc.*Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");
    private static final int HEAP_MB = 256;

    /** Less than what nine thousand orders weigh, were each to leave two kilobytes behind. */
    private static final int FLAT_MB = 18;

    @TempDir
    Path folder;

    @Test
    void areEachBoughtOnceAndAnsweredOnceWhileTheHeapStaysFlat() throws Exception {
        Path home = folder.resolve("data");
        LedgerConnection ledger = TestLedger.freshConnection();
        Sandbox twins = ServiceLoader.load(Sandbox.class).findFirst().orElseThrow();
        try (Sandbox.Running running = twins.start(0, folder.resolve("twins"));
                GuichetChild guichet = GuichetChild.start(GuichetChild.jvm("-Xmx" + HEAP_MB + "m", "-Xlog:gc"), home,
                        Map.of("guichet.examples", "false",
                                "guichet.sandbox.enabled", "false",
                                "guichet.sandbox.port", String.valueOf(running.port()),
                                "guichet.ledger.url", ledger.url(),
                                "guichet.ledger.user", ledger.user(),
                                "guichet.ledger.password", ledger.password()))) {
            guichet.awaitOpen();
            drop(home);

            awaitResults(guichet, home, MANY / 10);
            guichet.collect();
            awaitResults(guichet, home, MANY);
            guichet.collect();

            assertThat(results(home)).isEqualTo(MANY);
            assertThat(Files.exists(home.resolve("out").resolve("T-1.error.json"))).isFalse();
            Set<String> booked = new HashSet<>();
            JsonNode book = book(running.port());
            book.forEach(entry -> booked.add(entry.path("reference").asText()));
            assertThat(book).as("bookings").hasSize(MANY);
            assertThat(booked).as("orders that were booked").hasSize(MANY);
            List<Integer> live = FULL_COLLECTION.matcher(guichet.output()).results()
                    .map(m -> Integer.valueOf(m.group(1))).toList();
            assertThat(live).hasSize(2);
            LOG.info("{} orders with -Xmx{}m: {} MB live after the first {}, {} MB after all", MANY, HEAP_MB,
                    live.get(0),
                    MANY / 10, live.get(1));
            assertThat(live.get(1)).as("MB live after all, beside %s after a tenth", live.get(0))
                    .isLessThan(live.get(0) + FLAT_MB);
        }
    }

    private static void awaitResults(GuichetChild guichet, Path home, int count) {
        await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            assertThat(guichet.isAlive()).as(guichet.output()).isTrue();
            return results(home) >= count;
        });
    }

    private static void drop(Path home) throws IOException {
        Path part = home.resolve("in").resolve(".many.ndjson.part");
        try (BufferedWriter file = Files.newBufferedWriter(part)) {
            for (int i = 1; i <= MANY; i++) {
                file.write(GuichetRun.order("T-" + i, "stamps", "demo",
                        "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"T-" + i
                                + "\"}"));
                file.newLine();
            }
        }
        Files.move(part, home.resolve("in").resolve("many.ndjson"));
    }

    private static long results(Path home) throws IOException {
        try (Stream<Path> out = Files.list(home.resolve("out"))) {
            return out.filter(path -> path.getFileName().toString().matches("T-\\d+\\.result\\.json")).count();
        }
    }

    private static JsonNode book(int port) throws Exception {
        String all = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/purchases")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(all);
    }
}
