package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation that speaks German, with an account each that speaks Italian and French. */
class LanguagesTest {

    private static final String STAMP = """
            {"product":15220,"quantity":1,"format":"pdf","printZone":1}""";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "guichet.language", "de",
                "guichet.account.webstamp.private.language", "it",
                "guichet.account.webstamp.private.max-price", "0.50",
                "guichet.account.webstamp.terms.language", "fr"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static void drop(String orderId, String account, String request) {
        run.drop(orderId + ".json", GuichetRun.order(orderId, "stamps", account, request));
    }

    private static void assertSaid(JsonNode answer, String code, String message, String advice) {
        JsonNode error = answer.at("/errors/0");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isEqualTo(message);
        assertThat(error.path("advice").asText()).startsWith(advice);
    }

    @Test
    void whatIsWrongWithAnOrderIsSaidInTheLanguageOfItsAccount() {
        String wrong = "{\"product\":15220,\"quantity\":1,\"format\":\"jpg\"}";
        drop("DE-1", "demo", wrong);
        drop("IT-1", "private", wrong);
        drop("FR-1", "terms", wrong);

        assertSaid(run.error("DE-1"), "GUI-1320", "format: «jpg» (erwartet: pdf, png, gif, bmp, zpl, csv)",
                "WebStamp v6 erzeugt kein JPG");
        assertSaid(run.error("IT-1"), "GUI-1320", "format: «jpg» (atteso: pdf, png, gif, bmp, zpl, csv)",
                "WebStamp v6 non produce JPG");
        assertSaid(run.error("FR-1"), "GUI-1320",
                "format : «\u202fjpg\u202f» (attendu : pdf, png, gif, bmp, zpl, csv)",
                "WebStamp v6 ne produit pas de JPG");
    }

    @Test
    void whatConcernsNoAccountIsSaidInTheInstallationsLanguage() throws Exception {
        drop("NOBODY-1", "nobody", STAMP);
        run.drop("broken.json", "{");

        assertThat(run.error("NOBODY-1").at("/errors/0/message").asText())
                .startsWith("account: «nobody» (erwartet bei webstamp: ");
        await().atMost(Duration.ofSeconds(30)).until(() -> run.names("error").contains("broken.json.error.json"));
        assertThat(run.file("error/" + LocalDate.now(ZoneOffset.UTC) + "/broken.json.error.json")
                .at("/errors/0/advice").asText()).isEqualTo(
                        "Berichtigen Sie die Stelle und senden Sie die Datei erneut.");
    }

    @Test
    void anOrderThatWaitsAndTheNoticeOfItSpeakTheLanguageOfTheAccount() throws Exception {
        drop("IT-2", "private", STAMP);

        JsonNode waiting = run.waiting("IT-2");
        assertThat(waiting.at("/errors/0/message").asText()).startsWith("prezzo: ").contains("atteso: al massimo 0.50");
        assertThat(run.message("guichet.errors", "IT-2").at("/errors/0/advice").asText())
                .isEqualTo("L’ordine attende. Aumentate max-price del conto, oppure ritirate l’ordine.");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(run.names("notice").stream()
                .filter(name -> name.startsWith("notice-"))
                .map(name -> run.file("notice/" + name).path("text").asText()))
                .anyMatch(text -> text.startsWith("Gli ordini del conto private di webstamp attendono: prezzo: ")));
    }

    @Test
    void theServiceIsAskedForTheSameLanguageAndItsWordsStayAsTheyAre() throws Exception {
        drop("FR-2", "terms", "{\"product\":15220,\"quantity\":1,\"printZone\":1,\"discountCode\":\"NO-SUCH-CODE\"}");
        drop("DE-2", "demo", "{\"product\":15220,\"quantity\":1,\"printZone\":1,\"discountCode\":\"NO-SUCH-CODE\"}");

        JsonNode french = run.error("FR-2").at("/errors/0");
        assertThat(french.path("message").asText())
                .isEqualTo("le service a refusé le code de rabais : " + french.at("/service/text").asText());
        JsonNode german = run.error("DE-2").at("/errors/0");
        assertThat(german.path("message").asText())
                .isEqualTo("der Dienst hat den Rabattcode abgelehnt: " + german.at("/service/text").asText());
        assertThat(german.at("/service/code").asText()).isEqualTo(french.at("/service/code").asText());
        assertThat(german.at("/service/text").asText()).as("the twin spoke in the account's language")
                .isNotEqualTo(french.at("/service/text").asText());
    }
}
