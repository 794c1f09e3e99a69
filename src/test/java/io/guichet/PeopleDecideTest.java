package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.cli.Typed;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside the running process: what a person decides, it carries out. */
class PeopleDecideTest {

    private static final String TWO_STAMPS = """
            {"product":15220,"quantity":2,"format":"pdf","printZone":1}""";

    @TempDir
    private static Path home;
    private static LedgerConnection ledger;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        ledger = TestLedger.freshConnection();
        guichet = GuichetRun.start(home, ledger, Map.of(
                "guichet.reconcile.looks", "1s,2s", "guichet.webstamp.settle-time", "1h",
                "guichet.worker.lease", "10s", "guichet.webstamp.connect-timeout", "1s",
                "guichet.webstamp.receive-timeout", "2s", "guichet.worker.brake", "50"));
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
    void doubtThatAPersonResolvesAsBoughtIsCompletedWithItsDocuments() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"new_order\"}");
        beforeAPerson("PB-1");
        String booked = guichet.purchases().get(0).path("orderId").asText();

        Typed typed = type("resolve", "PB-1", "--as", "bought", "--carrier-id", booked);

        assertThat(typed.code()).as(typed.err()).isZero();
        JsonNode result = guichet.result("PB-1");
        assertThat(result.at("/result/carrierOrderId").asText()).isEqualTo(booked);
        assertThat(result.path("documents")).hasSize(2);
        assertThat(result.at("/documents/0/sha256").asText())
                .isEqualTo(guichet.purchases().get(0).at("/documents/0/sha256").asText());
        assertThat(guichet.purchases()).hasSize(1);
        assertThat(guichet.names("out")).contains("PB-1.1.pdf", "PB-1.2.pdf").doesNotContain("PB-1.waiting.json");
    }

    @Test
    void doubtThatAPersonResolvesAsNotBoughtIsBoughtUnderTheNextAttempt() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"new_order\"}");
        beforeAPerson("PN-1");

        assertThat(type("resolve", "PN-1", "--as", "not-bought").code()).isZero();

        assertThat(guichet.result("PN-1").path("attempts").asInt()).isEqualTo(2);
        assertThat(guichet.purchases()).hasSize(1);
        assertThat(guichet.purchases().get(0).path("attemptKey").asText()).endsWith("-2");
    }

    @Test
    void pausedOrderWaitsIsToldOfAndGoesOnWhenResumed() throws Exception {
        assertThat(type("pause", "--service", "webstamp", "--account", "demo", "--why", "stocktaking").code()).isZero();
        guichet.drop("paused.json", GuichetRun.order("PP-1", "stamps", "demo", TWO_STAMPS));

        JsonNode waiting = guichet.waiting("PP-1");
        assertThat(waiting.path("state").asText()).isEqualTo("HELD");
        assertThat(waiting.at("/errors/0/code").asText()).isEqualTo("GUI-4014");
        assertThat(waiting.at("/errors/0/message").asText()).contains("stocktaking");
        await().untilAsserted(() -> assertThat(guichet.names("notice")).isNotEmpty());
        assertThat(guichet.purchases()).isEmpty();

        Typed resumed = type("resume", "--service", "webstamp", "--account", "demo");

        assertThat(resumed.out()).contains("Orders that waited for it: 1");
        guichet.result("PP-1");
        assertThat(guichet.purchases()).hasSize(1);
    }

    @Test
    void orderThatIsCancelledBeforeItIsSentIsNeverBought() throws Exception {
        type("pause");
        guichet.drop("cancelled.json", GuichetRun.order("PC-1", "stamps", "demo", TWO_STAMPS));
        guichet.waiting("PC-1");

        assertThat(type("cancel", "PC-1", "--why", "not wanted").code()).isZero();
        type("resume");

        JsonNode error = guichet.error("PC-1");
        assertThat(error.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(error.at("/errors/0/code").asText()).isEqualTo("GUI-4016");
        assertThat(error.path("attempts").asInt()).isZero();
        await().untilAsserted(() -> assertThat(guichet.names("out")).doesNotContain("PC-1.waiting.json"));
        assertThat(guichet.purchases()).isEmpty();
    }

    @Test
    void nothingThatIsRetriedOrReplayedBuysAgain() throws Exception {
        guichet.drop("again.json", GuichetRun.order("PR-1", "stamps", "demo", TWO_STAMPS));
        guichet.result("PR-1");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"new_order\"}");
        beforeAPerson("PR-2");
        int booked = guichet.purchases().size();

        Typed doubt = type("retry", "--state", "IN_DOUBT", "--why", "impatient");
        Typed done = type("retry", "PR-1");
        Typed replayed = type("replay", "--service", "webstamp", "--state", "COMPLETED", "--why", "shop lost it");
        guichet.drop("next.json", GuichetRun.order("PR-3", "preview", "demo", TWO_STAMPS));
        guichet.result("PR-3");

        assertThat(booked).isEqualTo(2);
        assertThat(guichet.purchases()).as("the service's own book").hasSize(booked);
        assertThat(doubt.code()).isEqualTo(1);
        assertThat(doubt.err()).contains("PR-2", "never tried again");
        assertThat(done.err()).contains("COMPLETED is final");
        assertThat(replayed.out()).contains("PR-1 (webstamp/demo/stamps): its answer is sent again");
    }

    /** The listing does not answer until the last look is over. */
    private static void beforeAPerson(String orderId) throws Exception {
        guichet.control("faults", "{\"kind\":\"http\",\"operation\":\"get_info_receipt\",\"status\":502,\"calls\":50}");
        guichet.drop(orderId + ".json", GuichetRun.order(orderId, "stamps", "demo", TWO_STAMPS));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode orders = new ObjectMapper().readTree(type("list", "--state", "IN_DOUBT", "--json").out());
            return orders.path("orders").findValuesAsText("orderId").contains(orderId)
                    && orders.path("orders").findValue("beforePerson").asBoolean();
        });
    }

    private static Typed type(String... words) {
        return Typed.type(Map.of("guichet.home", home.toString(), "guichet.ledger.url", ledger.url(),
                "guichet.ledger.user", ledger.user(), "guichet.ledger.password", ledger.password()), words);
    }
}
