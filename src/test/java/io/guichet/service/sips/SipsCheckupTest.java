package io.guichet.service.sips;

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

/** What the doctor finds at the twin, by a question that changes nothing. */
class SipsCheckupTest {

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
    void goodShopIsGood() {
        assertThat(look(Map.of())).extracting(Finding::check, Finding::state).contains(tuple("endpoint", State.GOOD),
                tuple("merchant-id", State.GOOD), tuple("key", State.GOOD));
    }

    @ParameterizedTest
    @CsvSource({"merchant-id, 002001000000009, merchant-id, 03", "key, wrong, key, 34", "key-version, 2, key, 34"})
    void oneWrongSettingIsFoundToBeTheOne(String setting, String value, String check, String words) {
        List<Finding> found = look(Map.of(setting, value));

        Finding wrong = found.stream().filter(finding -> finding.state() == State.WRONG).findFirst().orElseThrow();
        assertThat(wrong.check()).isEqualTo(check);
        assertThat(wrong.finding()).contains(words);
        assertThat(wrong.advice()).isPresent();
        assertThat(found.toString()).doesNotContain("_KEY1");
    }

    @Test
    void hostThatIsNotReachedIsNamed() {
        List<Finding> found = look(Map.of("endpoint", "http://127.0.0.1:1/sips"));

        assertThat(found).filteredOn(finding -> finding.state() == State.WRONG).extracting(Finding::finding)
                .as("where payments begin, and where they are asked for").hasSize(2)
                .anyMatch(text -> text.contains("paymentInit")).anyMatch(text -> text.contains("getTransactionData"));
    }

    @Test
    void withoutAKeyNobodyIsCalled() {
        assertThat(look(Map.of("key", " "))).singleElement()
                .satisfies(finding -> assertThat(finding.finding()).contains("guichet.account.sips.demo-be.key"));
    }

    private static List<Finding> look(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of("platform", "sandbox", "merchant-id", "002001000000001",
                "key",
                "002001000000001_KEY1", "key-version", "1", "endpoint", "http://127.0.0.1:" + twin.port() + "/sips"));
        settings.putAll(changed);
        Findings findings = new Findings("sips/demo-be", "sips-doctor", new Texts(Locale.ENGLISH),
                List.of("002001000000001_KEY1"));
        new SipsCheckup().look(new Account("sips", "demo-be", settings), key -> "http://nowhere", Clock.systemUTC(),
                findings);
        return findings.all();
    }
}
