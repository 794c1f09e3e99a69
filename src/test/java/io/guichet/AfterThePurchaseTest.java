package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for after a purchase, through the whole process (webstamp 2.15 to 2.20, 3.5). */
class AfterThePurchaseTest {

    private static final String TWO_STAMPS = """
            {"product":15220,"quantity":2,"format":"pdf","printZone":1,"comment":"please"}""";
    private static final String REGISTERED = """
            {"product":1307915,"format":"png","printZone":2,\
            "recipients":[{"lastName":"Muster","street":"Rue du Marché 10","zip":"1003","city":"Lausanne"}],\
            "sender":{"organization":"Exemple Sàrl","street":"Bahnhofstrasse 1","zip":"3011","city":"Berne"}%s}""";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "guichet.reconcile.looks", "1s,3s,10s,1h", "guichet.webstamp.settle-time", "2s",
                "guichet.worker.lease", "10s", "guichet.webstamp.connect-timeout", "1s",
                "guichet.webstamp.receive-timeout", "2s", "guichet.worker.brake", "50",
                // All of the window: what is handed in today is announced today.
                "guichet.webstamp.delivery-note.ahead", "5d", "guichet.webstamp.delivery-note.watch", "1s"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @AfterEach
    void today() throws Exception {
        run.control("clock", "{\"real\":true}");
    }

    private static void drop(String orderId, String operation, String request) {
        drop(orderId, operation, "demo", request);
    }

    private static void drop(String orderId, String operation, String account, String request) {
        run.drop(orderId + ".json", GuichetRun.order(orderId, operation, account, request));
    }

    private static String example(String name) throws Exception {
        return Files.readString(Path.of("examples").resolve(name), StandardCharsets.UTF_8);
    }

    private static List<String> kinds(JsonNode answer, String list) {
        return StreamSupport.stream(answer.path(list).spliterator(), false).map(e -> e.path("kind").asText()).toList();
    }

    private static long bookings() throws Exception {
        return run.purchases().size();
    }

    @Test
    void everyOperationOfTheExampleIsDone() throws Exception {
        run.drop("after-the-purchase.ndjson", example("after-the-purchase.ndjson"));

        JsonNode stamps = run.result("SO-10901");
        String number = stamps.at("/result/carrierOrderId").asText();
        String stampId = stamps.at("/result/stamps/0/stampId").asText();
        assertThat(stamps.at("/result/stamps/0/new").asBoolean()).isTrue();
        assertThat(stamps.at("/result/stamps/0/widthMm").asInt()).isEqualTo(74);
        assertThat(stamps.at("/result/stamps/0/heightMm").asInt()).isEqualTo(35);
        assertThat(stamps.at("/result/validUntil").asText()).isNotBlank();
        assertThat(stamps.at("/result/deliveryNote/handInAtTheCounter").asBoolean()).isTrue();
        assertThat(kinds(stamps, "documents")).containsExactly("stamp", "delivery-note");
        assertThat(kinds(stamps, "notices")).contains("delivery-note");

        JsonNode reprint = run.result("SO-10902");
        assertThat(reprint.at("/result/source").asText()).isEqualTo("service");
        assertThat(reprint.at("/result/carrierOrderId").asText()).isEqualTo(number);
        assertThat(reprint.at("/result/stamps/0/stampId").asText()).isEqualTo(stampId);
        assertThat(reprint.at("/result/stamps/0/new").asBoolean(true)).isFalse();
        assertThat(kinds(reprint, "notices")).contains("reprint");
        assertThat(run.bytes("out/SO-10902.1.png")).isEqualTo(run.bytes("out/SO-10901.1.png"));

        JsonNode note = run.result("SO-10903");
        assertThat(note.at("/result/source").asText()).isEqualTo("service");
        assertThat(kinds(note, "notices")).contains("delivery-note");
        assertThat(run.bytes("out/SO-10903.delivery-note.pdf")).isEqualTo(
                run.bytes("out/SO-10901.delivery-note.pdf"));

        JsonNode copy = run.result("SO-10904");
        assertThat(copy.at("/result/earlierOrder").asText()).isEqualTo(number);
        assertThat(copy.at("/result/carrierOrderId").asText()).isNotEqualTo(number);
        assertThat(copy.at("/result/price").asText()).isEqualTo("5.80");
        assertThat(copy.at("/result/stamps/0/stampId").asText()).isNotEqualTo(stampId);
        assertThat(copy.at("/result/stamps/0/new").asBoolean()).isTrue();
        assertThat(run.names("out")).contains("SO-10904.1.pdf", "SO-10904.delivery-note.pdf");
        assertThat(StreamSupport.stream(run.purchases().spliterator(), false)
                .filter(p -> p.path("orderId").asText().equals(copy.at("/result/carrierOrderId").asText())))
                .singleElement().satisfies(p -> assertThat(p.path("attemptKey").asText()).endsWith("-1"));

        JsonNode receipt = run.result("SO-10905");
        assertThat(receipt.at("/result/document").asText()).isEqualTo("SO-10905.receipt.pdf");
        assertThat(new String(run.bytes("out/SO-10905.receipt.pdf"), 0, 5, StandardCharsets.ISO_8859_1))
                .isEqualTo("%PDF-");

        JsonNode data = run.result("SO-10906").at("/result/orders/0");
        assertThat(data.path("carrierOrderId").asText()).isEqualTo(number);
        assertThat(data.path("price").asText()).isEqualTo("5.80");
        assertThat(data.path("stamps").get(0).path("stampId").asText()).isEqualTo(stampId);
        assertThat(OffsetDateTime.parse(data.path("orderedAt").asText())).isBefore(OffsetDateTime.now());
    }

