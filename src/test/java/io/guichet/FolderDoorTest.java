package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people drop into in/, good and bad, and what they find afterwards. */
class FolderDoorTest {

    private static final String STAMP =
            "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\"}";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String stamp(String orderId) {
        return GuichetRun.order(orderId, "stamps", "demo", STAMP.formatted(orderId));
    }

    private static List<String> codes(JsonNode answer) {
        return StreamSupport.stream(answer.path("errors").spliterator(), false).map(e -> e.path("code").asText())
                .toList();
    }

    @Test
    void anOrderBecomesAResultWithItsStampBitForBit() throws Exception {
        run.drop("one.json", stamp("F-1"));

        JsonNode result = run.result("F-1");

        assertThat(result.path("mode").asText()).isEqualTo("SANDBOX");
        assertThat(result.at("/result/price").asText()).isEqualTo("1.20");
        assertThat(result.at("/documents/0/name").asText()).isEqualTo("F-1.1.pdf");
        byte[] document = run.bytes("out/F-1.1.pdf");
        assertThat(new String(document, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        JsonNode purchase = run.purchases("F-1").get(0);
        assertThat(purchase.toString()).contains(result.at("/documents/0/sha256").asText());
    }

    @Test
    void aLineThatIsWrongDoesNotStopTheOthers() {
        run.drop("mixed.ndjson", stamp("F-21") + "\n{ broken\n\n" + stamp("F-23") + "\n");

        run.result("F-21");
        run.result("F-23");
        JsonNode error = run.error("mixed.ndjson#2");
        assertThat(codes(error)).containsExactly("GUI-1002");
        assertThat(error.at("/errors/0/message").asText()).contains("mixed.ndjson").contains("line 2");
    }

    @Test
    void anArrayThatIsNotWellFormedAcceptsNothing() {
        run.drop("half.json", "[" + stamp("F-31") + "," + stamp("F-32").substring(0, 30));

        JsonNode error = run.file("error/" + day() + "/half.json.error.json");
        assertThat(error.at("/errors/0/message").asText()).contains("half.json").contains("line 1");
        assertThat(run.names("error")).contains("half.json", "half.json.error.json");
        assertThat(run.names("out")).noneMatch(name -> name.startsWith("F-3"));
    }

    @Test
    void everyErrorOfAnOrderIsReportedAtOnce() {
        run.drop("wrong.json", """
                {"orderId":"F-4","service":"webstamp","operation":"stamps","account":"demo",
                 "request":{"product":"many","quantity":0,"format":"jpg","colour":"blue"},"surprise":1}""");

        JsonNode error = run.error("F-4");

        assertThat(error.path("state").asText()).isEqualTo("REJECTED");
        List<String> fields = StreamSupport.stream(error.path("errors").spliterator(), false)
                .map(e -> e.path("field").asText()).toList();
        assertThat(fields).contains("/request/product", "/request/quantity", "/request/format", "/request/colour",
                "/surprise");
        assertThat(error.path("errors")).allSatisfy(e -> assertThat(e.path("advice").asText()).isNotBlank());
    }

    @Test
    void unknownServiceOperationAndAccountAreNamed() {
        run.drop("unknown.ndjson",
                """
                        {"orderId":"F-51","service":"pigeon","operation":"stamps","account":"demo","request":{}}
                        {"orderId":"F-52","service":"webstamp","operation":"fly","account":"demo","request":{}}
                        {"orderId":"F-53","service":"webstamp","operation":"stamps","account":"nobody","request":{"product":15220,"quantity":1}}
                        """);

        assertThat(run.error("F-51").at("/errors/0/message").asText()).contains("pigeon").contains("webstamp");
        assertThat(run.error("F-52").at("/errors/0/message").asText()).contains("fly").contains("stamps");
        assertThat(run.error("F-53").toString()).contains("nobody");
    }

    @Test
    void anAddressThatIsMissingOrTooLongIsNamed() {
        run.drop("address.ndjson",
                """
                        {"orderId":"F-61","service":"webstamp","operation":"stamps","account":"demo","request":{"product":15220,\
                        "format":"pdf","printZone":2,"recipients":[{"lastName":"%s","city":"Bern"}]}}
                        {"orderId":"F-62","service":"webstamp","operation":"stamps","account":"demo","request":{"product":15220,\
                        "format":"pdf","printZone":2,"recipients":[{"lastName":"Muster"}]}}
                        """
                        .formatted("x".repeat(36)));

        assertThat(run.error("F-61").toString()).contains("/request/recipients/0/lastName").contains("35");
        assertThat(run.error("F-62").toString()).contains("/request/recipients/0");
    }

    @Test
    void anEmptyFileAnUnknownKindAndXmlWithADoctypeAreSetAside() {
        run.drop("empty.json", "");
        run.drop("letter.docx", "not an order");
        run.drop("evil.xml",
                "<!DOCTYPE orders [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><orders xmlns=\"urn:guichet:order:1\"/>");

        assertThat(codes(run.file("error/" + day() + "/empty.json.error.json"))).containsExactly("GUI-1106");
        assertThat(codes(run.file("error/" + day() + "/letter.docx.error.json"))).containsExactly("GUI-1103");
        assertThat(codes(run.file("error/" + day() + "/evil.xml.error.json"))).containsExactly("GUI-1011");
    }

    @Test
    void aFolderInTheFolderIsToldAndLeftAlone() throws Exception {
        Files.createDirectories(run.home().resolve("in").resolve("march"));

        await().untilAsserted(() -> assertThat(run.names("notice")).isNotEmpty());

        String notice = Files.readString(run.home().resolve("notice").resolve(run.names("notice").get(0)));
        assertThat(notice).contains("march");
        assertThat(run.home().resolve("in").resolve("march")).isDirectory();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsReadWhole() throws Exception {
        Path slow = run.home().resolve("in").resolve("slow.ndjson");
        for (int i = 1; i <= 6; i++) {
            Files.writeString(slow, stamp("F-7" + i) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            // The writer pauses, for less than the settle time.
            await().pollDelay(Duration.ofMillis(60)).until(() -> true);
        }

        for (int i = 1; i <= 6; i++) {
            run.result("F-7" + i);
        }
    }

    @Test
    void aFileUnderATemporaryNameIsNotTouched() throws Exception {
        Path in = run.home().resolve("in");
        Files.writeString(in.resolve("later.json.tmp"), stamp("F-81"));
        Files.writeString(in.resolve(".later.json"), stamp("F-82"));
        run.drop("now.json", stamp("F-83"));

        run.result("F-83");

        assertThat(in.resolve("later.json.tmp")).exists();
        assertThat(in.resolve(".later.json")).exists();
    }

    @Test
    void theSameOrderTwiceIsBoughtOnceAndAnsweredTwice() throws Exception {
        run.drop("first.json", stamp("F-91"));
        run.result("F-91");
        run.message("guichet.results", "F-91");
        run.drop("second.json", stamp("F-91"));

        JsonNode repeat = run.message("guichet.results", "F-91");

        assertThat(repeat.path("repeat").asBoolean()).isTrue();
        assertThat(run.purchases("F-91")).hasSize(1);
    }

    @Test
    void theSameIdWithOtherContentIsRefusedAndTheFirstResultStays() throws Exception {
        run.drop("a.json", stamp("F-101"));
        JsonNode first = run.result("F-101");
        run.drop("b.json", stamp("F-101").replace("\"quantity\":1", "\"quantity\":2"));

        JsonNode error = run.error("b.json#1");

        assertThat(codes(error)).containsExactly("GUI-1102");
        assertThat(run.result("F-101")).isEqualTo(first);
        assertThat(run.names("out")).doesNotContain("F-101.error.json");
    }

    @Test
    void aCorrectedOrderReplacesItsError() {
        run.drop("wrong-first.json", stamp("F-111").replace("\"quantity\":1", "\"quantity\":0"));
        run.error("F-111");
        run.drop("right-then.json", stamp("F-111"));

        run.file("out/F-111.result.json");
        await().untilAsserted(() -> assertThat(run.names("out")).doesNotContain("F-111.error.json"));
    }

    @Test
    void originalsAreKeptAndATakenNameGetsANumber() {
        run.drop("kept.json", stamp("F-121"));
        run.result("F-121");
        await().until(() -> run.names("done").contains("kept.json"));
        run.drop("kept.json", stamp("F-122"));
        run.result("F-122");

        await().untilAsserted(() -> assertThat(run.names("done")).contains("kept.json", "kept~2.json"));
        assertThat(run.names("work")).isEmpty();
    }

    @Test
    void manyOrdersOfOneFileAllGetTheirAnswer() throws Exception {
        int many = 300;
        run.drop("many.ndjson",
                IntStream.range(0, many).mapToObj(i -> stamp("F-M" + i)).collect(Collectors.joining("\n")));

        for (int i = 0; i < many; i++) {
            run.result("F-M" + i);
        }
        long bought = StreamSupport.stream(run.purchases().spliterator(), false)
                .filter(p -> p.path("reference").asText().startsWith("F-M")).count();
        assertThat(bought).isEqualTo(many);
        assertThat(run.names("out")).noneMatch(name -> name.endsWith(".part"));
    }

    private static String day() {
        return LocalDate.now(Clock.systemUTC()).toString();
    }
}
