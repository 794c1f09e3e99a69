package io.guichet.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of two things that a service has said of a payment counts, whatever came first; and when it is asked. */
class PaymentStateTest {

    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final PaymentState OPEN = PaymentState.of("P", "OPEN", false);
    private static final PaymentState PAID = PaymentState.of("P", "PAID", true);
    private static final PaymentState FAILED = PaymentState.of("P", "FAILED", true);

    @Test
    void aFinalStateIsNotReplacedByOneThatIsNotWhereTheServiceSaysNoMore() {
        assertThat(OPEN.isOlderThan(PAID)).isTrue();
        assertThat(PAID.isOlderThan(OPEN)).isFalse();
        assertThat(PAID.isOlderThan(FAILED)).as("both are ends: the last word counts").isFalse();
    }

    @Test
    void aTimeOfTheServiceDecides() {
        assertThat(PAID.withTime(NINE).isOlderThan(OPEN.withTime(TEN))).isTrue();
        assertThat(OPEN.withTime(TEN).isOlderThan(PAID.withTime(NINE))).as("not even a final one stays").isFalse();
        assertThat(OPEN.withTime(TEN).isOlderThan(PAID.withTime(TEN))).as("the same moment: the final one").isTrue();
        assertThat(OPEN.withTime(TEN).isOlderThan(PAID)).as("one time alone says nothing").isTrue();
    }

    @Test
    void aRankOfTheServiceGoesBeforeItsTime() {
        assertThat(PAID.withRank(7).withTime(NINE).isOlderThan(FAILED.withRank(2).withTime(TEN))).isFalse();
        assertThat(FAILED.withRank(2).withTime(TEN).isOlderThan(PAID.withRank(7).withTime(NINE))).isTrue();
        assertThat(OPEN.withRank(2).withTime(NINE).isOlderThan(FAILED.withRank(2).withTime(TEN))).isTrue();
    }

    @Test
    void onlyWhatBothSayCanDiffer() {
        PaymentState some = OPEN.withAmounts("CHF", Map.of("refunded", new BigDecimal("1.5")));

        assertThat(some.differsFrom(OPEN)).isFalse();
        assertThat(OPEN.differsFrom(some)).isFalse();
        assertThat(OPEN.withAmounts("CHF", Map.of("refunded", new BigDecimal("1.50"))).differsFrom(some)).isFalse();
        assertThat(OPEN.withAmounts("CHF", Map.of("refunded", new BigDecimal("2.50"))).differsFrom(some)).isTrue();
        assertThat(PAID.differsFrom(OPEN)).isTrue();
        assertThat(PAID.completedBy(some.withRank(3)).amounts()).isEqualTo(some.amounts());
        assertThat(PAID.completedBy(some.withRank(3)).rank()).contains(3L);
    }

    @Test
    void aPaymentIsAskedForAtItsTimesThenDailyAndAtLastNoMore() {
        Following following = new Following(List.of(Duration.ofMinutes(2), Duration.ofHours(1)), Duration.ofDays(3));

        assertThat(following.nextAsk(Duration.ZERO)).contains(Duration.ofMinutes(2));
        assertThat(following.nextAsk(Duration.ofMinutes(2))).contains(Duration.ofMinutes(58));
        assertThat(following.nextAsk(Duration.ofHours(1))).contains(Duration.ofDays(1));
        assertThat(following.nextAsk(Duration.ofHours(60))).as("once more at its end").contains(Duration.ofHours(12));
        assertThat(following.nextAsk(Duration.ofDays(3))).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> new Following(List.of(), Duration.ofDays(1)))
                .hasMessageStartingWith("guichet.payments.asks: []");
    }
}
