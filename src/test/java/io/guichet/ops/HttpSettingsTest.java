package io.guichet.ops;

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
}
