package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ops.AddedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service of docs/add-a-service.md: its own files only, and it runs beside the others. */
class AddedServiceTest {

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "camel.main.routes-include-pattern",
                "file:{{guichet.installation}}/routes/*.camel.yaml,classpath:pigeon/31-parcelpigeon.camel.yaml",
                "guichet.account.parcelpigeon.demo.api-key", "coo",
                "guichet.account.parcelpigeon.demo.platform", "sandbox"),
                system -> AddedSettings.load("pigeon/settings.properties", folder.resolve("none.properties"), system));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String parcel(String orderId, String request) {
        return "{\"orderId\":\"" + orderId
                + "\",\"service\":\"parcelpigeon\",\"operation\":\"send\",\"account\":\"demo\","
                + "\"request\":" + request + "}";
    }

    @Test
    void anOrderGoesFromFileToResultAndBuysOnce() throws Exception {
        run.drop("pigeons.json", parcel("P-1", "{\"loft\":\"Bern\",\"grams\":30,\"reference\":\"P-1\"}"));

        JsonNode result = run.result("P-1");

        assertThat(result.at("/result/flight").asText()).startsWith("PP-");
        assertThat(result.at("/result/price").asText()).isEqualTo("4.50");
        assertThat(run.purchases("P-1")).singleElement()
                .satisfies(purchase -> assertThat(purchase.path("attemptKey").asText()).matches("[a-z2-7]{13}-1"));
    }

    @Test
    void itsSchemaIsTheProductsToo() {
        run.drop("wrong.json", parcel("P-2", "{\"loft\":\"Bern\",\"grams\":0,\"colour\":\"white\"}"));

        assertThat(run.error("P-2").path("errors")).hasSize(2);
    }

    @Test
    void itsNoIsARefusalAndNothingIsBought() throws Exception {
        run.drop("heavy.json", parcel("P-3", "{\"loft\":\"Bern\",\"grams\":80,\"reference\":\"P-3\"}"));

        assertThat(run.error("P-3").path("state").asText()).isEqualTo("REFUSED");
        assertThat(run.purchases("P-3")).isEmpty();
    }

    @Test
    void anAnswerThatIsLostAfterTheBookingIsInDoubtAndNotBoughtTwice() throws Exception {
        for (String fault : List.of(
                "{\"kind\":\"http\",\"service\":\"parcelpigeon\",\"status\":503,\"when\":\"after\"}",
                "{\"kind\":\"lost-after\",\"service\":\"parcelpigeon\"}")) {
            String id = "P-4" + fault.length();
            run.control("faults", fault);
            run.drop(id + ".json", parcel(id, "{\"loft\":\"Bern\",\"grams\":30,\"reference\":\"" + id + "\"}"));

            assertThat(run.waiting(id).path("state").asText()).isEqualTo("IN_DOUBT");
            assertThat(run.purchases(id)).hasSize(1);
        }
    }
}
