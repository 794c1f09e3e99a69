package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSafetyTest {

    private static final String ACCOUNT = "guichet.account.webstamp.main.";

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "integration", "prod"})
    void everyProfileIsSafeAsShipped(String profile) {
        assertThat(safety(profile, Map.of()).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sandbox,SANDBOX", "integration,TEST", "prod,LIVE"})
    void profileDecidesTheMode(String profile, Mode mode) {
        assertThat(Mode.of(profile)).isEqualTo(mode);
    }

    @Test
    void unknownProfileHasNoMode() {
        assertThatThrownBy(() -> Mode.of("live")).isInstanceOf(SettingsException.class)
                .hasMessage("profile: live (expected: one of sandbox, integration, prod)");
    }

    @Test
    void productionAccountOutsideProdStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> safety("integration", Map.of(ACCOUNT + "platform", "production")).check())
                .isInstanceOf(SettingsException.class)
                .hasMessage("guichet.account.webstamp.main.platform: production costs money"
                        + " (expected: profile prod for it, this is integration)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://webstamp.post.ch/wsws/soap/v6", "https://cert.webstamp.post.ch/wsws/soap/v6",
            "https://WEBSTAMP.post.ch:443/x", "https://webstamp.post.ch./x", "https://user@webstamp.post.ch/x"
    })
    void liveAddressOutsideProdStopsTheStart(String address) {
        for (String profile : new String[]{"sandbox", "integration"}) {
            assertThat(safety(profile, Map.of(ACCOUNT + "platform", "integration", ACCOUNT + "endpoint", address))
                    .faults()).singleElement().asString()
                    .isEqualTo(ACCOUNT + "endpoint: " + address
                            + " costs money (expected: profile prod for it, this is " + profile + ")");
        }
    }

    /** Canada Post's development platform lies below the name of its production. */
    @Test
    void hostBelowALiveOneIsLiveUnlessThatOneStandsForItselfAlone() {
        String account = "guichet.account.canadapost.main.";

        assertThat(safety("integration", Map.of(account + "platform", "development")).faults()).isEmpty();
        assertThat(safety("integration", Map.of(account + "platform", "development",
                account + "endpoint", "https://soa-gw.canadapost.ca/rs/soap")).faults())
                .singleElement().asString().contains("costs money");
    }

    @Test
    void liveAddressBehindAnotherPlatformsNameStopsTheStartToo() {
        assertThat(safety("integration", Map.of(ACCOUNT + "platform", "integration",
                "guichet.webstamp.endpoint.integration", "https://webstamp.post.ch/wsws/soap/v6")).faults())
                .singleElement().asString().contains("costs money");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://127.0.0.1:8090/x", "http://localhost:8090/x", "http://127.1.2.3/x", "http://[::1]:8090/x",
            "http://LOCALHOST./x", "http://0.0.0.0:8090/x"
    })
    void twinAddressInsideProdStopsTheStart(String address) {
        assertThat(safety("prod", Map.of(ACCOUNT + "platform", "production", ACCOUNT + "endpoint", address)).faults())
                .singleElement().asString().startsWith(ACCOUNT + "endpoint: " + address + " is a local twin");
    }

    @Test
    void sandboxPlatformInsideProdStopsTheStart() {
        assertThatThrownBy(() -> safety("prod", Map.of(ACCOUNT + "platform", "sandbox")).check())
                .hasMessageStartingWith(ACCOUNT + "platform: sandbox is a local twin");
    }

    @Test
    void demoCredentialInsideProdStopsTheStartWithoutBeingPrinted() {
        assertThatThrownBy(() -> safety("prod",
                Map.of(ACCOUNT + "platform", "production", ACCOUNT + "password", "wsws-geheim-3")).check())
                .hasMessageStartingWith(ACCOUNT + "password: a demo credential").hasMessageNotContaining("geheim");
        assertThat(safety("prod", Map.of(ACCOUNT + "platform", "production", ACCOUNT + "application-id",
                "0123456789abcdef0123456789abcdef")).faults()).hasSize(1);
    }

    @Test
    void liveAccountInsideProdMayStart() {
        assertThatCode(() -> safety("prod", Map.of(ACCOUNT + "platform", "production", ACCOUNT + "password", "own",
                ACCOUNT + "user-id", "20000001")).check()).doesNotThrowAnyException();
    }

    @Test
    void accountWithoutPlatformStopsTheStart() {
        assertThat(safety("prod", Map.of(ACCOUNT + "user-id", "1")).faults()).containsExactly(
                ACCOUNT + "platform: missing (expected: one of sandbox, integration, production)");
    }

    @Test
    void twinsAndExamplesStayOutOfProd() {
        assertThat(safety("prod", Map.of("guichet.sandbox.enabled", "true", "guichet.examples", "true")).faults())
                .containsExactly("guichet.sandbox.enabled: true (expected: false in profile prod)",
                        "guichet.examples: true (expected: false in profile prod)");
    }

    private static AccountSafety safety(String profile, Map<String, String> set) {
        Properties system = new Properties();
        system.putAll(set);
        return new AccountSafety(Settings.load(profile, Path.of("no", "such", "file"), Map.of(), system));
    }
}
