package io.guichet.purchase;

import static io.guichet.purchase.Works.NOW;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.account;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final Account FREE = account(Map.of());

    private final Guard guard = new Guard(TEXTS, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void anOrderWithoutLimitsNeedsNoQuoteAndPasses() {
        assertThat(guard.needsQuote(ready().work(), FREE)).isFalse();
        assertThat(guard.judge(ready().work(), FREE, Optional.empty(), true)).isInstanceOf(Guard.Verdict.Pass.class);
    }

    @Test
    void eachLimitNeedsAQuote() {
        assertThat(guard.needsQuote(ready().atMost("1").work(), FREE)).isTrue();
        assertThat(guard.needsQuote(ready().dry().work(), FREE)).isTrue();
        for (Map<String, String> settings : List.of(Map.of("max-price", "1"), Map.of("allowed-products", "1"),
                Map.of("max-spend-per-day", "1"), Map.of("dry-run", "true"))) {
            assertThat(guard.needsQuote(ready().work(), account(settings))).as(settings.toString()).isTrue();
        }
    }

    @Test
    void aLimitThatCannotBeJudgedIsKept() {
        assertHeld(guard.judge(ready().atMost("1").work(), FREE, Optional.empty(), true), "GUI-4005");
    }

    @Test
    void whereNoPriceIsToldBeforehandTheCapsOfADayCountAfterwards() {
        assertThat(guard.judge(ready().work(), account(Map.of("max-spend-per-day", "1")), Optional.empty(), false))
                .isInstanceOf(Guard.Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource({"5.00, pass", "5.000, pass", "4.99, pass", "5.01, GUI-4001", "5.001, GUI-4001"})
    void theOrdersOwnLimitRejectsWhatIsDearer(String price, String verdict) {
        Guard.Verdict said = guard.judge(ready().atMost("5.00").work(), FREE, quote(price, "1"), true);
        if (verdict.equals("pass")) {
            assertThat(said).isInstanceOf(Guard.Verdict.Pass.class);
        } else {
            assertEnded(said, State.REJECTED, verdict, "5.00", price);
        }
    }

    @Test
    void theAccountsLimitHolds() {
        Account account = account(Map.of("max-price", "5.00"));
        assertThat(guard.judge(ready().work(), account, quote("5.00", "1"), true))
                .isInstanceOf(Guard.Verdict.Pass.class);
        assertHeld(guard.judge(ready().work(), account, quote("5.01", "1"), true), "GUI-4002");
    }

    @Test
    void aProductThatIsNotAllowedIsRejectedUnderWhicheverNumberItIsKnown() {
        Account account = account(Map.of("allowed-products", " 15220 , 38610,,"));
        assertThat(guard.judge(ready().work(), account, quote("1", "38610", "9"), true))
                .isInstanceOf(Guard.Verdict.Pass.class);
        assertEnded(guard.judge(ready().work(), account, quote("1", "8", "9"), true), State.REJECTED, "GUI-4003",
                "15220, 38610");
    }

    @Test
    void theOrdersOwnLimitComesBeforeTheAccounts() {
        assertEnded(guard.judge(ready().atMost("1").work(), account(Map.of("max-price", "1")), quote("2", "1"), true),
                State.REJECTED,
                "GUI-4001", "2");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void anOrderFailsWhenItsTimeIsOverAndNotBefore(long secondsLeft) {
        Guard.Verdict verdict =
                guard.judge(ready().until(NOW.plusSeconds(secondsLeft)).work(), FREE, Optional.empty(), true);
        if (secondsLeft < 0) {
            assertEnded(verdict, State.FAILED, "GUI-4004", "2026-11-23T21:29:59Z");
        } else {
            assertThat(verdict).isInstanceOf(Guard.Verdict.Pass.class);
        }
    }

    private static Optional<Quote> quote(String price, String... products) {
        return Optional.of(new Quote(new BigDecimal(price), "CHF", Set.of(products), List.of()));
    }

    private static void assertEnded(Guard.Verdict verdict, State state, String code, String... told) {
        assertThat(verdict).isInstanceOfSatisfying(Guard.Verdict.End.class, end -> {
            assertThat(end.state()).isEqualTo(state);
            assertThat(end.problem().code()).isEqualTo(code);
            assertThat(end.problem().message()).contains(told).doesNotContain("{");
        });
    }

    private static void assertHeld(Guard.Verdict verdict, String code) {
        assertThat(verdict).isInstanceOfSatisfying(Guard.Verdict.Hold.class, hold -> {
            assertThat(hold.problem().code()).isEqualTo(code);
            assertThat(hold.problem().message()).doesNotContain("{");
        });
    }
}
