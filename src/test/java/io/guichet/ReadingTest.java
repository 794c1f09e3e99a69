package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with texts that nobody can print, read leniently by one process and strictly by the next on the same ledger. */
class ReadingTest {

    private static final String ADDRESSES =
            """
                    {"product":15220,"format":"pdf","printZone":2,"recipients":[
                      {"firstName":"Anne\u200B","lastName":"M\u00FCller","street":"Route de la Vieille-Poste-du-Haut, Annexe 12b",
                       "zip":"1003","city":"Lausanne\\u0007"}]}"""
                    .replace("\n", "");

    @TempDir
    Path folder;

    private GuichetRun start(LedgerConnection ledger, String reading) throws Exception {
        return GuichetRun.start(folder.resolve("data"), ledger, Map.of("guichet.intake.reading", reading,
                "guichet.account.webstamp.demo.language", "de", "guichet.account.webstamp.private.language", "fr",
                "guichet.account.webstamp.private.max-price", "0.50"));
    }

    private static void drop(GuichetRun run, String file, String orderId, String account) {
        run.drop(file, GuichetRun.order(orderId, "stamps", account, ADDRESSES));
    }

    private static List<String> cleaned(JsonNode answer) {
        List<String> told = new ArrayList<>();
        answer.path("notices").forEach(notice -> {
            if (notice.path("kind").asText().equals("cleaned")) {
                told.add(notice.path("field").asText() + " " + notice.path("text").asText());
            }
        });
        return told;
    }

    @Test
    void readingCleansOrRefusesAndAlwaysSaysSo() throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        JsonNode first;
        try (GuichetRun lenient = start(ledger, "lenient")) {
            drop(lenient, "one.json", "R-1", "demo");
            drop(lenient, "two.json", "R-2", "private");

            first = lenient.result("R-1");
            assertThat(first.path("documents")).hasSize(1);
            assertThat(cleaned(first)).containsExactlyInAnyOrder(
                    "/request/recipients/0/firstName recipients.0.firstName: entfernt: U+200B (Zeichen 5). "
                            + "Der Text lautet nun «Anne»",
                    "/request/recipients/0/street recipients.0.street: 34 von 45 Zeichen behalten (erwartet: ≤ 35) und "
                            + "«Annexe 12b» abgeschnitten. Der Text lautet nun «Route de la Vieille-Poste-du-Haut,»",
                    "/request/recipients/0/city recipients.0.city: entfernt: U+0007 (Zeichen 9). "
                            + "Der Text lautet nun «Lausanne»");
            assertThat(lenient.message("guichet.results", "R-1").path("notices")).isEqualTo(first.path("notices"));
            assertThat(cleaned(lenient.waiting("R-2"))).as("an interim answer says it too").hasSize(3)
                    .anyMatch(text -> text.endsWith("retiré U+0007 (caractère 9). Le texte est maintenant "
                            + "«\u202fLausanne\u202f»"));
            lenient.message("guichet.errors", "R-2");
        }
        try (GuichetRun strict = start(ledger, "strict")) {
            drop(strict, "three.json", "R-3", "private");
            drop(strict, "one-again.json", "R-1", "demo");

            JsonNode refused = strict.error("R-3");
            assertThat(refused.path("state").asText()).isEqualTo("REJECTED");
            assertThat(cleaned(refused)).isEmpty();
            assertThat(refused.path("errors").findValuesAsText("message")).containsExactly(
                    "recipients.0.city : U+0007 (caractère 9) ne peut être imprimé",
                    "recipients.0.firstName : U+200B (caractère 5) ne peut être imprimé",
                    "recipients.0.street : «\u202fRoute de la Vieille-Poste-du-Haut, Annexe 12b\u202f» compte 45 caractères"
                            + " (attendu : 1..35)");
            assertThat(refused.path("errors").findValuesAsText("advice"))
                    .allSatisfy(advice -> assertThat(advice).contains("guichet.intake.reading"));
            JsonNode repeat = strict.message("guichet.results", "R-1");
            assertThat(repeat.path("repeat").asBoolean()).as("what was sent is the same, however it is read").isTrue();
            assertThat(repeat.path("notices")).isEqualTo(first.path("notices"));
            assertThat(strict.purchases()).hasSize(1);
        }
    }
}
