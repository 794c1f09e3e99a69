package io.guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Person ANNA = new Person("anna", Role.OPERATOR, "x");

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
    private final Sessions sessions = new Sessions(clock, Duration.ofMinutes(30), Duration.ofHours(12));

    @Test
    void sessionEndsWhenNothingWasAskedForSoLong() {
        String id = sessions.begin(ANNA).id();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.find(id)).isPresent();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.find(id)).as("counted from the last request").isPresent();
        now = now.plus(Duration.ofMinutes(31));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void sessionEndsInAnyCase() {
        String id = sessions.begin(ANNA).id();
        for (int i = 0; i < 24; i++) {
            now = now.plus(Duration.ofMinutes(29));
            sessions.find(id);
        }
        assertThat(sessions.find(id)).isPresent();
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void signInsWithoutEndDoNotFillTheMemory() {
        String first = sessions.begin(ANNA).id();
        now = now.plusSeconds(1);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ids.add(sessions.begin(ANNA).id());
        }
        assertThat(ids).as("each its own").hasSize(200);
        assertThat(sessions.find(first)).as("the one that was not used for longest").isEmpty();
        assertThat(ids).allMatch(id -> sessions.find(id).isPresent());
    }
}
