package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import io.guichet.ops.AddedSettings;
import io.guichet.ops.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process whose layers would send one purchase twice does not start (docs/lifecycle.md, rule 3). */
class SelfTestTest {

    private static final String PIGEON = "classpath:pigeon/31-parcelpigeon.camel.yaml";

    @TempDir
    Path folder;

    @Test
    void processThatSendsOneRequestPerAttemptStartsAndItsSelfTestLeavesNoTrace() throws Exception {
        try (GuichetRun run = GuichetRun.start(folder.resolve("data"))) {
            assertThat(run.purchases()).isEmpty();
            assertThat(run.observe("metrics")).contains("camel_exchanges_failed_total")
                    .doesNotContain("failed=\"true\"")
                    .doesNotContainPattern("camel_exchanges_failed_total\\{[^}]*} [1-9]")
                    .doesNotContainPattern("selftest[^}]*} [1-9]");
            run.drop("one.json", GuichetRun.order("ONE-1", "stamps", "demo", """
                    {"product":15220,"quantity":1,"format":"pdf","printZone":1}"""));
            run.result("ONE-1");
            assertThat(run.observe("metrics")).as("metrics go on after the self-test").containsPattern(
                    "camel_exchanges_succeeded_total\\{[^}]*routeId=\"webstamp-new-order\"[^}]*} 1");
        }
    }

    /** With these the JDK's own clients repeat a POST whose answer fails to come, or whose kept connection was closed. */
    @ParameterizedTest
    @CsvSource({"-Dorg.apache.cxf.transport.http.forceURLConnection=true,-Dsun.net.http.retryPost=true",
            "-Djdk.httpclient.enableAllMethodRetry=true,-Dany=thing"})
    void noOptionOfTheJvmMakesTwoRequestsOfACall(String transport, String repeating) throws Exception {
        try (GuichetChild child = child(transport, repeating)) {
            child.awaitOpen();

            assertThat(child.output()).doesNotContain("\tat ").doesNotContain("WARN").doesNotContain("ERROR");
        }
    }

    @ParameterizedTest
    @CsvSource({"camel.component.http.automatic-retries-disabled,false,503",
            "camel.component.http.follow-redirects,true,307"})
    void addedServiceWhoseClientRepeatsOrFollowsDoesNotStart(String setting, String value, String answer) {
        assertThatThrownBy(() -> pigeon(PIGEON, Map.of(setting, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("GUI-3101: parcelpigeon: one purchase became")
                .hasMessageContaining("answered " + answer);
    }

    @Test
    void addedServiceWithoutItsSelfTestDoesNotStart() {
        assertThatThrownBy(() -> changedPigeon("name: parcelpigeon-selftest", "name: parcelpigeon-forgotten"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("GUI-3102: parcelpigeon: ").hasMessageContaining("direct:parcelpigeon-selftest");
    }

    @Test
    void addedServiceWhoseCallGoesElsewhereDoesNotStart() {
        assertThatThrownBy(() -> changedPigeon("${variable.address}", "http://127.0.0.1:1"))
                .isInstanceOf(SettingsException.class).hasMessageContaining("GUI-3102: parcelpigeon: ");
    }

    private void changedPigeon(String part, String other) throws Exception {
        String routes = new String(getClass().getResourceAsStream("/pigeon/31-parcelpigeon.camel.yaml").readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(routes).contains(part);
        Path changed = Files.writeString(folder.resolve("31-parcelpigeon.camel.yaml"), routes.replace(part, other));
        pigeon("file:" + changed, Map.of());
    }

    private GuichetChild child(String... options) throws IOException {
        LedgerConnection ledger = TestLedger.freshConnection();
        Path home = folder.resolve("data");
        Files.createDirectories(home.resolve("in"));
        Files.writeString(home.resolve("in/waiting.json"), "{}");
        return GuichetChild.start(GuichetChild.jvm(options), home, Map.of("guichet.ledger.url", ledger.url(),
                "guichet.ledger.user", ledger.user(), "guichet.ledger.password", ledger.password(),
                "guichet.log", "plain"));
    }

    private void pigeon(String routes, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "camel.main.routes-include-pattern", "file:{{guichet.installation}}/routes/*.camel.yaml," + routes,
                "guichet.account.parcelpigeon.demo.api-key", "coo",
                "guichet.account.parcelpigeon.demo.platform", "sandbox"));
        settings.putAll(more);
        GuichetRun.start(folder.resolve("data"), settings,
                system -> AddedSettings.load("pigeon/settings.properties", folder.resolve("none.properties"), system))
                .close();
    }
}
