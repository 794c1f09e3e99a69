package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.guichet.doctor.Findings;
import io.guichet.doctor.Findings.Finding;
import io.guichet.doctor.Findings.State;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.sandbox.StartedTwin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
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

/** What the doctor finds at the twin, by questions that change nothing. */
class PostfinanceCheckupTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

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
    void goodSpaceIsGood() {
        assertThat(look(Map.of("terminal", "20004051"))).extracting(Finding::check, Finding::state)
                .contains(tuple("endpoint", State.GOOD), tuple("clock", State.GOOD), tuple("user", State.GOOD),
                        tuple("space", State.GOOD), tuple("rights", State.GOOD), tuple("terminal", State.GOOD))
                .doesNotContain(tuple("rights", State.NOTE));
    }

    @ParameterizedTest
    @CsvSource({"key, d3Jvbmc=, user, 401", "user, 999, user, 401", "space, 999, space, 999",
            "terminal, 20009999, terminal, 20009999"})
    void oneWrongSettingIsFoundToBeTheOne(String setting, String value, String check, String words) {
        List<Finding> found = look(Map.of(setting, value));

        assertThat(found).filteredOn(finding -> finding.state() == State.WRONG).singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.check()).isEqualTo(check);
                    assertThat(wrong.finding()).contains(words);
                    assertThat(wrong.advice()).isPresent();
                });
        assertThat(found.toString()).doesNotContain(KEY, "d3Jvbmc=");
    }

    @ParameterizedTest
    @CsvSource({"514, 20004051, GET /payment/terminals", "516, , ''"})
    void missingRightIsNamedWithUserSpaceAndOperation(String user, String terminal, String operation) {
        Map<String, String> changed = new HashMap<>(Map.of("user", user, "key", Base64.getEncoder()
                .encodeToString(("postfinance-sandbox-secret-" + user).getBytes(StandardCharsets.UTF_8))));
        if (terminal != null) {
            changed.put("terminal", terminal);
        }

        assertThat(look(changed)).filteredOn(finding -> finding.state() == State.WRONG).isNotEmpty()
                .allSatisfy(wrong -> assertThat(wrong.finding()).contains(user, "405", operation));
    }

    @Test
    void whoSeesNoRefundsIsToldWithoutBeingWrong() {
        assertThat(look(Map.of("user", "515", "key", Base64.getEncoder()
                .encodeToString("postfinance-sandbox-secret-515".getBytes(StandardCharsets.UTF_8)))))
                .anySatisfy(finding -> assertThat(finding.finding()).contains("515", "refund"))
                .noneMatch(finding -> finding.state() == State.WRONG);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "20, false", "100, true"})
    void requestsOfASpaceThatCountsThem(String ours, boolean told) {
        Map<String, String> changed = new HashMap<>(Map.of("space", "409"));
        if (!ours.isEmpty()) {
            changed.put("requests-per-two-minutes", ours);
        }

        assertThat(look(changed).stream().anyMatch(finding -> finding.check().equals("requests"))).isEqualTo(told);
    }

    @Test
    void wrongClockIsToldBesideItsConsequence() {
        assertThat(look(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofHours(3))))
                .filteredOn(finding -> finding.state() != State.GOOD).extracting(Finding::check)
                .contains("clock", "user");
    }

    @Test
    void hostThatIsNotReachedIsNamed() {
        assertThat(look(Map.of("endpoint", "http://127.0.0.1:1/postfinance")))
                .filteredOn(finding -> finding.state() == State.WRONG).singleElement()
                .satisfies(wrong -> assertThat(wrong.finding()).contains("127.0.0.1:1"));
    }

    @Test
    void keyThatIsNoneIsASettingAndNoCall() {
        assertThat(look(Map.of("key", "not base64!"))).singleElement().satisfies(finding -> assertThat(
                finding.finding()).contains("guichet.account.postfinance.demo-pf.key").doesNotContain("not base64"));
    }

    @Test
    void withoutAKeyNobodyIsCalled() {
        assertThat(look(Map.of("key", " "))).singleElement()
                .satisfies(
                        finding -> assertThat(finding.finding()).contains("guichet.account.postfinance.demo-pf.key"));
    }

    private static List<Finding> look(Map<String, String> changed) {
        return look(changed, Clock.systemUTC());
    }

    private static List<Finding> look(Map<String, String> changed, Clock clock) {
        Map<String, String> settings = new HashMap<>(Map.of("platform", "sandbox", "space", "405", "user", "512",
                "key", KEY, "endpoint", "http://127.0.0.1:" + twin.port() + "/postfinance"));
        settings.putAll(changed);
        Findings findings = new Findings("postfinance/demo-pf", "postfinance-doctor", new Texts(Locale.ENGLISH),
                List.of(KEY));
        new PostfinanceCheckup().look(new Account("postfinance", "demo-pf", settings), key -> "http://nowhere", clock,
                findings);
        return findings.all();
    }
}
