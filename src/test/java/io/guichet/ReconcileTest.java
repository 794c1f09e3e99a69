package io.guichet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the whole process: an unknown outcome is asked for, never repeated (webstamp 4.6, lifecycle rule 9). */
class ReconcileTest {

    private static final String TWO_STAMPS = """
            {"product":15220,"quantity":2,"format":"pdf","printZone":1}""";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        guichet = GuichetRun.start(home, Map.of(
                "guichet.reconcile.looks", "1s,3s,10s,1h", "guichet.webstamp.settle-time", "2s",
                "guichet.worker.lease", "10s", "guichet.webstamp.connect-timeout", "1s",
                "guichet.webstamp.receive-timeout", "2s", "guichet.worker.brake", "50",
                "guichet.worker.hold-retry", "2s"));
    }

    @BeforeEach
    void healthy() throws Exception {
        guichet.control("reset", "{}");
    }

    @AfterAll
    static void stop() {
        guichet.close();
    }

    @Test
    void lostAnswerAfterBookingIsFoundAgainAndNotBoughtTwice() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"new_order\"}");
        guichet.drop("lost.json", GuichetRun.order("LA-1", "stamps", "demo", TWO_STAMPS));

        JsonNode waiting = guichet.waiting("LA-1");
        JsonNode result = guichet.result("LA-1");

        assertThat(waiting.path("state").asText()).isEqualTo("IN_DOUBT");
        assertThat(result.path("attempts").asInt()).isEqualTo(1);
        assertThat(guichet.purchases()).hasSize(1);
        JsonNode booked = guichet.purchases().get(0);
        assertThat(result.path("result").path("carrierOrderId").asText()).isEqualTo(booked.path("orderId").asText());
        assertThat(result.path("documents")).hasSize(2);
        assertThat(result.path("documents").get(0).path("sha256").asText())
                .isEqualTo(booked.path("documents").get(0).path("sha256").asText());
        assertThat(guichet.names("out")).contains("LA-1.1.pdf", "LA-1.2.pdf").doesNotContain("LA-1.waiting.json");
    }

    @Test
    void callThatWasNeverBookedIsBoughtUnderTheNextAttemptOnceTheListingHasSettled() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"new_order\"}");
        guichet.drop("before.json", GuichetRun.order("LB-1", "stamps", "demo", TWO_STAMPS));

        assertThat(guichet.waiting("LB-1").path("state").asText()).isEqualTo("IN_DOUBT");
        JsonNode result = guichet.result("LB-1");

        assertThat(result.path("attempts").asInt()).isEqualTo(2);
        assertThat(guichet.purchases()).hasSize(1);
        assertThat(guichet.purchases().get(0).path("attemptKey").asText()).endsWith("-2");
    }

    @Test
    void doorThatSaysNoAfterTheBookingBuysNothingTwice() throws Exception {
        guichet.control("faults",
                "{\"kind\":\"http\",\"status\":410,\"when\":\"after\",\"operation\":\"new_order\"}");
        guichet.drop("gone.json", GuichetRun.order("LG-1", "stamps", "demo", TWO_STAMPS));

        assertThat(guichet.waiting("LG-1").path("state").asText()).isEqualTo("HELD");
        JsonNode result = guichet.result("LG-1");

        assertThat(guichet.purchases()).hasSize(1);
        assertThat(result.path("result").path("carrierOrderId").asText())
                .isEqualTo(guichet.purchases().get(0).path("orderId").asText());
    }

    @Test
    void bookingThatIsListedLateButWithinTheSettleTimeIsFoundAndNotBoughtTwice() throws Exception {
        guichet.control("faults", "[{\"kind\":\"lost-after\",\"operation\":\"new_order\"},"
                + "{\"kind\":\"late-listing\",\"duration\":\"PT1.5S\"}]");
        guichet.drop("late.json", GuichetRun.order("LL-1", "stamps", "demo", TWO_STAMPS));

        JsonNode result = guichet.result("LL-1");

        assertThat(result.path("attempts").asInt()).isEqualTo(1);
        assertThat(guichet.purchases()).hasSize(1);
    }

    @Test
    void bookingThatIsListedLaterThanTheSettleTimeIsToldAndPausesItsAccount() throws Exception {
        guichet.control("faults", "[{\"kind\":\"lost-after\",\"operation\":\"new_order\"},"
                + "{\"kind\":\"late-listing\",\"duration\":\"PT6S\"}]");
        guichet.drop("liar.json", GuichetRun.order("LI-1", "stamps", "favourite", TWO_STAMPS));

        guichet.result("LI-1");
        assertThat(guichet.purchases()).as("this is the limit: the service lists later than its settle time")
                .hasSize(2);
        await().atMost(40, SECONDS).until(() -> guichet.names("notice").stream()
                .filter(name -> name.startsWith("notice-"))
                .anyMatch(name -> guichet.file("notice/" + name).path("kind").asText().equals("late-booking")));

        guichet.drop("next.json", GuichetRun.order("LI-2", "stamps", "favourite", TWO_STAMPS));
        assertThat(guichet.waiting("LI-2").path("errors").get(0).path("code").asText()).isEqualTo("GUI-4014");
    }

    @Test
    void whereTheLookFailsToFindItTheNextAttemptAsksBeforeItBuys() throws Exception {
        guichet.control("faults", "[{\"kind\":\"http\",\"status\":410,\"when\":\"after\",\"operation\":\"new_order\"},"
                + "{\"kind\":\"http\",\"status\":502,\"operation\":\"get_info_receipt\"}]");
        guichet.drop("gone.json", GuichetRun.order("LG-2", "stamps", "demo", TWO_STAMPS));

        guichet.result("LG-2");

        assertThat(guichet.purchases()).hasSize(1);
    }
}
