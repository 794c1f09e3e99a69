package io.guichet.service.sips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemittanceTest {

    /** Paris is two hours ahead in summer, one in winter; its clocks went back at 3:00 on 25 October 2026. */
    @ParameterizedTest
    @CsvSource({"22:00-23:00, 2026-07-01T20:00:00Z, PT1H", "22:00-23:00, 2026-07-01T20:59:59Z, PT1S",
            "22:00-23:00, 2026-12-01T21:30:00Z, PT30M", "23:30-00:15, 2026-12-01T22:45:00Z, PT30M",
            "23:30-00:15, 2026-12-01T23:10:00Z, PT5M", "23:30-03:30, 2026-10-24T22:00:00Z, PT4H30M"})
    void whatMovesMoneyWaitsUntilItsEnd(String hours, Instant now, Duration left) {
        Outcome outcome = remittance(hours, now).until(work("refund"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Later.class, later -> {
            assertThat(later.delay()).isEqualTo(left);
            assertThat(later.certain()).as("nobody was called").isTrue();
            assertThat(later.problem().code()).isEqualTo("GUI-3008");
        });
    }

    @ParameterizedTest
    @CsvSource({"22:00-23:00, 2026-07-01T19:59:59Z", "22:00-23:00, 2026-07-01T21:00:00Z",
            "none, 2026-07-01T20:30:00Z", "23:30-00:15, 2026-12-01T23:15:00Z"})
    void otherHoursAreFree(String hours, Instant now) {
        assertThat(remittance(hours, now).until(work("capture"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "status", "duplicate"})
    void whatMovesNoneGoesOn(String operation) {
        assertThat(remittance("22:00-23:00", Instant.parse("2026-07-01T20:30:00Z")).until(work(operation))).isNull();
    }

    @Test
    void hoursThatAreNoneStopTheStartWithTheirKey() {
        assertThatThrownBy(() -> remittance("late", Instant.EPOCH)).hasMessageContaining("guichet.sips.remittance")
                .hasMessageContaining("22:00-23:00");
    }

    private static Remittance remittance(String hours, Instant now) {
        return new Remittance(hours, Clock.fixed(now, ZoneOffset.UTC), new Texts(Locale.ENGLISH));
    }

    private static Work work(String operation) {
        return new Work(1, 1, State.READY, new OrderIdentity("sips", "demo-be", operation, "SO-1"),
                JsonNodeFactory.instance.objectNode(), "SO-1", 1, 0, 1, Optional.empty(), Optional.empty(),
                Optional.empty(), false, Optional.empty(), Optional.empty(), Instant.EPOCH, Long.MAX_VALUE);
    }
}
