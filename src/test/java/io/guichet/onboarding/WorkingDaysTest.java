package io.guichet.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Belgian and Swiss working days, over weekends, fixed and moving holidays and the turn of a year. */
class WorkingDaysTest {

    @ParameterizedTest
    @CsvSource({"2024, 2024-03-31", "2025, 2025-04-20", "2026, 2026-04-05", "2027, 2027-03-28", "2038, 2038-04-25"})
    void easterIsWhereItIs(int year, LocalDate day) {
        assertThat(WorkingDays.easter(year)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
            "2026-11-26, 3, 2026-12-01", "2026-11-27, 6, 2026-12-07", "2026-12-24, 3, 2026-12-30",
            "2026-12-30, 3, 2027-01-05", "2026-04-03, 3, 2026-04-09", "2026-05-13, 3, 2026-05-19",
            "2026-05-22, 6, 2026-06-02", "2026-07-20, 3, 2026-07-24", "2026-11-10, 3, 2026-11-16",
    })
    void soManyWorkingDaysLater(LocalDate from, int days, LocalDate until) {
        assertThat(WorkingDays.BE.after(from, days)).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-13, 1, 2026-05-15", "2026-12-24, 2, 2026-12-29", "2025-07-31, 2, 2025-08-05",
            "2026-11-27, 10, 2026-12-11", "2026-04-02, 1, 2026-04-03"})
    void swissOnesKnowTheHolidaysOfEveryCanton(LocalDate from, int days, LocalDate until) {
        assertThat(WorkingDays.CH.after(from, days)).isEqualTo(until);
    }

    @Test
    void planOfPostfinanceIsOnlineWithinTwoAndItsCardWithinTen() {
        OnboardingPath path = OnboardingPath.shipped().get("postfinance");
        assertThat(Checklist.of(path, List.of(), LocalDate.parse("2026-11-26")).next())
                .extracting(item -> item.step().id()).containsExactly("flex", "all-in-one");
        Checklist signed = Checklist.of(path, List.of(done("flex"), done("space"), done("contracts"),
                done("registration")), LocalDate.parse("2026-11-27"));
        assertThat(signed.item("online").due().orElseThrow().until()).isEqualTo("2026-11-30");
        assertThat(signed.item("postfinance-card").due().orElseThrow().until()).isEqualTo("2026-12-10");
        assertThat(signed.next()).extracting(item -> item.step().id()).contains("user", "online", "terminal");
        assertThat(path.step("activation-code").orElseThrow().text().in(Locale.ENGLISH))
                .contains("at least one acceptance partner is active");
    }

    @Test
    void allInOneAndShopsWithoutATerminalComeToTheirEnd() {
        OnboardingPath path = OnboardingPath.shipped().get("postfinance");
        List<String> common = List.of("space", "user", "tests", "webhooks", "registration", "online", "live");
        for (List<String> choice : List.of(List.of("all-in-one"),
                List.of("flex", "no-terminal", "contracts", "postfinance-card"))) {
            List<DoneStep> all = Stream.concat(choice.stream(), common.stream()).map(WorkingDaysTest::done).toList();
            Checklist list = Checklist.of(path, all, LocalDate.parse("2026-11-27"));
            assertThat(list.items()).filteredOn(Checklist.Item::isOpen).isEmpty();
            assertThat(list.neededCount()).isEqualTo(list.doneCount()).isEqualTo(all.size());
        }
    }

    @Test
    void stepsOfTheDocumentHaveTheirDeadlines() {
        OnboardingPath path = OnboardingPath.shipped().get("sips");
        Checklist sent = Checklist.of(path, List.of(done("file"), done("tests"), done("order-form")),
                LocalDate.parse("2026-11-27"));
        assertThat(sent.next()).extracting(item -> item.step().id()).containsExactly("agreement", "prevalidation");
        assertThat(sent.item("prevalidation").due().orElseThrow().until()).isEqualTo("2026-12-01");
        Checklist signed = Checklist.of(path, List.of(done("file"), done("tests"), done("order-form"),
                done("prevalidation"), done("signed-form")), LocalDate.parse("2026-11-27"));
        assertThat(signed.item("production-info").due().orElseThrow().until()).isEqualTo("2026-12-04");
        assertThat(path.drafts().get("order-form").subject().in(Locale.FRENCH))
                .startsWith("BOSA M1036 - Bon de commande \u2013 [");
    }

    private static DoneStep done(String step) {
        return new DoneStep(step, LocalDate.parse("2026-11-26"), "test", Instant.EPOCH);
    }
}
