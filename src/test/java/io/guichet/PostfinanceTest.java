package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostFinance Checkout through the whole process, from the order's file to its answer and its payment's events, against the twin. */
class PostfinanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MONEY = "\"amount\":\"29.95\"";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        guichet = GuichetRun.start(home, Map.of("guichet.reconcile.looks", "1s,3s,10s,1h",
                "guichet.postfinance.settle-time", "2s", "guichet.worker.lease", "10s", "guichet.worker.brake", "50",
                "guichet.worker.retry-first", "200ms", "guichet.payments.asks", "4s,1h",
                "guichet.postfinance.answer-timeout", "2s", "camel.main.shutdown-timeout", "15"));
    }

    @BeforeEach
    void healthy() throws Exception {
        guichet.calm();
        for (String space : new String[]{"405", "406"}) {
            play("listen", "{\"space\":" + space + ",\"url\":\"" + guichet.address("/notify/postfinance/"
                    + (space.equals("405") ? "demo-pf" : "deferred")) + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        guichet.close();
    }

    @Test
    void payerIsLedToThePageAndTheEndIsTold() throws Exception {
        drop("P-1", "payment", "{" + MONEY + ",\"language\":\"fr-CH\",\"successUrl\":\"https://shop.example/ok\"}");

        JsonNode result = guichet.result("P-1").path("result");
        assertThat(result.path("link").asText()).startsWith(guichet.twinAddress()).contains("securityToken=");
        assertThat(result.path("state").asText()).isEqualTo("CONFIRMED");
        assertThat(result.path("amount").asText()).isEqualTo("29.95");
        assertThat(result.path("merchantReference").asText()).matches("P-1 [a-z2-7]{13}-1");

        play("pay", "{\"reference\":\"P-1\"}");

        JsonNode last = last("P-1", "FULFILL");
        assertThat(last.at("/payment/final").asBoolean()).isTrue();
        assertThat(last.at("/payment/amounts/completed").asText()).isEqualTo("29.95");
    }

    // Short words

    private static JsonNode last(String id, String state) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> guichet.names("out").stream()
                .filter(name -> name.startsWith(id + ".event-")).sorted().map(name -> guichet.file("out/" + name))
                .filter(event -> event.at("/payment/state").asText().equals(state)).findFirst().orElse(null),
                event -> event != null);
    }

    private static void drop(String id, String operation, String request) {
        drop(id, operation, "demo-pf", request);
    }

    private static void drop(String id, String operation, String account, String request) {
        guichet.drop(id + ".json", "{\"orderId\":\"" + id + "\",\"service\":\"postfinance\",\"operation\":\""
                + operation + "\",\"account\":\"" + account + "\",\"request\":" + request + "}");
    }

    private static JsonNode play(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest
                .newBuilder(URI.create(guichet.twinAddress() + "/postfinance/play/" + verb))
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
