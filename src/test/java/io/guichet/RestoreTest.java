package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.TestLedger;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that knows nothing of what was bought since its backup asks before it buys (lifecycle rule 15). */
class RestoreTest {

    private static final String ORDERS = String.join("\n",
            GuichetRun.order("RS-1", "stamps", "demo", "{\"product\":15220,\"quantity\":2}"),
            GuichetRun.order("RS-2", "stamps", "demo", "{\"product\":15220,\"quantity\":1}"));

    @TempDir
    private Path home;

    @Test
    void whatIsDroppedAgainAfterARestoreIsFoundAtTheServiceAndNotBoughtAgain() throws Exception {
        JsonNode before;
        JsonNode bought;
        try (GuichetRun first = GuichetRun.start(home)) {
            first.send(ORDERS);
            before = first.message("guichet.results", "RS-1");
            first.message("guichet.results", "RS-2");
            bought = first.purchases();
        }

        try (GuichetRun restored = GuichetRun.start(home, TestLedger.freshConnection(),
                Map.of("guichet.purchase.ask-first", before.path("acceptedAt").asText()))) {
            restored.send(ORDERS);
            JsonNode after = restored.message("guichet.results", "RS-1");
            restored.message("guichet.results", "RS-2");

            assertThat(after.path("state").asText()).as("%s", after).isEqualTo("COMPLETED");
            assertThat(restored.purchases()).isEqualTo(bought);
            assertThat(after.path("result").path("carrierOrderId"))
                    .isEqualTo(before.path("result").path("carrierOrderId"));
            assertThat(after.path("documents").findValuesAsText("sha256"))
                    .isEqualTo(before.path("documents").findValuesAsText("sha256"));
        }
    }
}
