package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sips while it hands over to the banks: money waits, questions do not. */
class SipsRemittanceTest {

    @Test
    void moneyIsNotMovedDuringTheRemittance(@TempDir Path home) throws Exception {
        try (GuichetRun guichet = GuichetRun.start(home, Map.of("guichet.sips.remittance", "00:00-23:59:59"))) {
            drop(guichet, "W-1", "payment", "\"amount\":\"12.50\",\"currency\":\"EUR\","
                    + "\"returnUrl\":\"https://orders.example.be/sips/return\"");
            String token = guichet.result("W-1").at("/result/redirectionData").asText();
            HttpClient.newHttpClient().send(HttpRequest
                    .newBuilder(URI.create(guichet.twinAddress() + "/sips/play/pay"))
                    .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")).build(),
                    BodyHandlers.discarding());
            guichet.file("out/W-1.event-1.json");

            drop(guichet, "W-1-C", "cancel", "\"orderId\":\"W-1\"");
            await().until(() -> standing(guichet, "W-1-C").contains("READY"));
            drop(guichet, "W-1-S", "status", "\"orderId\":\"W-1\"");

            assertThat(guichet.result("W-1-S").at("/result/state").asText()).isEqualTo("TO_CAPTURE");
            await().during(Duration.ofSeconds(1)).until(
                    () -> guichet.names("out").stream().noneMatch(name -> name.startsWith("W-1-C")));
            assertThat(new ObjectMapper().readTree(guichet.twin("/control/purchases")).toString())
                    .as("what the twin booked").doesNotContain("cancel");
        }
    }

    private static String standing(GuichetRun guichet, String orderId) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(guichet.address("/orders/" + orderId)).build(),
                BodyHandlers.ofString()).body();
    }

    private static void drop(GuichetRun guichet, String id, String operation, String request) {
        guichet.drop(id + ".json", "{\"orderId\":\"" + id + "\",\"service\":\"sips\",\"operation\":\"" + operation
                + "\",\"account\":\"demo-be\",\"request\":{" + request + "}}");
    }
}