    @Test
    void everyQuestionAboutTheAccountIsAnswered() throws Exception {
        drop("Q-1", "stamps", TWO_STAMPS);
        String number = run.result("Q-1").at("/result/carrierOrderId").asText();

        run.drop("account-questions.ndjson", example("account-questions.ndjson"));

        JsonNode journal = run.result("SO-10911").at("/result/orders");
        assertThat(StreamSupport.stream(journal.spliterator(), false)
                .filter(entry -> entry.path("carrierOrderId").asText().equals(number))).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("price").asText()).isEqualTo("2.40");
                    assertThat(entry.path("itemPrice").asText()).isEqualTo("1.20");
                    assertThat(entry.path("comment").asText()).startsWith("please ");
                    assertThat(OffsetDateTime.parse(entry.path("validUntil").asText())).isNotNull();
                });
        JsonNode billing = run.result("SO-10912").at("/result");
        assertThat(billing.path("type").asText()).isEqualTo("invoice");
        assertThat(billing.path("balance").asText()).matches("-?[0-9]+[.][0-9]{2}");
        assertThat(billing.path("amountPossible").asBoolean()).isTrue();
        assertThat(run.result("SO-10913").at("/result/orders").findValuesAsText("carrierOrderId")).contains(number);
    }

    @Test
    void everyListOfTheCatalogueIsGiven() throws Exception {
        run.drop("catalogue-lists.ndjson", example("catalogue-lists.ndjson"));

        for (int i = 11; i <= 20; i++) {
            assertThat(run.result("SO-105" + i).at("/result/items")).as("SO-105%s", i).isNotEmpty();
        }
    }

    @Test
    void journalBringsTheTermsThatAreToBeConfirmed() {
        drop("J-1", "journal", "terms", "{}");

        JsonNode notice = run.result("J-1").at("/notices/0");

        assertThat(notice.path("kind").asText()).isEqualTo("terms");
        assertThat(notice.path("url").asText()).contains("/confirm/");
        assertThat(notice.path("confirmUntil").asText()).isNotBlank();
    }

    @Test
    void copyWhoseAnswerIsLostIsFoundByItsOwnKeyAndNotBoughtTwice() throws Exception {
        drop("L-1", "stamps", TWO_STAMPS);
        run.result("L-1");
        long before = bookings();
        run.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"copy_order_by_id\"}");

        drop("L-2", "reorder", "{\"orderId\":\"L-1\",\"quantity\":3}");
        assertThat(run.waiting("L-2").path("state").asText()).isEqualTo("IN_DOUBT");
        JsonNode copy = run.result("L-2");

        assertThat(bookings()).isEqualTo(before + 1);
        assertThat(copy.path("attempts").asInt()).isEqualTo(1);
        assertThat(copy.at("/result/stamps")).hasSize(3);
        assertThat(copy.at("/result/price").asText()).isEqualTo("3.60");
    }

    @Test
    void copyThatWasNeverBookedIsBoughtUnderTheNextAttempt() throws Exception {
        drop("L-3", "stamps", TWO_STAMPS);
        run.result("L-3");
        long before = bookings();
        run.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"copy_order_by_id\"}");

        drop("L-4", "reorder", "{\"orderId\":\"L-3\"}");

        assertThat(run.result("L-4").path("attempts").asInt()).isEqualTo(2);
        assertThat(bookings()).isEqualTo(before + 1);
    }

    @Test
    void copyThatIsDearerThanItsLimitIsNotBought() throws Exception {
        drop("P-1", "stamps", TWO_STAMPS);
        run.result("P-1");
        long before = bookings();

        run.drop("P-2.json", GuichetRun.order("P-2", "reorder", "demo", "{\"orderId\":\"P-1\",\"quantity\":5}")
                .replaceFirst("}$", ",\"limits\":{\"maxPrice\":\"5.99\"}}"));

        JsonNode error = run.error("P-2");
        assertThat(error.at("/errors/0/code").asText()).isEqualTo("GUI-4001");
        assertThat(error.toString()).contains("6.00");
        assertThat(bookings()).isEqualTo(before);
    }

    @Test
    void copyOfAnOrderThatNobodyKnowsHereIsBoughtWithoutALimitOnly() throws Exception {
        drop("U-1", "stamps", TWO_STAMPS);
        String number = run.result("U-1").at("/result/carrierOrderId").asText();

        run.drop("U-2.json", GuichetRun.order("U-2", "reorder", "demo", "{\"carrierOrderId\":\"1\"}")
                .replaceFirst("}$", ",\"limits\":{\"maxPrice\":\"5.99\"}}"));
        drop("U-3", "reorder", "{\"carrierOrderId\":\"1\"}");
        drop("U-4", "reorder", "{\"carrierOrderId\":\"" + number + "\"}");

        assertThat(run.error("U-2").at("/errors/0/code").asText()).isEqualTo("GUI-2024");
        assertThat(run.error("U-3").at("/errors/0/service/code").asText()).isEqualTo("2200");
        assertThat(run.result("U-4").at("/result/earlierOrder").asText()).isEqualTo(number);
    }

    @Test
    void copyOfACopyIsReadByWhatWasOrderedFirst() {
        drop("C-1", "stamps", TWO_STAMPS);
        run.result("C-1");
        drop("C-2", "reorder", "{\"orderId\":\"C-1\",\"format\":\"png\"}");
        run.result("C-2");

        drop("C-3", "reorder", "{\"orderId\":\"C-2\"}");

        JsonNode copy = run.result("C-3");
        assertThat(copy.at("/result/requestedProduct").asInt()).isEqualTo(15220);
        assertThat(run.names("out")).contains("C-3.1.png", "C-3.2.png");
    }

    @Test
    void rule36CopyUnderALicenceThatHasGoneIsRefusedWithTheServicesCode() throws Exception {
        drop("G-1", "stamps", "terms", REGISTERED.formatted(""));
        run.result("G-1");
        run.control("faults", "{\"kind\":\"revoke-licence\",\"account\":\"20000006\",\"number\":\"60000061\"}");

        drop("G-2", "reorder", "terms", "{\"orderId\":\"G-1\"}");

        JsonNode error = run.error("G-2");
        assertThat(error.path("state").asText()).isEqualTo("REFUSED");
        assertThat(error.at("/errors/0/service/code").asText()).isEqualTo("2029");
        assertThat(error.at("/errors/0/field").asText()).isEqualTo("/request");
    }

    @Test
    void rule37CopyOfAnOrderWithAReferenceNumberIsRefusedWithTheServicesCode() {
        drop("E-1", "stamps", REGISTERED.formatted(
                """
                        ,"cashOnDelivery":{"kind":"esr","esrCustomerNumber":"010001628",\
                        "beneficiary":{"organization":"Exemple Sàrl","street":"Bahnhofstrasse 1","zip":"3011","city":"Berne"}}""")
                .replace("\"city\":\"Lausanne\"", "\"city\":\"Lausanne\",\"cashOnDelivery\":{\"amount\":\"49.95\","
                        + "\"esrReference\":\"210000000003139471430009017\"}"));
        run.result("E-1");

        drop("E-2", "reorder", "{\"orderId\":\"E-1\"}");

        assertThat(run.error("E-2").at("/errors/0/service/code").asText()).isEqualTo("2025");
    }

    @ParameterizedTest
    @CsvSource({"reprint, N-1", "reorder, N-2", "delivery-note, N-3", "receipt, N-4"})
    void earlierOrderThatIsNotKnownIsNamed(String operation, String orderId) {
        drop(orderId, operation, "{\"orderId\":\"NEVER\"}");

        assertThat(run.error(orderId).at("/errors/0/code").asText()).isEqualTo("GUI-2020");
    }

    @Test
    void rule35AfterFiveDaysTheArchiveGivesStampsAndDeliveryNoteAgain() throws Exception {
        drop("A-1", "stamps", REGISTERED.formatted(""));
        String number = run.result("A-1").at("/result/carrierOrderId").asText();
        long before = bookings();
        run.control("clock", "{\"advance\":\"PT121H\"}");

        drop("A-2", "reprint", "{\"carrierOrderId\":\"" + number + "\"}");
        drop("A-3", "delivery-note", "{\"orderId\":\"A-1\"}");
        drop("A-4", "reprint", "{\"carrierOrderId\":\"8999999\"}");

        JsonNode reprint = run.result("A-2");
        assertThat(reprint.at("/result/source").asText()).isEqualTo("archive");
        assertThat(reprint.at("/result/stamps/0/new").asBoolean(true)).isFalse();
        assertThat(reprint.at("/result/stamps/0/document").asText()).isEqualTo("A-2.1.png");
        assertThat(kinds(reprint, "notices")).contains("reprint");
        assertThat(run.bytes("out/A-2.1.png")).isEqualTo(run.bytes("out/A-1.1.png"));
        assertThat(run.result("A-3").at("/result/source").asText()).isEqualTo("archive");
        assertThat(run.bytes("out/A-3.delivery-note.pdf")).isEqualTo(run.bytes("out/A-1.delivery-note.pdf"));
        assertThat(run.error("A-4").at("/errors/0/service/code").asText()).as("nobody has it").isEqualTo("2200");
        assertThat(bookings()).isEqualTo(before);
    }

    @Test
    void rule35DeliveryNoteIsAnnouncedOnceBeforeItsWindowEnds() {
        drop("D-1", "stamps", REGISTERED.formatted(""));
        String number = run.result("D-1").at("/result/carrierOrderId").asText();

        await().atMost(Duration.ofSeconds(20)).until(() -> announced(number) == 1);
        // The next look has been and gone.
        drop("D-2", "stamps", REGISTERED.formatted(""));
        String next = run.result("D-2").at("/result/carrierOrderId").asText();
        await().atMost(Duration.ofSeconds(20)).until(() -> announced(next) == 1);
        assertThat(announced(number)).isEqualTo(1);
    }

    private static long announced(String number) {
        return run.names("notice").stream().filter(name -> name.startsWith("notice-"))
                .map(name -> run.file("notice/" + name))
                .filter(notice -> notice.path("kind").asText().equals("delivery-note")
                        && notice.path("text").asText().contains("order " + number + " (D-"))
                .count();
    }
}
