package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.GuichetRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who look after the process see below /observe. */
class ObserveTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static JsonNode health(String path) throws Exception {
        return JSON.readTree(run.observe(path));
    }

    private static String state(JsonNode health, String check) {
        for (JsonNode one : health.path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return one.path("status").asText();
            }
        }
        return "missing in " + health;
    }

    @Test
    void healthNamesWhatGuichetStandsOn() throws Exception {
        JsonNode health = health("health");

        assertThat(health.path("status").asText()).as("%s", health).isEqualTo("UP");
        for (String check : List.of("ledger", "broker", "folders")) {
            assertThat(state(health, check)).as(check).isEqualTo("UP");
        }
        assertThat(health("health/live").path("status").asText()).isEqualTo("UP");
        assertThat(health("health/ready").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void readinessGoesDownWithTheFolderAndLivenessStaysUp() throws Exception {
        // Not the home itself: the broker looks after its lock there, and makes its folder anew.
        Path in = run.home().resolve("in");
        Path away = folder.resolve("away");
        Files.move(in, away);
        try {
            JsonNode ready = health("health/ready");
            assertThat(ready.path("status").asText()).isEqualTo("DOWN");
            assertThat(state(ready, "folders")).isEqualTo("DOWN");
            assertThat(state(ready, "ledger")).isEqualTo("UP");
            assertThat(health("health/live").path("status").asText()).isEqualTo("UP");
        } finally {
            Files.move(away, in);
        }
        assertThat(health("health/ready").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void metricsCountOrdersByStateAndExchangesByRoute() throws Exception {
        run.drop("one.json",
                "{\"orderId\":\"O-1\",\"service\":\"webstamp\",\"operation\":\"stamps\",\"account\":\"demo\","
                        + "\"request\":{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1}}");
        run.result("O-1");

        // A gauge that nobody holds would read NaN from the first collection on.
        System.gc();
        List<String> lines = new ArrayList<>();
        // The gauge asks the ledger at most every few seconds.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            lines.clear();
            run.observe("metrics").lines().forEach(lines::add);
            assertThat(lines).anyMatch(line -> line.matches("guichet_orders\\{.*state=\"completed\".*} 1(\\.0)?"));
        });
        assertThat(lines).anyMatch(line -> line.startsWith("guichet_orders{") && line.contains("state=\"in_doubt\""));
        assertThat(lines).anyMatch(line -> line.startsWith("camel_exchanges") && line.contains("accept-orders"));
    }
}
