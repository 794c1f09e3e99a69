package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.TestDesk;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The federal payment service's plan of steps at the command line (Plan des étapes, M1036). */
class SipsOnboardingTest {

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

    @Test
    void bothLotsStandThereWithWhoAndToWhom() throws Exception {
        String shown = onboard().out();
        assertThat(shown).contains("Lot 1", "Lots 1 and 2", "Lot 2", "services.fedict.belgium.be");
        assertThat(states("NEXT")).containsExactly("file");
        done("file", "2026-04-01");
        assertThat(onboard().out()).contains("supportsips-benelux@worldline.com");
    }

    @Test
    void agreementIsSentInParallelWithTheOrderForm() throws Exception {
        done("file", "2026-04-01");
        done("tests", "2026-04-20");
        assertThat(states("NEXT")).containsExactly("order-form", "agreement");
        done("order-form", "2026-04-30");
        assertThat(states("NEXT")).containsExactly("agreement", "prevalidation");
    }

    @Test
    void threeAndSixWorkingDaysLeaveOutBelgianHolidays() throws Exception {
        toOrderForm();
        done("order-form", "2026-04-30");
        assertThat(step("prevalidation").path("until").asText()).as("Labour Day and a weekend lie between")
                .isEqualTo("2026-05-06");
        done("prevalidation", "2026-05-05");
        done("signed-form", "2026-07-16");
        assertThat(step("production-info").path("until").asText()).as("the National Day lies between")
                .isEqualTo("2026-07-27");
        assertThat(onboard().out()).contains("OVERDUE since 2026-07-27. Ask Worldline");
    }

    @Test
    void orderFormIsWrittenAsAMailThatNobodyHasSentYet() throws Exception {
        toOrderForm();

        String said = onboard("--draft").out();

        Path file = home.resolve("onboarding/sips-federal-order-form.eml");
        assertThat(said).contains("To attach: The order form", "In copy: SPF BOSA", file.toString());
        MimeMessage mail = read(file);
        assertThat(mail.getSubject()).isEqualTo("BOSA M1036 - Bon de commande – [projet]/[client]");
        assertThat(mail.getRecipients(RecipientType.TO))
                .containsExactly(new InternetAddress("ecom-belgium@atosworldline.com"));
        assertThat(mail.getHeader("X-Unsent")).containsExactly("1");
        assertThat((String) mail.getContent()).startsWith("Bonjour,").contains("lot 1 (plateforme Sips)",
                "[nom, e-mail, téléphone]");
        assertThat(mail.getMessageID()).as("it would name this machine").isNull();
    }

    @Test
    void identityCardIsAFileOfItsOwnThatIsNeverAskedFor() throws Exception {
        toOrderForm();
        done("order-form", "2026-04-30");
        done("prevalidation", "2026-05-05");

        JsonNode letter = StreamSupport.stream(json("--draft").path("drafts").spliterator(), false)
                .filter(draft -> draft.path("step").asText().equals("signed-form")).findFirst().orElseThrow();

        assertThat(letter.path("attachments")).extracting(JsonNode::asText).containsExactly(
                "The scan of the form, signed by the mandated person",
                "In a file of its own: the copy of the identity card");
        assertThat(read(Path.of(letter.path("file").asText())).isMimeType("text/plain")).as("nothing is attached")
                .isTrue();
        try (Stream<Path> written = Files.list(home.resolve("onboarding"))) {
            assertThat(written).as("the agreement has no address to write to").hasSize(1);
        }
    }

    @Test
    void goingLiveNeedsPreflightAndAgreement() throws Exception {
        toOrderForm();
        done("order-form", "2026-04-30");
        done("prevalidation", "2026-05-05");
        done("signed-form", "2026-05-06");
        done("production-info", "2026-05-12");
        done("preflight", "2026-05-12");
        assertThat(states("LATER")).containsExactly("live");
        done("agreement", "2026-05-12");
        assertThat(states("NEXT")).containsExactly("live");
    }

    private void toOrderForm() {
        done("file", "2026-04-01");
        done("tests", "2026-04-20");
    }

    private void done(String step, String day) {
        assertThat(onboard("--done", step, "--on", day).code()).isZero();
    }

    private static MimeMessage read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private Typed onboard(String... more) {
        List<String> words = new ArrayList<>(List.of("onboard", "sips", "--account", "federal"));
        words.addAll(List.of(more));
        return Typed.type(settings, words.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        return new ObjectMapper().readTree(onboard(words.toArray(String[]::new)).out());
    }

    private JsonNode step(String id) throws Exception {
        return StreamSupport.stream(json().path("steps").spliterator(), false)
                .filter(step -> step.path("step").asText().equals(id)).findFirst().orElseThrow();
    }

    private List<String> states(String state) throws Exception {
        return StreamSupport.stream(json().path("steps").spliterator(), false)
                .filter(step -> step.path("state").asText().equals(state)).map(step -> step.path("step").asText())
                .toList();
    }
}
