package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.desk.Passwords;
import io.guichet.desk.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DeskSettingsTest {

    private static final String ENCODED = Passwords.encoded("correct-horse-battery".toCharArray());

    @Test
    void withoutAnybodyThereIsNoPage() {
        assertThat(desk(Map.of()).isOff()).isTrue();
        desk(Map.of()).check();
    }

    @Test
    void personIsAReaderUnlessToldOtherwise() {
        DeskSettings desk = desk(Map.of("guichet.desk.person.anna.password", ENCODED,
                "guichet.desk.person.anna.role", "operator", "guichet.desk.person.ben.password", ENCODED,
                "guichet.http.enabled", "true"));

        desk.check();
        assertThat(desk.isOff()).isFalse();
        assertThat(desk.people().get("anna").role()).isEqualTo(Role.OPERATOR);
        assertThat(desk.people().get("ben").role()).isEqualTo(Role.READER);
        assertThat(desk.people().get("ben")).hasToString("ben (READER)");
    }

    @Test
    void passwordAsItIsTypedStopsTheStartAndIsNotQuoted() {
        assertThatThrownBy(() -> desk(Map.of("guichet.desk.person.anna.password", "correct-horse-battery",
                "guichet.http.enabled", "true")).check()).isInstanceOf(SettingsException.class)
                .hasMessageContaining("guichet.desk.person.anna.password").hasMessageContaining("desk-password")
                .hasMessageNotContaining("horse");
    }

    @Test
    void personWithoutAPasswordOrAPortStopsTheStart() {
        assertThatThrownBy(() -> desk(Map.of("guichet.desk.person.anna.role", "operator")).check())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("guichet.desk.person.anna.password: absent");
        assertThatThrownBy(() -> desk(Map.of("guichet.desk.person.anna.password", ENCODED, "guichet.http.enabled",
                "false")).check()).isInstanceOf(SettingsException.class).hasMessageContaining("guichet.http.enabled");
    }

    private static DeskSettings desk(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return new DeskSettings(Settings.load("prod", Path.of("none.properties"), Map.of(), properties));
    }
}
