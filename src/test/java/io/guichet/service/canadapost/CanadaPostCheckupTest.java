package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.guichet.doctor.Findings;
import io.guichet.doctor.Findings.Finding;
import io.guichet.doctor.Findings.State;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.sandbox.StartedTwin;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor finds at the twin, by questions that cost nothing. */
class CanadaPostCheckupTest {

    @TempDir
    private static Path folder;
    private static StartedTwin twin;

    @BeforeAll
    static void open() {
        twin = new StartedTwin(folder);
    }

    @AfterAll
    static void close() {
        twin.close();
    }

    @Test
    void goodAccountIsGoodInEverythingThatCanBeAskedFor() throws Exception {
        List<Finding> found = look(Map.of());

        assertThat(found).extracting(Finding::check, Finding::state)
                .contains(tuple("endpoint", State.GOOD),
                        tuple("key", State.GOOD),
                        tuple("customer-number", State.GOOD),
                        tuple("documents", State.GOOD),
                        tuple("card", State.SKIPPED));
        assertThat(twin.purchases()).as("nothing is bought").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"username, nobody, key, not known", "password, wrong, key, not known",
            "customer-number, 7654329, customer-number, AA00", "customer-number, 1, customer-number, AA003",
            "platform-id, 12, platform-id, AA009"})
    void oneWrongSettingIsFoundToBeTheOne(String setting, String value, String check, String words) {
        List<Finding> found = look(Map.of(setting, value));

        Finding wrong = found.stream().filter(finding -> finding.state() == State.WRONG).findFirst().orElseThrow();
        assertThat(wrong.check()).isEqualTo(check);
        assertThat(wrong.finding()).contains(words);
        assertThat(wrong.advice()).isPresent();
        assertThat(found.toString()).doesNotContain("canada-secret-2");
    }

    @ParameterizedTest
    @CsvSource({"8, AA001", "9, AA002"})
    void keyThatIsNotActiveOrOfAnotherPlatformIsSaidToBeThat(String number, String code) {
        List<Finding> found = look(Map.of("username", "canada-key-" + number, "password", "canada-secret-" + number,
                "customer-number", "765432" + number));

        assertThat(found).filteredOn(finding -> finding.state() == State.WRONG).singleElement()
                .satisfies(finding -> assertThat(finding.finding()).contains(code));
    }

    @Test
    void serviceThatIsNotThereIsNotReached() {
        List<Finding> found = look(Map.of("endpoint", "http://127.0.0.1:1/rs/soap"));

        assertThat(found).filteredOn(finding -> finding.state() == State.WRONG).singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo("endpoint"));
    }

    private static List<Finding> look(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of("username", "canada-key-2", "password", "canada-secret-2",
                "customer-number", "7654322", "platform", "sandbox"));
        settings.putAll(changes);
        Findings findings = new Findings("canadapost/office", "canadapost-doctor", new Texts(Locale.ENGLISH),
                List.of("canada-secret-2"));
        new CanadaPostCheckup().look(new Account("canadapost", "office", settings),
                key -> "http://127.0.0.1:" + twin.port() + "/canadapost/rs/soap", Clock.systemUTC(), findings);
        return findings.all();
    }
}
