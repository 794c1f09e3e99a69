package io.guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInsTest {

    private static final String PASSWORD = "correct-horse-battery";

    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private final Clock clock = new Clock() {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final SignIns signIns = new SignIns(
            Map.of("anna", new Person("anna", Role.OPERATOR, Passwords.encoded(PASSWORD.toCharArray()))), clock);

    @Test
    void whoGuessesWaitsLongerEachTimeAndTheOthersDoNot() {
        guess(5, "10.0.0.1");

        assertThat(signIns.of("anna", PASSWORD, "10.0.0.1").pause()).contains(Duration.ofSeconds(10));
        assertThat(signIns.of("anna", PASSWORD, "10.0.0.2").person()).as("from her own machine").isPresent();
        now = now.plusSeconds(11);
        guess(1, "10.0.0.1");
        assertThat(signIns.of("anna", PASSWORD, "10.0.0.1").pause()).contains(Duration.ofSeconds(20));
    }

    @Test
    void typingErrorsOfLongAgoAreForgotten() {
        for (int week = 0; week < 6; week++) {
            assertThat(signIns.of("anna", "wrong-horse-battery", "10.0.0.1").pause()).as("week " + week).isEmpty();
            now = now.plus(Duration.ofDays(7));
        }
        assertThat(signIns.of("anna", PASSWORD, "10.0.0.1").person()).isPresent();
    }

    @Test
    void rightPasswordOfANameThatIsNoneLetsNobodyIn() {
        assertThat(signIns.of("x".repeat(10_000), PASSWORD, "10.0.0.1").person()).isEmpty();
        assertThat(signIns.of("", PASSWORD, "10.0.0.1").person()).isEmpty();
    }

    private void guess(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(signIns.of("anna", "wrong-horse-battery", address).person()).isEmpty();
        }
    }
}
