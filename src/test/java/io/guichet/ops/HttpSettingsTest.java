package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    private static HttpSettings settings(Map<String, String> given) {
        Properties system = new Properties();
        given.forEach(system::setProperty);
        return new HttpSettings(Settings.load("sandbox", Path.of("no", "such", "file"), Map.of(), system));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void thisMachineAloneMayOrderWithoutSayingWhoItIs(String host) {
        assertThatCode(() -> settings(Map.of("camel.server.host", host)).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no.such.host.invalid"})
    void anyOtherAddressStopsTheStart(String host) {
        assertThatThrownBy(() -> settings(Map.of("camel.server.host", host)).check())
                .isInstanceOf(SettingsException.class).hasMessageStartingWith("camel.server.host: " + host);
    }

    @Test
    void anAddressMattersOnlyWhereTheDoorIsOpenAndASecretMakesItGood() {
        assertThatCode(() -> settings(Map.of("camel.server.host", "0.0.0.0", "guichet.intake.http.enabled", "false"))
                .check()).doesNotThrowAnyException();
        assertThatCode(() -> settings(Map.of("camel.server.host", "0.0.0.0",
                "guichet.intake.http.authentication", "basic",
                "guichet.intake.http.caller.shop.token", "long-enough-as-it-is")).check()).doesNotThrowAnyException();
    }

    @Test
    void notificationsAreTakenWhereverThePortIsOpenAndMayHaveItForThemselves() {
        HttpSettings alone = settings(Map.of("guichet.intake.http.enabled", "false", "guichet.http.enabled", "true",
                "camel.server.host", "0.0.0.0"));

        assertThat(settings(Map.of()).doors()).contains("/orders", "/notify");
        assertThat(settings(Map.of("guichet.intake.http.enabled", "false")).doors()).isEmpty();
        assertThat(settings(Map.of("guichet.notify.enabled", "false")).doors()).doesNotContain("/notify");
        assertThatCode(alone::check).as("who sends them proves it").doesNotThrowAnyException();
        assertThat(alone.doors()).containsExactly("/notify");
    }

    @Test
    void aDoorAtAClosedPortStopsTheStart() {
        assertThatThrownBy(() -> settings(Map.of("guichet.http.enabled", "false")).check())
                .hasMessageStartingWith("guichet.http.enabled: false, but guichet.intake.http.enabled is true");
        assertThatThrownBy(() -> settings(Map.of("guichet.intake.http.enabled", "false",
                "guichet.notify.enabled", "true")).check())
                .hasMessageStartingWith("guichet.http.enabled: false, but guichet.notify.enabled is true");
    }

    @Test
    void onePortForOrdersAndForHealthStopsTheStart() {
        Map<String, String> same = Map.of("camel.server.port", "8888", "camel.management.port", "8888");

        assertThatThrownBy(() -> settings(same).check())
                .hasMessage("camel.server.port: 8888, as camel.management.port (expected: a port of its own)");
    }
}
