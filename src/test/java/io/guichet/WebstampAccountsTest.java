package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every account of the twin and the contract's examples, from a dropped file to the answer, over the wire (webstamp 5.2). */
class WebstampAccountsTest {

    private static final String STAMP = """
            {"product":15220,"quantity":1,"format":"pdf","printZone":1}""";
    private static final String REGISTERED =
            """
                    {"product":1307915,"layout":"separate","format":"png","dpi":300,"printZone":2,%s\
                    "recipients":[{"reference":"ORD-4711-1","organization":"Muster SA","firstName":"Anna","lastName":"Muster",\
                    "street":"Rue du Marché 10","zip":"1003","city":"Lausanne","country":"CH"}],\
                    "sender":{"organization":"Exemple Sàrl","street":"Bahnhofstrasse 1","zip":"3011","city":"Berne","country":"CH"},\
                    "reference":"ORD-4711"}""";
    private static final String WITH_LICENCE = "\"licence\":\"60000011\",";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of("guichet.worker.hold-retry", "2s"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static void drop(String orderId, String operation, String account, String request) {
        run.drop(orderId + ".json", GuichetRun.order(orderId, operation, account, request));
    }

    @Test
    void rule31DocumentsOwnOrderByItsSwissPostNumberBringsTwoStamps() throws Exception {
        drop("SEED-1", "stamps", "demo", """
                {"product":15220,"quantity":2,"format":"pdf","layout":"separate","printZone":1,"mediumStartPosition":1,\
                "reference":"abcd","comment":"please"}""");

        JsonNode result = run.result("SEED-1");

        assertThat(result.at("/result/price").asText()).isEqualTo("2.40");
        assertThat(result.at("/result/currency").asText()).isEqualTo("CHF");
        assertThat(result.at("/result/requestedProduct").asInt()).isEqualTo(15220);
        assertThat(result.at("/result/product/number").asInt()).isEqualTo(38610);
        assertThat(result.at("/result/product/replaced").asBoolean()).isFalse();
        assertThat(result.at("/result/stamps")).hasSize(2);
        assertThat(result.at("/result/validUntil").asText()).isNotBlank();
        assertThat(run.names("out")).contains("SEED-1.1.pdf", "SEED-1.2.pdf");
        JsonNode booking = run.purchases("abcd").get(0);
        assertThat(booking.path("attemptKey").asText()).matches("[a-z2-7]{13}-1");
        assertThat(booking.path("amount").asText()).isEqualTo("2.40");
    }

    @Test
    void aPreviewShowsPriceAndPictureAndBuysNothing() throws Exception {
        drop("PREVIEW-1", "preview", "demo", REGISTERED.formatted(WITH_LICENCE).replace("ORD-4711\"}", "PREVIEW-1\"}"));

        JsonNode result = run.result("PREVIEW-1");

        assertThat(result.at("/result/price").asText()).isEqualTo("5.80");
        assertThat(result.at("/documents/0/mediaType").asText()).isEqualTo("image/png");
        assertThat(run.purchases("PREVIEW-1")).isEmpty();
    }

    @Test
    void rule36OnlyLicenceServesAndTheRegisteredLetterComesWithADeliveryNote() {
        drop("REG-1", "stamps", "demo", REGISTERED.formatted(WITH_LICENCE));

        JsonNode result = run.result("REG-1");

        assertThat(result.at("/result/licence").asText()).isEqualTo("60000011");
        assertThat(result.at("/result/stamps/0/trackingNumber").asText()).isNotBlank();
        assertThat(run.names("out")).contains("REG-1.1.png", "REG-1.delivery-note.pdf");
    }

    @Test
    void rule36FavouriteIsTakenByTheServiceWhenNoLicenceIsSent() {
        drop("REG-2", "stamps", "favourite", REGISTERED.formatted(""));

        assertThat(run.result("REG-2").at("/result/stamps/0/trackingNumber").asText()).isNotBlank();
    }

    @Test
    void rule36SeveralLicencesWithoutFavouriteAreRefusedByTheServiceWithItsCode() {
        drop("REG-3", "stamps", "no-favourite", REGISTERED.formatted(""));

        JsonNode error = run.error("REG-3");

        assertThat(error.path("state").asText()).isEqualTo("REFUSED");
        assertThat(error.at("/errors/0/service/code").asText()).isEqualTo("2257");
        assertThat(error.at("/errors/0/service/requestId").asText()).isNotBlank();
        assertThat(error.at("/errors/0/advice").asText()).isNotBlank();
    }

    @Test
    void rule36NoLicenceAtAllIsRefusedByTheServiceWithItsCode() {
        drop("REG-4", "stamps", "no-licence", REGISTERED.formatted(""));

        assertThat(run.error("REG-4").at("/errors/0/service/code").asText()).isEqualTo("2257");
    }

    @Test
    void rule33PrivateCustomerGetsItsOwnAssortmentsProductAndIsTold() {
        drop("PRIV-1", "stamps", "private", """
                {"webstampProduct":38610,"quantity":1,"format":"pdf","printZone":1}""");

        JsonNode result = run.result("PRIV-1");

        assertThat(result.at("/result/product/number").asInt()).isEqualTo(39610);
        assertThat(result.at("/result/product/replaced").asBoolean()).isTrue();
        assertThat(result.path("notices").toString()).contains("38610").contains("39610");
    }

    @Test
    void rule33PrivateCustomerPaysBeforehandAndAnEmptyAccountHoldsTheOrder() {
        drop("PRIV-2", "stamps", "private", """
                {"product":15220,"quantity":400,"format":"pdf","layout":"separate","printZone":1}""");

        JsonNode waiting = run.waiting("PRIV-2");

        assertThat(waiting.path("state").asText()).isEqualTo("HELD");
        assertThat(waiting.at("/errors/0/service/code").asText()).isEqualTo("2216");
    }

    @Test
    void rule38TermsToConfirmComeAsANoticeOnceWithDeadlineAndLink() throws Exception {
        drop("TERMS-1", "stamps", "terms", STAMP);
        drop("TERMS-2", "stamps", "terms", STAMP);

        JsonNode notice = run.result("TERMS-1").at("/notices/0");
        run.result("TERMS-2");

        assertThat(notice.path("kind").asText()).isEqualTo("terms");
        assertThat(notice.path("confirmUntil").asText()).isNotBlank();
        assertThat(notice.path("url").asText()).contains("confirm");
        long told = run.names("notice").stream()
                .filter(name -> read("notice/" + name).contains("\"account\" : \"terms\"")).count();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void rule38AccountThatDidNotConfirmIsBlockedAndItsOrderIsHeldUntilItDoes() throws Exception {
        drop("BLOCK-1", "stamps", "blocked", STAMP);

        JsonNode waiting = run.waiting("BLOCK-1");

        assertThat(waiting.path("state").asText()).isEqualTo("HELD");
        assertThat(waiting.at("/errors/0/service/code").asText()).isEqualTo("2268");
        assertThat(waiting.at("/errors/0/advice").asText()).isNotBlank();

        run.twin("/webstamp/confirm/9001?user=20000007");

        assertThat(run.result("BLOCK-1").at("/result/stamps")).hasSize(1);
    }

    @Test
    void rule37MoneyIsCollectedForEveryKindOfAccount() {
        String holder = "\"beneficiary\":{\"organization\":\"Exemple\",\"zip\":\"3011\",\"city\":\"Berne\"}";
        drop("COD-1", "stamps", "demo", collected("", "{\"kind\":\"iban\",\"iban\":\"CH9300762011623852957\"," + holder
                + "}"));
        drop("COD-2", "stamps", "demo", collected(",\"esrReference\":\"210000000003139471430009017\"",
                "{\"kind\":\"esr\",\"esrCustomerNumber\":\"010001628\"}"));
        drop("COD-3", "stamps", "demo", collected(",\"qrReference\":\"210000000003139471430009017\"",
                "{\"kind\":\"qriban\",\"qrIban\":\"CH4431999123000889012\"," + holder + "}"));
        drop("COD-4", "stamps", "private",
                collected("", "{\"kind\":\"iban\",\"iban\":\"CH9300762011623852957\"," + holder
                        + "}").replace(WITH_LICENCE, ""));

        for (String order : new String[]{"COD-1", "COD-2", "COD-3"}) {
            assertThat(run.result(order).at("/result/price").asText()).as(order).isEqualTo("20.80");
        }
        assertThat(run.error("COD-4").at("/errors/0/service/code").asText()).as("business customers only")
                .isEqualTo("2256");
    }

    private static String collected(String reference, String account) {
        return REGISTERED.formatted(WITH_LICENCE)
                .replace("\"country\":\"CH\"}]",
                        "\"country\":\"CH\",\"cashOnDelivery\":{\"amount\":\"49.95\"" + reference
                                + "}}],\"cashOnDelivery\":" + account);
    }

    @Test
    void rule39LinesOfAnAddressArePrintedInsteadOfItsFields() {
        drop("LINES-1", "stamps", "demo", """
                {"product":15220,"format":"pdf","printZone":2,"recipients":[{"city":"Lausanne",\
                "printAddress":"Anna Muster\\nRue du Marché 10\\n1003 Lausanne"}]}""");

        assertThat(run.result("LINES-1").at("/result/stamps")).hasSize(1);
    }

    @Test
    void aLetterThatSwissPostPrintsIsLookedThroughFirst() {
        drop("LETTER-1", "stamps", "demo", """
                {"product":15220,"printService":true,"letter":"JVBERi0xLjcK"}""");

        JsonNode result = run.result("LETTER-1").path("result");

        assertThat(result.at("/letters/0/state").asText()).isEqualTo("valid");
        assertThat(result.at("/letters/0/window").asText()).isEqualTo("left");
        assertThat(result.path("price").asText()).isEqualTo("1.80");
    }

    @Test
    void rule33PaymentStandsInTheResult() {
        drop("PAY-1", "stamps", "demo", STAMP.replace("}", ",\"payment\":\"invoice\"}"));

        assertThat(run.result("PAY-1").at("/result/paymentType").asText()).isEqualTo("invoice");
    }

    @Test
    void anUnverifiedAccountHoldsTheOrder() {
        drop("UNV-1", "stamps", "unverified", STAMP);

        assertThat(run.waiting("UNV-1").at("/errors/0/service/code").asText()).isEqualTo("2242");
    }

    @Test
    void rule34CatalogueWithoutLoginShowsTheAssortmentThatWasAskedFor() {
        drop("CAT-1", "catalogue", "demo", """
                {"list":"products","assortments":[2],"customerGroup":"business","anonymous":true}""");

        JsonNode items = run.result("CAT-1").at("/result/items");

        assertThat(StreamSupport.stream(items.spliterator(), false).map(item -> item.path("number").asInt()))
                .contains(38610, 38700);
    }

    @Test
    void rule32ReplacedProductIsBoughtWithANotice() {
        drop("REPL-1", "stamps", "demo", """
                {"webstampProduct":37610,"quantity":1,"format":"pdf","printZone":1}""");

        JsonNode result = run.result("REPL-1");

        assertThat(result.at("/result/product/number").asInt()).isEqualTo(38610);
        assertThat(result.path("notices").toString()).contains("37610").contains("38610");
    }

    @Test
    void rule32ProductWithoutSuccessorIsRefusedByTheServiceNotByUs() {
        drop("GONE-1", "stamps", "demo", """
                {"webstampProduct":36000,"quantity":1,"format":"pdf","printZone":1}""");

        JsonNode error = run.error("GONE-1");

        assertThat(error.path("state").asText()).isEqualTo("REFUSED");
        assertThat(error.at("/errors/0/service/code").asText()).isEqualTo("2224");
    }

    @Test
    void anOrderThatWouldCostMoreThanItsLimitIsRejectedBeforeItIsBought() throws Exception {
        run.drop("LIMIT-1.json", GuichetRun.order("LIMIT-1", "stamps", "demo", """
                {"product":15220,"quantity":3,"format":"pdf","printZone":1,"reference":"LIMIT-1"}""")
                .replaceFirst("}$", ",\"limits\":{\"maxPrice\":\"3.59\"}}"));

        JsonNode error = run.error("LIMIT-1");

        assertThat(error.path("state").asText()).isEqualTo("REJECTED");
        assertThat(error.at("/errors/0/code").asText()).isEqualTo("GUI-4001");
        assertThat(run.purchases("LIMIT-1")).isEmpty();
    }

    @Test
    void aDryRunShowsThePriceBuysNothingAndLeavesTheIdFree() throws Exception {
        String order = GuichetRun.order("DRY-1", "stamps", "demo", STAMP.replace("}", ",\"reference\":\"DRY-1\"}"));
        run.drop("DRY-1a.json", order.replaceFirst("}$", ",\"dryRun\":true}"));
        JsonNode dry = run.result("DRY-1");
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.at("/result/price").asText()).isEqualTo("1.20");
        assertThat(run.purchases("DRY-1")).isEmpty();

        run.drop("DRY-1b.json", order);

        assertThat(run.bytes("out/DRY-1.1.pdf")).isNotEmpty();
        assertThat(run.purchases("DRY-1")).hasSize(1);
    }

    @Test
    void aLostAnswerLeavesTheOrderInDoubtAndItIsNotSentAgain() throws Exception {
        run.control("faults", """
                {"kind":"lost-after","service":"webstamp","operation":"new_order","calls":1}""");
        drop("LOST-1", "stamps", "no-favourite", STAMP.replace("}", ",\"reference\":\"LOST-1\"}"));

        JsonNode waiting = run.waiting("LOST-1");

        assertThat(waiting.path("state").asText()).isEqualTo("IN_DOUBT");
        assertThat(run.purchases("LOST-1")).hasSize(1);
    }

    @Test
    void aRefusedConnectionIsTriedAgainAndBoughtOnce() throws Exception {
        run.control("faults", """
                {"kind":"lost-before","service":"webstamp","operation":"new_order_preview","calls":1}""");
        run.drop("AGAIN-1.json",
                GuichetRun.order("AGAIN-1", "stamps", "demo", STAMP.replace("}", ",\"reference\":\"AGAIN-1\"}"))
                        .replaceFirst("}$", ",\"limits\":{\"maxPrice\":\"5.00\"}}"));

        run.result("AGAIN-1");

        assertThat(run.purchases("AGAIN-1")).hasSize(1);
    }

    @Test
    void theServiceIsPingedAndHealthSaysWhenItAnsweredLast() throws Exception {
        JsonNode health = new ObjectMapper().readTree(run.observe("health?data=true"));

        assertThat(health.toString()).contains("webstamp.answered-at").contains("webstamp.read-at");
        assertThat(run.twin("/control/calls")).contains("\"ping\"");
    }

    private static String read(String name) {
        try {
            return Files.readString(run.home().resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
