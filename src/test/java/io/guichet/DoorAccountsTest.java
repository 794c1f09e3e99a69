package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ops.SettingsException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder may spend from favourite and private, the queue from demo, which is the default; HTTP is off. */
class DoorAccountsTest {

    private static final String STAMP = """
            {"product":15220,"quantity":1,"format":"pdf","printZone":1}""";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "guichet.intake.file.accounts", "webstamp/private, webstamp/favourite",
                "guichet.intake.queue.accounts", "webstamp/demo",
                "guichet.intake.http.enabled", "false"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String byDefault(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"service\":\"webstamp\",\"operation\":\"stamps\",\"request\":"
                + STAMP + "}";
    }

    private static void assertRefused(JsonNode error, String message) {
        assertThat(error.path("state").asText()).isEqualTo("REJECTED");
        assertThat(error.path("errors")).hasSize(1);
        assertThat(error.at("/errors/0/code").asText()).isEqualTo("GUI-1107");
        assertThat(error.at("/errors/0/field").asText()).isEqualTo("/account");
        assertThat(error.at("/errors/0/message").asText()).isEqualTo(message);
    }

    @Test
    void eachLineOfAFileStandsForItselfAndTheDefaultAccountIsHeldToTheDoorToo() {
        run.drop("mixed.ndjson", GuichetRun.order("D-1", "stamps", "favourite", STAMP) + "\n"
                + GuichetRun.order("D-2", "stamps", "terms", STAMP) + "\n" + byDefault("D-3") + "\n"
                + GuichetRun.order("D-4", "stamps", "private", STAMP) + "\n"
                + GuichetRun.order("D-5", "stamps", "nobody", STAMP) + "\n");

        run.result("D-1");
        run.result("D-4");
        assertRefused(run.error("D-2"),
                "account: \"terms\" may not be used at the file door (expected: one of favourite, private)");
        JsonNode byDefault = run.error("D-3");
        assertRefused(byDefault,
                "account: \"demo\" may not be used at the file door (expected: one of favourite, private)");
        assertThat(byDefault.at("/errors/0/advice").asText())
                .contains("webstamp/demo").contains("guichet.intake.file.accounts");
        JsonNode unknown = run.error("D-5").path("errors");
        assertThat(unknown).hasSize(1);
        assertThat(unknown.at("/0/code").asText()).isEqualTo("GUI-1062");
    }

    @Test
    void theQueueHasItsOwnList() throws Exception {
        run.send(byDefault("Q-1"));
        run.send(GuichetRun.order("Q-2", "stamps", "favourite", STAMP));

        assertThat(run.message("guichet.results", "Q-1").path("state").asText()).isEqualTo("COMPLETED");
        assertRefused(run.message("guichet.errors", "Q-2"),
                "account: \"favourite\" may not be used at the queue door (expected: one of demo)");
    }

    @Test
    void whatWasBoughtThroughOneDoorIsNotToldAtAnother() throws Exception {
        run.send(GuichetRun.order("Q-3", "stamps", "demo", STAMP));
        run.message("guichet.results", "Q-3");

        run.drop("again.json", GuichetRun.order("Q-3", "stamps", "demo", STAMP));

        assertThat(run.message("guichet.errors", "Q-3").at("/errors/0/code").asText()).isEqualTo("GUI-1107");
    }

    @Test
    void aDoorThatIsOffListensNowhere() {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), run.productPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aListThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> GuichetRun.start(folder.resolve("other"),
                Map.of("guichet.intake.queue.accounts", "webstamp/demo, favourite")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("guichet.intake.queue.accounts: favourite (expected: * or SERVICE/ACCOUNT, with commas"
                        + " between)");
    }
}
