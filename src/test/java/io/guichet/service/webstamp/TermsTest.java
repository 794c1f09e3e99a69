package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** webstamp 3.8: terms that are not confirmed in time block the account, so they are told louder as time runs out. */
class TermsTest {

    private static final Instant DEADLINE = Instant.parse("2026-12-31T22:59:59Z");

    @ParameterizedTest
    @CsvSource({"30,''", "14.1,''", "14,'Terms to confirm within 14 days: '", "8,'Terms to confirm within 8 days: '",
            "6.5,'Terms to confirm within 6 days: '", "3,'URGENT, only 3 full days left'",
            "0.5,'URGENT, only 0 full days left'", "-0.1,'OVERDUE, the deadline has passed'"})
    void rule38TextGrowsLouderAsTheDeadlineComesNear(double days, String beginning) {
        Notice terms = told(days);

        assertThat(terms.kind()).isEqualTo("terms");
        assertThat(terms.text()).startsWith(beginning).contains("terms of use pending");
        assertThat(terms.url()).contains("https://webstamp.post.ch/confirm/9001");
        assertThat(terms.confirmUntil()).contains(DEADLINE);
    }

    /** The notice channel tells one key once: asked every day, people hear of it six times. */
    @Test
    void rule38EachStepIsToldOnce() {
        List<String> keys = IntStream.rangeClosed(-5, 40).mapToObj(day -> told(35 - day - 0.5))
                .map(notice -> notice.onceKey().orElseThrow()).distinct().toList();

        assertThat(keys).hasSize(6);
        assertThat(keys.subList(1, 6)).extracting(key -> key.substring(key.lastIndexOf('/') + 1))
                .containsExactly("14", "7", "3", "1", "overdue");
    }

    @Test
    void rule38StepsAreASetting() {
        var messages = new ServiceMessages(" 2 ", at(1));

        assertThat(messages.read(Samples.answer(WebStampExample.named("2.14b-new_order-answer")).getMessages(),
                new Texts(Locale.ENGLISH)).get(0).onceKey().orElseThrow()).endsWith("/2");
        assertThat(new ServiceMessages("", at(1)).read(
                Samples.answer(WebStampExample.named("2.14b-new_order-answer")).getMessages(),
                new Texts(Locale.ENGLISH)).get(0).text()).doesNotContain("days");
    }

    private static Notice told(double days) {
        return WebstampServices.messages(at(days)).read(
                Samples.answer(WebStampExample.named("2.14b-new_order-answer")).getMessages(),
                new Texts(Locale.ENGLISH)).get(0);
    }

    private static Clock at(double daysBefore) {
        return Clock.fixed(DEADLINE.minus(Duration.ofSeconds(Math.round(daysBefore * 86_400))), ZoneOffset.UTC);
    }
}
