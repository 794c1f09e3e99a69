package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NightsTest {

    @Test
    void jobOfTheNightRunsOnTheNodeThatComesFirstAndOnAnyTheNextNight() {
        try (LedgerDatabase database = TestLedger.fresh()) {
            Nights one = new Nights(database);
            Nights other = new Nights(database);

            assertThat(one.mine("catalogue", "Europe/Zurich")).isTrue();
            assertThat(other.mine("catalogue", "Europe/Zurich")).isFalse();
            assertThat(one.mine("catalogue", "Europe/Zurich")).as("asked twice").isFalse();
            assertThat(other.mine("retention", "UTC")).as("another job").isTrue();

            database.jdbi().useHandle(h -> h.execute("update night set day = day - 1"));
            assertThat(other.mine("catalogue", "Europe/Zurich")).as("the next night").isTrue();
        }
    }
}
