package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ops.Settings;
import io.guichet.ops.SettingsException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV files as their senders write them, from the folder to the stamps. */
class ImportProfileDoorTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
            "webstamp-stamps, SO-10701 SO-10702 SO-10703, 8, UTF-8, '\uFEFFposition,orderId,'",
            "webstamp-stamps-excel, SO-10711 SO-10712 SO-10713, 5, windows-1252, position;orderId;"})
    void theExampleIsBoughtWithItsProfileAndReportedInItsWriting(String profile, String orders, int stamps,
            String charset, String beginning) throws Exception {
        try (GuichetRun run = start(profile)) {
            run.drop(profile + ".csv", Files.readAllBytes(Path.of("examples", "import-profiles", profile + ".csv")));

            assertThat(List.of(orders.split(" ")).stream()
                    .mapToInt(order -> run.result(order).path("documents").size()).sum()).isEqualTo(stamps);
            assertThat(run.names("done")).contains(profile + ".csv");
            assertThat(new String(run.bytes("report/" + profile + ".report.csv"), Charset.forName(charset)))
                    .startsWith(beginning);
        }
    }

    @Test
    void aMailingIsBoughtAndWhatIsWrongIsToldInTheWordsOfItsFile() throws Exception {
        String header = "Bestellnummer;Produkt;Name;Ort;PLZ\n";
        try (GuichetRun run = start("webstamp-mailing")) {
            run.drop("mailing.csv", Files.readAllBytes(Path.of("examples", "import-profiles", "webstamp-mailing.csv")));
            String mixed = header + "M-1;15220;Muster;Bern;3000\nM-1;;Beispiel;;3000\n"
                    + "M-1;;" + "x".repeat(36) + ";Chur;7000\nM-2;15220;Muster;Bern;3000\nM-3;15220;\"a\"b;Bern;3000\n"
                    + "M-4;15220;Muster;Genf;1200\nM-5;15220;Muster;Genf;1200\n";
            run.drop("mixed.txt", mixed);
            run.drop("other.csv", "Nummer;Artikel\n1;2\n");

            assertThat(run.result("SO-10721").path("documents")).hasSize(3);
            assertThat(run.result("SO-10722").path("documents")).hasSize(1);
            assertThat(messages(run.error("M-1"))).containsExactly(
                    "mixed.txt, line 3, column Ort: \"\" (expected: a value)",
                    "mixed.txt, line 4, column Name: recipients.2.lastName: \"" + "x".repeat(36)
                            + "\" has 36 characters (expected: 1..35)");
            assertThat(messages(run.error("mixed.txt#5"))).hasSize(2).last().asString().contains("line 6");
            assertThat(messages(run.error("mixed.txt#7"))).singleElement().asString().contains("line 6");
            run.result("M-5");
            assertThat(new String(run.bytes("report/mixed.rejected.txt"), StandardCharsets.UTF_8))
                    .isEqualTo(mixed.replace("M-5;15220;Muster;Genf;1200\n", ""));
            assertThat(messages(run.file("error/" + LocalDate.now(Clock.systemUTC()) + "/other.csv.error.json")))
                    .singleElement().asString().startsWith("other.csv, line 1: the header does not fit the import "
                            + "profile webstamp-mailing: missing \"Order number / Order / ");
        }
    }

    @Test
    void aProfileThatIsWrongOrNotThereStopsTheStartWithItsPlace() throws Exception {
        assertThatThrownBy(() -> start("webstamp-stamp").close()).isInstanceOf(SettingsException.class)
                .hasMessage("guichet.intake.file.profile: webstamp-stamp (expected: one of canadapost-shipments, "
                        + "webstamp-mailing, webstamp-stamps, webstamp-stamps-excel)");
        write("shop.json", "{\"fixed\": {\"service\": \"webstamp\", \"operation\": \"stamps\"}, "
                + "\"columns\": [{\"names\": [\"Nr\"], \"to\": \"orderID\"}]}");
        assertThatThrownBy(() -> start("webstamp-stamps").close()).isInstanceOf(SettingsException.class)
                .hasMessageContaining(folder.resolve("profiles/shop.json") + ": columns.0.to: \"orderID\" "
                        + "(expected: one of orderId, service");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private GuichetRun start(String profile) throws Exception {
        return GuichetRun.start(folder.resolve("data"), Map.of("guichet.intake.file.profile", profile),
                this::settings);
    }

    /** With a conf folder, beside which the profiles lie. */
    private Settings settings(Properties system) {
        return Settings.load("sandbox", folder.resolve("guichet.properties"), Map.of(), system);
    }

    private void write(String name, String json) throws Exception {
        Files.createDirectories(folder.resolve("profiles"));
        Files.writeString(folder.resolve("profiles").resolve(name), json, StandardCharsets.UTF_8);
    }

    private static List<String> messages(JsonNode answer) {
        return StreamSupport.stream(answer.path("errors").spliterator(), false)
                .map(error -> error.path("message").asText()).toList();
    }
}
