package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.TestDesk;
import io.guichet.onboarding.OnboardingPath;
import io.guichet.onboarding.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebStamp's way to production at the command line (Aide à la connexion, 2 to 5 and 7). */
class OnboardCommandTest {

    private static final String ME = "user " + System.getProperty("user.name");

    @TempDir
    private Path home;

    private final TestDesk ledger = new TestDesk();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void open() {
        settings.putAll(Map.of("guichet.home", home.toString(), "guichet.ledger.url", ledger.connection().url(),
                "guichet.ledger.user", ledger.connection().user(), "guichet.ledger.password",
                ledger.connection().password()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    // What is next

    @Test
    void newAccountBeginsWithTheFormAndTheRegistrationOnIntegration() throws Exception {
        Typed typed = onboard();

        assertThat(typed.code()).isZero();
        assertThat(states("NEXT")).containsExactly("application-id-integration", "swissid-integration");
        assertThat(typed.out()).contains("account office: 0 of 21 steps done", "00000 (five zeros)",
                "https://wsredesignint2.post.ch/", "http://www.poste.ch/webservice-webstamp",
                "guichet onboard webstamp --account office --done swissid-integration", "original size",
                "no support");
    }

    @Test
    void stepThatIsDoneStandsThereWithItsDayAndWhoSaidSo() throws Exception {
        Typed typed = onboard("--done", "swissid-integration", "--on", "2026-02-03");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("swissid-integration is noted as done on 2026-02-03");
        assertThat(step("swissid-integration").path("doneOn").asText()).isEqualTo("2026-02-03");
        assertThat(step("swissid-integration").path("who").asText()).isEqualTo(ME);
        assertThat(states("NEXT")).contains("business-account-integration").doesNotContain("swissid-integration");
        assertThat(ledger.text("select who || ': ' || what || ' ' || scope || ': ' || why from desk_audit"))
                .isEqualTo(ME + ": step done webstamp/*: swissid-integration on 2026-02-03");
    }

    @Test
    void withoutADayItWasToday() throws Exception {
        onboard("--done", "swissid-integration");

        assertThat(step("swissid-integration").path("doneOn").asText()).isEqualTo(LocalDate.now().toString());
    }

    @Test
    void stepsOfTheSoftwareAreDoneForEveryAccountThoseOfAClientForItself() throws Exception {
        onboard("--done", "tests");
        onboard("--done", "swissid-production");

        JsonNode other = new ObjectMapper()
                .readTree(type("onboard", "webstamp", "--account", "other", "--json").out());

        assertThat(state(other, "tests")).isEqualTo("DONE");
        assertThat(state(other, "swissid-production")).isEqualTo("NEXT");
    }

    @Test
    void nobodyRegistersInProductionBeforeTheTestsAndIsActivatedBeforeTheContract() throws Exception {
        assertThat(step("swissid-production").path("waitsFor")).extracting(JsonNode::asText).containsExactly("tests");
        assertThat(step("activation-production").path("waitsFor")).extracting(JsonNode::asText)
                .containsExactly("terms-production", "acceptance-record", "contract");
    }

    @Test
    void oneOfTheTwoContractsIsEnough() throws Exception {
        onboard("--done", "full-integration-contract");

        assertThat(step("integration-contract").path("state").asText()).isEqualTo("NOT_NEEDED");
        assertThat(step("activation-production").path("waitsFor")).extracting(JsonNode::asText)
                .doesNotContain("contract");
        assertThat(step("full-integration-contract").path("text").asText()).contains("third parties", "without limit");
    }

    @Test
    void stepThatIsDoneBeforeItsTurnIsNotedAndTold() throws Exception {
        Typed typed = onboard("--done", "password-production");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("It comes after application-id-production, activation-production");
        assertThat(step("password-production").path("state").asText()).isEqualTo("DONE");
    }

    @Test
    void everythingDoneIsTheEnd() {
        OnboardingPath.shipped().get("webstamp").steps().stream().map(Step::id)
                .filter(step -> !step.equals("full-integration-contract"))
                .forEach(step -> ledger.run("insert into onboarding_step (service, account, step, done_on, who)"
                        + " values ('webstamp', 'office', '" + step + "', current_date, 'test')"));

        assertThat(onboard().out()).contains("21 of 21 steps done", "Everything is done.");
    }

    @Test
    void whatWasNotedByMistakeIsTakenBackOnce() throws Exception {
        onboard("--done", "tests");

        Typed back = onboard("--not-done", "tests");
        Typed again = onboard("--not-done", "tests");

        assertThat(back.out()).contains("tests is open again");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("was not noted as done");
        assertThat(step("tests").path("state").asText()).isEqualTo("LATER");
        assertThat(ledger.count("desk_audit where what = 'step open'")).isEqualTo(1);
    }

    // Until when

    @ParameterizedTest
    @CsvSource({"business-account-production,confirmation-link-production,5,register anew",
            "business-account-integration,confirmation-link-integration,5,register anew",
            "address-production,letter-code,90,account is blocked"})
    void deadlineIsCountedFromTheDayBeforeAndSaysWhatHappensAfterwards(String from, String step, int days, String then)
            throws Exception {
        LocalDate today = LocalDate.now();
        onboard("--done", from, "--on", today.minusDays(days).toString());
        assertThat(step(step).path("until").asText()).isEqualTo(today.toString());
        assertThat(step(step).path("daysLeft").asInt()).isZero();
        assertThat(onboard().out()).contains("until " + today + " (0 days left)");

        onboard("--done", from, "--on", today.minusDays(days + 1).toString());
        assertThat(step(step).path("daysLeft").asInt()).isEqualTo(-1);
        assertThat(onboard().out()).contains("OVERDUE since " + today.minusDays(1)).contains(then);

        onboard("--done", step);
        assertThat(step(step).has("until")).isFalse();
    }

    // Letters

    @Test
    void draftOfTheFormNamesPlatformSoftwareAndWhatAPersonFillsIn() throws Exception {
        Typed typed = onboard("--draft");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("For step application-id-integration",
                "Subject: Application ID for the web service WebStamp, integration platform",
                "Platform: integration (https://wsredesignint2.post.ch/)", "Software: Guichet ", "[company, address]");
    }

    @Test
    void draftToSwissPostAsksForActivationAssortmentAndInvoiceInTheLanguageOfTheAccount() throws Exception {
        settings.putAll(Map.of("guichet.account.webstamp.office.platform", "integration",
                "guichet.account.webstamp.office.language", "fr", "guichet.account.webstamp.office.password",
                "geheim-9", "guichet.account.webstamp.office.application-id", "app-9"));
        onboard("--done", "terms-integration");

        Typed typed = onboard("--draft");
        JsonNode letter = StreamSupport.stream(json("--draft").path("drafts").spliterator(), false)
                .filter(one -> one.path("step").asText().equals("activation-integration")).findFirst().orElseThrow();

        assertThat(typed.out()).contains("Activation de notre compte utilisateur", "https://wsredesignint2.post.ch/",
                "assortiment pour clients commerciaux", "KUREPO", "webservice.webstamp@post.ch",
                "webservice.webstamp@poste.ch", "[adresse e-mail du compte]").doesNotContain("geheim-9", "app-9");
        assertThat(letter.path("emails")).extracting(JsonNode::asText)
                .containsExactly("webservice.webstamp@post.ch", "webservice.webstamp@poste.ch");
        assertThat(letter.path("body").asText()).contains("Bonjour");
    }

    @Test
    void whereNoLetterIsNeededThatIsSaid() throws Exception {
        onboard("--done", "application-id-integration");

        assertThat(onboard("--draft").out()).contains("No step that comes next needs a letter or a form.");
    }

    // Use

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "onboard webstanp --account office|webstamp",
            "onboard webstamp|--account",
            "onboard webstamp --account *|letters",
            "onboard webstamp --account office --done fly|swissid-integration",
            "onboard webstamp --account office --done tests --on 2999-01-01|future",
            "onboard webstamp --account office --done tests --on yesterday|yesterday",
            "onboard webstamp --account office --on 2026-01-01|--done",
            "onboard webstamp --account office --done tests --draft|one of them"})
    void wrongUseSaysWhatWasExpectedAndNotesNothing(String line, String said) {
        Typed typed = type(line.split(" "));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains(said);
        assertThat(ledger.count("onboarding_step")).isZero();
    }

    @Test
    void wayIsShownBeforeGuichetHasEverRun() {
        settings.keySet().removeIf(key -> key.startsWith("guichet.ledger."));

        Typed shown = onboard();
        Typed noted = onboard("--done", "tests");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("application-id-integration", "nothing is remembered");
        assertThat(noted.code()).isEqualTo(1);
        assertThat(noted.err()).contains("There is no ledger");
    }

    @Test
    void wayIsShownInTheLanguageOfTheInstallation() {
        settings.put("guichet.language", "it");

        assertThat(onboard().out()).contains("Creare una SwissID", "cinque zeri", "PROSSIMO");
    }

    // Short words

    private Typed type(String... words) {
        return Typed.type(settings, words);
    }

    private Typed onboard(String... more) {
        List<String> words = new ArrayList<>(List.of("onboard", "webstamp", "--account", "office"));
        words.addAll(List.of(more));
        return type(words.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        return new ObjectMapper().readTree(onboard(words.toArray(String[]::new)).out());
    }

    private JsonNode step(String id) throws IOException {
        return StreamSupport.stream(json().path("steps").spliterator(), false)
                .filter(step -> step.path("step").asText().equals(id)).findFirst().orElseThrow();
    }

    private List<String> states(String state) throws IOException {
        return StreamSupport.stream(json().path("steps").spliterator(), false)
                .filter(step -> step.path("state").asText().equals(state)).map(step -> step.path("step").asText())
                .toList();
    }

    private static String state(JsonNode list, String step) {
        return StreamSupport.stream(list.path("steps").spliterator(), false)
                .filter(one -> one.path("step").asText().equals(step)).findFirst().orElseThrow().path("state").asText();
    }
}
