package io.guichet.service.scellius;

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

/** What the doctor finds at the twin, by a call that changes nothing. */
class ScelliusCheckupTest {

    private static final String PASSWORD = "testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms";

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
    void goodAccountIsGoodAndKnowsWhereItIsToldOfPayments() {
        assertThat(look(Map.of(), "https://orders.example.com")).extracting(Finding::check, Finding::state)
                .contains(tuple("endpoint", State.GOOD), tuple("password", State.GOOD), tuple("clock", State.GOOD),
                        tuple("notifications", State.NOTE));
        assertThat(look(Map.of(), "https://orders.example.com").toString())
                .contains("https://orders.example.com/notify/scellius/demo-fr");
        assertThat(look(Map.of(), "").toString()).contains("guichet.http.public-url");
    }

    @ParameterizedTest
    @CsvSource({"password, testpassword_wrong, password, INT_905", "user, 42229748, password, INT_905",
            "user, 42229746, rest, PSP_100"})
    void whatIsWrongIsSaidWithItsWayOut(String setting, String value, String check, String words) {
        Map<String, String> changed = new HashMap<>(Map.of(setting, value));
        if (value.equals("42229746")) {
            changed.put("password", "testpassword_scellius-geheim-6");
        }
        List<Finding> found = look(changed, "");

        Finding wrong = found.stream().filter(finding -> finding.state() == State.WRONG).findFirst().orElseThrow();
        assertThat(wrong.check()).isEqualTo(check);
        assertThat(wrong.finding()).contains(words);
        assertThat(wrong.advice()).isPresent();
        assertThat(found.toString()).doesNotContain("testpassword_");
    }

    @Test
    void withoutAPasswordNobodyIsCalled() {
        assertThat(look(Map.of("password", " "), "")).singleElement()
                .satisfies(
                        finding -> assertThat(finding.finding()).contains("guichet.account.scellius.demo-fr.password"));
    }

    @Test
    void placeWhereNobodyListensIsSaid() {
        assertThat(look(Map.of("endpoint", "http://127.0.0.1:1"), "")).extracting(Finding::check, Finding::state)
                .contains(tuple("endpoint", State.WRONG));
    }

    private static List<Finding> look(Map<String, String> changed, String publicUrl) {
        Map<String, String> settings = new HashMap<>(Map.of("platform", "sandbox", "user", "42229744", "password",
                PASSWORD, "endpoint", "http://127.0.0.1:" + twin.port() + "/scellius"));
        settings.putAll(changed);
        Account account = new Account("scellius", "demo-fr", settings);
        Texts texts = new Texts(Locale.ENGLISH);
        Findings findings = new Findings("scellius/demo-fr", "scellius-doctor", texts, List.of(PASSWORD));
        new ScelliusCheckup().look(account, key -> key.equals("guichet.http.public-url") ? publicUrl : "http://nowhere",
                Clock.systemUTC(), findings);
        return findings.all();
    }
}
