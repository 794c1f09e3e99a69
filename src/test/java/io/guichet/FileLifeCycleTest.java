package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people who are used to hot folders expect of one, row by row, in the whole process: SftpDoorTest shows it of a server,
 * SeveralFoldersTest of folders that differ, FiveThousandLinesTest of large files.
 */
class FileLifeCycleTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Charset EXCEL = Charset.forName("windows-1252");

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        Map<String, String> settings = new HashMap<>();
        door(settings, "marked", Map.of("done-marker", "true"));
        door(settings, "patient", Map.of("settle", "1h"));
        door(settings, "excel", Map.of("profile", "webstamp-stamps-excel", "mask", "*.csv"));
        Files.createDirectories(folder.resolve("paper"));
        String print = printer() + " {name} {file}";
        settings.put("guichet.outbox.print.labels.command-pdf", print);
        settings.put("guichet.outbox.print.labels.command-png", print);
        settings.put("guichet.outbox.print.labels.command-text", print);
        settings.put("guichet.outbox.print.labels.errors", "true");
        settings.put("guichet.intake.max-order-bytes", "64KB");
        run = GuichetRun.start(folder.resolve("data"), settings);
    }

    private static void door(Map<String, String> settings, String name, Map<String, String> more) throws IOException {
        settings.put("guichet.intake.folder." + name + ".path",
                Files.createDirectories(folder.resolve(name)).toString());
        more.forEach((key, value) -> settings.put("guichet.intake.folder." + name + "." + key, value));
    }

    /** Puts everything of one order behind each other. */
    private static Path printer() throws IOException {
        Path script = folder.resolve("lp");
        Files.writeString(script, "#!/bin/sh\ncat \"$2\" >> '" + folder.resolve("paper") + "'/\"$1\"\n",
                StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    @DisplayName("1 Drop: copy or rename into in; temp name or done-marker is respected; case-insensitive extension")
    void row01_drop() throws Exception {
        Files.writeString(in("copied.NDJSON"), stamp("L-11"));
        run.drop("Renamed.Json", stamp("L-12"));
        Files.writeString(in("unfinished.json.tmp"), stamp("L-13"));
        Files.writeString(in("unfinished.json.PART"), stamp("L-13"));
        Files.writeString(in(".unfinished.json"), stamp("L-13"));
        Files.writeString(folder.resolve("marked/waits.json"), stamp("L-13"));
        Files.writeString(folder.resolve("marked/whole.json"), stamp("L-14"));
        Files.createFile(folder.resolve("marked/whole.json.done"));

        run.result("L-11");
        run.result("L-12");
        run.result("L-14");
        assertThat(run.names("in")).contains("unfinished.json.tmp", "unfinished.json.PART", ".unfinished.json")
                .doesNotContain("copied.NDJSON", "Renamed.Json");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(folder.resolve("marked")))
                .containsExactly("waits.json"));
        assertThat(run.purchases("L-13")).isEmpty();
    }

    @Test
    @DisplayName("2 Settle: seconds since last change, per folder, visible default")
    void row02_settle() throws Exception {
        Files.writeString(folder.resolve("patient/young.json"), stamp("L-21"));
        run.drop("old.json", stamp("L-22"));

        run.result("L-22");
        assertThat(names(folder.resolve("patient"))).as("its settle time is an hour").containsExactly("young.json");
        assertThat(run.purchases("L-21")).isEmpty();
        assertThat(Files.readString(Path.of("docs/settings.md")))
                .containsPattern("`guichet\\.intake\\.file\\.settle` \\|[^|]*\\| `2s` \\|")
                .containsPattern(
                        "`guichet\\.intake\\.folder\\.NAME\\.settle` \\|[^|]*\\| `\\{\\{guichet\\.intake\\.file\\.settle}}` \\|");
    }

    @Test
    @DisplayName("3 During work: file leaves in at once, so a second drop of the same name is clear")
    void row03_duringWork() throws Exception {
        run.drop("march.json", stamp("L-31"));
        await().atMost(PATIENCE).until(() -> Files.notExists(in("march.json")));
        run.drop("march.json", stamp("L-32"));

        run.result("L-31");
        run.result("L-32");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(run.names("done")).contains("march.json", "march~2.json");
            assertThat(run.names("report")).contains("march.report.csv", "march~2.report.csv");
            assertThat(run.names("work")).isEmpty();
        });
        // Which is told first, and takes the name, is the one whose order ended first.
        assertThat(List.of(report("march").keySet(), report("march~2").keySet()))
                .containsExactlyInAnyOrder(Set.of("L-31"), Set.of("L-32"));
    }

    @Test
    @DisplayName("4 After success: original kept in done/archive with date; never deleted unless asked")
    void row04_afterSuccess() throws Exception {
        String original = stamp("L-41") + "\n\n";
        run.drop("kept.ndjson", original);

        run.result("L-41");
        assertThat(run.bytes("done/" + day() + "/kept.ndjson")).isEqualTo(original.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("5 After failure: original in error next to a readable reason, in the sender's own format so it can be "
            + "corrected and dropped again")
    void row05_afterFailure() throws Exception {
        String torn = "[" + stamp("L-51").strip() + ",";
        run.drop("torn.json", torn);

        JsonNode reason = run.file("error/" + day() + "/torn.json.error.json");
        assertThat(reason.at("/errors/0/code").asText()).startsWith("GUI-10");
        assertThat(reason.at("/errors/0/message").asText()).contains("torn.json", "line 1");
        assertThat(reason.at("/errors/0/advice").asText()).isNotBlank();
        Path original = run.home().resolve("error/" + day() + "/torn.json");
        assertThat(original).hasContent(torn);
        assertThat(run.purchases("L-51")).as("of a file that is cut off nothing is taken").isEmpty();

        run.drop("torn.json", Files.readString(original).replaceFirst(",$", "]"));
        run.result("L-51");
    }

    @Test
    @DisplayName("6 Mixed file: good ones shipped, bad ones in a fail file")
    void row06_mixedFile() throws Exception {
        String header = "orderId,service,operation,request.product,request.quantity,request.format,request.printZone,"
                + "request.reference\n";
        String bad = "L-62,webstamp,stamps,15220,0,pdf,1,L-62\n";
        run.drop("mixed.csv", header + "L-61,webstamp,stamps,15220,1,pdf,1,L-61\n" + bad
                + "L-63,webstamp,stamps,15220,1,pdf,1,L-63\n");

        String fail = new String(run.bytes("report/mixed.rejected.csv"), StandardCharsets.UTF_8);
        assertThat(fail).isEqualTo(header + bad);
        run.result("L-61");
        run.result("L-63");
        assertThat(run.error("L-62").at("/errors/0/field").asText()).isEqualTo("/request/quantity");
        assertThat(run.purchases("L-62")).isEmpty();

        run.drop("mixed.rejected.csv", fail.replace(",0,", ",1,"));
        await().atMost(PATIENCE).until(() -> run.names("out").contains("L-62.result.json"));
        assertThat(run.names("out")).as("the answer replaces the error").doesNotContain("L-62.error.json");
        assertThat(run.purchases("L-61")).hasSize(1);
        assertThat(run.purchases("L-62")).hasSize(1);
    }

    @Test
    @DisplayName("7 Answer file: same base name, other folder/extension; order key, status, tracking number, price, label "
            + "file name; also written for failures")
    void row07_answerFile() throws Exception {
        ObjectNode registered = (ObjectNode) JSON.readTree(Path.of("examples/preview-registered.json").toFile());
        registered.put("orderId", "L-71").put("operation", "stamps");
        run.drop("april.ndjson", registered + "\n" + stamp("L-72").replace("\"quantity\":1", "\"quantity\":0"));

        Map<String, Map<String, String>> report = report("april");
        assertThat(report.get("L-71")).containsEntry("state", "COMPLETED").containsEntry("currency", "CHF");
        assertThat(report.get("L-71").get("documents").split(" ")).as("with what is to be signed at the counter")
                .startsWith(run.result("L-71").at("/documents/0/name").asText());
        assertThat(report.get("L-71").get("price")).matches("\\d+\\.\\d\\d");
        assertThat(report.get("L-71").get("tracking")).isNotBlank()
                .isEqualTo(run.result("L-71").at("/result/stamps/0/trackingNumber").asText());
        assertThat(report.get("L-71").get("carrierOrderId")).isNotBlank();
        assertThat(report.get("L-72")).containsEntry("state", "REJECTED").containsEntry("price", "");
        assertThat(report.get("L-72").get("code")).startsWith("GUI-1");
        assertThat(report.get("L-72").get("message")).contains("quantity");
        assertThat(run.error("L-72").path("orderId").asText()).isEqualTo("L-72");
    }

    @Test
    @DisplayName("8 Label: PDF or ZPL or PNG, original size, one file per label or one PDF for many; direct print with "
            + "printer mapping, or stored print")
    void row08_label() throws Exception {
        run.drop("labels.ndjson", label("L-81", "\"quantity\":2,\"format\":\"png\",\"printZone\":1")
                + label("L-82", "\"quantity\":1,\"format\":\"zpl\",\"layout\":\"sheet\",\"medium\":101")
                + label("L-83", "\"quantity\":3,\"format\":\"pdf\",\"layout\":\"sheet\",\"medium\":101"));

        assertThat(documents("L-81")).containsExactly("image/png", "image/png");
        assertThat(documents("L-82")).hasSize(1).allSatisfy(type -> assertThat(type).contains("zpl"));
        assertThat(documents("L-83")).as("three stamps on one sheet").containsExactly("application/pdf");
        for (JsonNode document : run.result("L-81").path("documents")) {
            assertThat(sha256(run.bytes("out/" + document.path("name").asText())))
                    .isEqualTo(document.path("sha256").asText());
        }
        String name = run.result("L-83").at("/documents/0/name").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder.resolve("paper/L-83"))
                .as("bit for bit as it was bought").hasBinaryContent(run.bytes("out/" + name)));
        assertThat(folder.resolve("paper/L-82")).as("no command is mapped to ZPL: it is stored").doesNotExist();
    }

    @Test
    @DisplayName("9 Error label: optional printed slip with the message in place of the label")
    void row09_errorLabel() throws Exception {
        run.drop("slip.json", stamp("L-91").replace("\"quantity\":1", "\"quantity\":0"));

        String message = run.error("L-91").at("/errors/0/message").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder.resolve("paper/L-91")).content()
                .contains("L-91", "Nothing was bought").containsIgnoringWhitespaces(message));
    }

    @Test
    @DisplayName("10 Encoding: UTF-8 and Windows-1252 both work; decimal comma or dot declared in a profile; header names, "
            + "any column order")
    void row10_encoding() throws Exception {
        Files.write(folder.resolve("excel/bestellungen.csv"), """
                Höchstpreis;Ort;Firma;Strasse;PLZ;Produkt;Bestellnummer
                0,50;Zürich;Müller & Söhne;Bäckergasse 4;8001;15220;L-101
                1'000,50;Zürich;Müller & Söhne;Bäckergasse 4;8001;15220;L-102
                """.getBytes(EXCEL));
        run.drop("bom.csv", "\uFEFFrequest.recipients.0.city,request.recipients.0.zip,request.recipients.0.street,"
                + "request.recipients.0.lastName,request.format,request.printZone,operation,service,orderId,request.product\n"
                + "Zürich,8001,Bäckergasse 4,Müller,pdf,2,stamps,webstamp,L-103,15220\n");

        assertThat(run.error("L-101").at("/errors/0/message").asText()).as("the comma is a decimal comma")
                .contains("0.50");
        run.result("L-102");
        run.result("L-103");
    }

    @Test
    @DisplayName("11 Limits: published; over-long field: said which field, which limit, not cut silently")
    void row11_limits() throws Exception {
        run.drop("long.ndjson", label("L-111", "\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\""
                .formatted("x".repeat(70_000)))
                + label("L-112",
                        "\"format\":\"pdf\",\"printZone\":2,\"recipients\":[{\"lastName\":\"%s\",\"city\":\"Bern\"}]"
                                .formatted("x".repeat(36)))
                + stamp("L-113"));

        run.result("L-113");
        JsonNode tooLong = run.error("L-112");
        assertThat(tooLong.at("/errors/0/field").asText()).isEqualTo("/request/recipients/0/lastName");
        assertThat(tooLong.at("/errors/0/message").asText()).contains("36 characters", "1..35");
        JsonNode tooLarge = run.error("long.ndjson#1");
        assertThat(tooLarge.at("/errors/0/message").asText()).contains("65536");
        assertThat(Files.readString(Path.of("docs/settings.md"))).contains("`guichet.intake.max-order-bytes`");
    }

    @Test
    @DisplayName("12 Repeat drop: same order again is told \"already done, number X\", no second charge; explicit way to force")
    void row12_repeatDrop() throws Exception {
        run.drop("first.json", stamp("L-121"));
        String number = run.result("L-121").at("/result/carrierOrderId").asText();
        byte[] answer = run.bytes("out/L-121.result.json");
        run.drop("again.json", stamp("L-121"));

        assertThat(report("again").get("L-121")).containsEntry("repeat", "true")
                .containsEntry("state", "COMPLETED").containsEntry("carrierOrderId", number);
        assertThat(run.purchases("L-121")).hasSize(1);
        assertThat(run.bytes("out/L-121.result.json")).as("no file is written anew").isEqualTo(answer);

        // A new order id is the way to say that it is meant once more.
        run.drop("force.json", stamp("L-121").replace("\"orderId\":\"L-121\"", "\"orderId\":\"L-121.once-more\""));
        run.result("L-121.once-more");
        assertThat(run.purchases("L-121")).hasSize(2);
    }

    private static String stamp(String orderId) {
        return label(orderId,
                "\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"" + orderId + "\"");
    }

    private static String label(String orderId, String request) {
        return GuichetRun.order(orderId, "stamps", "demo", "{\"product\":15220," + request + "}") + "\n";
    }

    private static Path in(String name) {
        return run.home().resolve("in").resolve(name);
    }

    private static String day() {
        return LocalDate.now(Clock.systemUTC()).toString();
    }

    private static List<String> documents(String order) {
        return StreamSupport.stream(run.result(order).path("documents").spliterator(), false)
                .map(document -> document.path("mediaType").asText()).toList();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Order id to its row, by the names of the columns. */
    private static Map<String, Map<String, String>> report(String name) {
        List<String> lines = new String(run.bytes("report/" + name + ".report.csv"), StandardCharsets.UTF_8)
                .substring(1).lines().toList();
        List<String> heads = cells(lines.get(0));
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            List<String> cells = cells(line);
            for (int i = 0; i < heads.size(); i++) {
                row.put(heads.get(i), cells.get(i));
            }
            rows.put(row.get("orderId"), row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(cell -> cell.replaceFirst("^\"(.*)\"$", "$1")).toList();
    }
}
