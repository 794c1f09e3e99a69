package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostFinance Checkout through the whole process, from the order's file to its answer and its payment's events, against the twin. */
class PostfinanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MONEY = "\"amount\":\"29.95\"";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("guichet.reconcile.looks", "1s,3s,10s,1h",
                "guichet.postfinance.settle-time", "2s", "guichet.worker.lease", "10s", "guichet.worker.brake", "50",
                "guichet.worker.retry-first", "200ms", "guichet.payments.asks", "4s,1h",
                "guichet.postfinance.answer-timeout", "2s", "guichet.postfinance.throttle-rest", "1s",
                "camel.main.shutdown-timeout", "15"));
        Map.of("platform", "sandbox", "space", "405", "user", "512", "key", "d3Jvbmc=", "currency", "CHF").forEach(
                (key, value) -> settings.put("guichet.account.postfinance.wrong-key." + key, value));
        guichet = GuichetRun.start(home, settings);
    }

    @BeforeEach
    void healthy() throws Exception {
        guichet.calm();
        for (String space : new String[]{"405", "406"}) {
            play("listen", "{\"space\":" + space + ",\"url\":\"" + guichet.address("/notify/postfinance/"
                    + (space.equals("405") ? "demo-pf" : "deferred")) + "\"}");
        }
    }

    @AfterAll
    static void stop() {
        guichet.close();
    }

    @Test
    void payerIsLedToThePageAndTheEndIsTold() throws Exception {
        drop("P-1", "payment", "{" + MONEY + ",\"language\":\"fr-CH\",\"successUrl\":\"https://shop.example/ok\"}");

        JsonNode result = guichet.result("P-1").path("result");
        assertThat(result.path("link").asText()).startsWith(guichet.twinAddress()).contains("securityToken=");
        assertThat(result.path("state").asText()).isEqualTo("CONFIRMED");
        assertThat(result.path("amount").asText()).isEqualTo("29.95");
        assertThat(result.path("merchantReference").asText()).matches("P-1 [a-z2-7]{13}-1");

        play("pay", "{\"reference\":\"P-1\"}");

        JsonNode last = last("P-1", "FULFILL");
        assertThat(last.at("/payment/final").asBoolean()).isTrue();
        assertThat(last.at("/payment/amounts/completed").asText()).isEqualTo("29.95");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightbox", "iframe"})
    void shopsOfTheirOwnGetAScript(String integration) {
        drop("S-" + integration, "payment", "{" + MONEY + ",\"integration\":\"" + integration + "\"}");
        assertThat(guichet.result("S-" + integration).at("/result/script").asText())
                .contains(integration + "-checkout-handler.js");
    }

    @Test
    void linesTravelAsTheyWereOrdered() throws Exception {
        drop("L-1", "payment", "{\"lineItems\":[{\"uniqueId\":\"1\",\"sku\":\"LIC-01\",\"name\":\"Licence é\","
                + "\"type\":\"PRODUCT\",\"quantity\":\"2\",\"amountIncludingTax\":\"100.00\",\"taxes\":[{\"title\":\"TVA\","
                + "\"rate\":\"8.1\"}]},{\"uniqueId\":\"d\",\"name\":\"Rabais\",\"type\":\"DISCOUNT\",\"quantity\":\"1\","
                + "\"amountIncludingTax\":\"-5.00\"}],\"billingAddress\":{\"familyName\":\"Muster\",\"country\":\"CH\"},"
                + "\"metaData\":{\"shop\":\"a\"}}");
        assertThat(guichet.result("L-1").at("/result/amount").asText()).isEqualTo("95.00");
        JsonNode made = made("L-1").get(0);
        assertThat(made.at("/lineItems/0/amountIncludingTax").decimalValue()).isEqualByComparingTo("100");
        assertThat(made.at("/lineItems/0/taxes/0/rate").decimalValue()).isEqualByComparingTo("8.1");
        assertThat(made.at("/metaData/orderId").asText()).isEqualTo("L-1");
        assertThat(made.at("/metaData/shop").asText()).isEqualTo("a");
        assertThat(made.path("environmentSelectionStrategy").asText()).isEqualTo("FORCE_TEST_ENVIRONMENT");
    }

    @Test
    void openPaymentIsChangedUnderTwoWriters() throws Exception {
        drop("U-1", "payment", "{" + MONEY + ",\"open\":true}");
        assertThat(guichet.result("U-1").at("/result/state").asText()).isEqualTo("PENDING");
        fault("{\"kind\":\"messages\",\"code\":409,\"operation\":\"PATCH /payment/transactions/{id}\"}");
        drop("U-1-A", "update", "{\"orderId\":\"U-1\",\"amount\":\"31.00\"}");
        assertThat(guichet.result("U-1-A").at("/result/amount").asText()).as("read again, and changed again")
                .isEqualTo("31.00");
        play("switch", "{\"patchVersion\":\"increment\"}");
        drop("U-1-B", "update", "{\"orderId\":\"U-1\",\"language\":\"de-CH\"}");
        drop("U-1-C", "update", "{\"orderId\":\"U-1\",\"customerId\":\"C-77\"}");
        guichet.result("U-1-B");
        guichet.result("U-1-C");
        drop("U-1-D", "update", "{\"orderId\":\"U-1\",\"amount\":\"32.00\",\"confirm\":true}");
        assertThat(guichet.result("U-1-D").at("/result/state").asText()).isEqualTo("CONFIRMED");
        JsonNode now = made("U-1").get(0);
        assertThat(now.path("language").asText()).isEqualTo("de-CH");
        assertThat(now.path("customerId").asText()).isEqualTo("C-77");
        drop("U-1-E", "update", "{\"orderId\":\"U-1\",\"amount\":\"33.00\"}");
        assertThat(error("U-1-E").path("code").asText()).isEqualTo("GUI-2143");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH /payment/transactions/{id}", "POST /payment/transactions/{id}/confirm"})
    void changeWhoseAnswerWasLostIsNoRefusal(String operation) throws Exception {
        String id = "U-" + operation.substring(0, 4);
        drop(id, "payment", "{" + MONEY + ",\"open\":true}");
        guichet.result(id);
        fault("{\"kind\":\"lost-after\",\"operation\":\"" + operation + "\"}");
        drop(id + "-A", "update", "{\"orderId\":\"" + id + "\",\"amount\":\"31.00\",\"billingAddress\":{\"city\":"
                + "\"Bern\",\"country\":\"CH\"},\"confirm\":true}");
        JsonNode result = guichet.result(id + "-A").path("result");
        assertThat(result.path("state").asText()).isEqualTo("CONFIRMED");
        assertThat(result.path("amount").asText()).isEqualTo("31.00");
    }

    @ParameterizedTest
    @CsvSource({"lost-after, 1", "lost-before, 2"})
    void lostAnswerOfTheCreationIsLookedUp(String kind, int attempts) throws Exception {
        fault("{\"kind\":\"" + kind + "\",\"operation\":\"POST /payment/transactions\"}");
        String id = "K-" + kind;
        drop(id, "payment", "{" + MONEY + "}");
        JsonNode answer = guichet.result(id);
        assertThat(answer.path("attempts").asInt()).isEqualTo(attempts);
        assertThat(answer.at("/result/link").asText()).isNotEmpty();
        assertThat(made(id)).as("created at the service").hasSize(1);
    }

    @Test
    void lostAnswerOfTheConfirmationIsMadeGood() throws Exception {
        fault("{\"kind\":\"lost-after\",\"operation\":\"POST /payment/transactions/{id}/confirm\"}");
        drop("K-3", "payment", "{" + MONEY + "}");
        assertThat(guichet.result("K-3").at("/result/state").asText()).isEqualTo("CONFIRMED");
        assertThat(made("K-3")).hasSize(1);
    }

    @Test
    void captureInPartsThenAll() throws Exception {
        dropAt("C-1", "payment", "deferred", "{\"lineItems\":[" + line("a", "20.00") + "," + line("b", "10.00") + "]}");
        guichet.result("C-1");
        play("pay", "{\"reference\":\"C-1\"}");
        assertThat(last("C-1", "AUTHORIZED").at("/payment/final").asBoolean()).isFalse();
        dropAt("C-1-A", "capture", "deferred",
                "{\"orderId\":\"C-1\",\"lastCompletion\":false,\"lineItems\":[{\"uniqueId\":"
                        + "\"b\",\"quantity\":\"1\",\"amount\":\"10.00\"}]}");
        assertThat(guichet.result("C-1-A").at("/result/amount").asText()).isEqualTo("10.00");
        dropAt("C-1-B", "capture", "deferred", "{\"orderId\":\"C-1\"}");
        assertThat(guichet.result("C-1-B").at("/result/amount").asText()).isEqualTo("20.00");
        assertThat(last("C-1", "FULFILL").at("/payment/amounts/completed").asText()).isEqualTo("30.00");
    }

    @Test
    void cancelGivesAnAuthorizationBackAndNothingElse() throws Exception {
        authorized("V-1");
        fault("{\"kind\":\"lost-after\",\"operation\":\"POST /payment/transactions/{id}/void-online\"}");
        dropAt("V-1-A", "cancel", "deferred", "{\"orderId\":\"V-1\"}");
        assertThat(guichet.result("V-1-A").at("/result/state").asText()).isEqualTo("VOIDED");
        assertThat(last("V-1", "VOIDED").at("/payment/final").asBoolean()).isTrue();
        dropAt("V-1-B", "cancel", "deferred", "{\"orderId\":\"V-1\"}");
        assertThat(error("V-1-B").at("/service/code").asText()).isEqualTo("422");
    }

    @Test
    void captureThatTheAcquirerRefusesIsRefused() throws Exception {
        authorized("C-2");
        play("switch", "{\"completion\":\"FAILED\"}");
        dropAt("C-2-A", "capture", "deferred", "{\"orderId\":\"C-2\"}");
        assertThat(error("C-2-A").path("code").asText()).isEqualTo("GUI-2144");
    }

    @ParameterizedTest
    @CsvSource({"lost-after", "lost-before"})
    void refundIsPaidOnce(String kind) throws Exception {
        String id = "R-" + kind;
        paid(id);
        fault("{\"kind\":\"" + kind + "\",\"operation\":\"POST /payment/refunds\"}");
        drop(id + "-A", "refund", "{\"orderId\":\"" + id + "\",\"amount\":\"10.00\"}");
        JsonNode refund = guichet.result(id + "-A").path("result");
        assertThat(refund.path("state").asText()).isEqualTo("SUCCESSFUL");
        assertThat(refund.path("amount").asText()).isEqualTo("10.00");
        drop(id + "-S", "status", "{\"orderId\":\"" + id + "\"}");
        assertThat(guichet.result(id + "-S").at("/result/refundedAmount").asText()).isEqualTo("10.00");
        drop(id + "-B", "refund", "{\"orderId\":\"" + id + "\"}");
        assertThat(guichet.result(id + "-B").at("/result/amount").asText()).as("all that is left").isEqualTo("19.95");
        drop(id + "-C", "refund", "{\"orderId\":\"" + id + "\",\"amount\":\"1.00\"}");
        assertThat(error(id + "-C").at("/service/code").asText()).isEqualTo("422");
    }

    @Test
    void refundThatWaitsForAPersonNamesThePartner() throws Exception {
        paid("R-4");
        play("switch", "{\"refund\":\"MANUAL_CHECK\"}");
        drop("R-4-A", "refund", "{\"orderId\":\"R-4\",\"amount\":\"1.00\"}");
        JsonNode result = guichet.result("R-4-A").path("result");
        assertThat(result.path("state").asText()).isEqualTo("MANUAL_CHECK");
        assertThat(result.path("contact").asText()).contains("Concardis");
    }

    @Test
    void linesAreTakenBackByPiecesAndPrice() throws Exception {
        drop("R-3", "payment",
                "{\"lineItems\":[{\"uniqueId\":\"1\",\"name\":\"Stuhl\",\"type\":\"PRODUCT\",\"quantity\":"
                        + "\"2\",\"amountIncludingTax\":\"100.00\"}]}");
        guichet.result("R-3");
        play("pay", "{\"reference\":\"R-3\"}");
        last("R-3", "FULFILL");
        drop("R-3-A", "refund",
                "{\"orderId\":\"R-3\",\"reductions\":[{\"lineItemUniqueId\":\"1\",\"quantityReduction\":\"0\","
                        + "\"unitPriceReduction\":\"10.00\"}]}");
        assertThat(guichet.result("R-3-A").at("/result/amount").asText()).isEqualTo("20.00");
    }

    @Test
    void linkIsMadeOnceAndItsPaymentIsTold() throws Exception {
        fault("{\"kind\":\"lost-after\",\"operation\":\"POST /payment/links\"}");
        drop("N-1", "payment-link", "{" + MONEY + ",\"title\":\"Rechnung 7\"}");
        JsonNode result = guichet.result("N-1").path("result");
        String page = get(result.path("link").asText());
        assertThat(page).contains("29.95");
        post(URI.create(result.path("link").asText()), "outcome=success&method=MASTERCARD");
        assertThat(last("N-1", "FULFILL").at("/payment/amounts/completed").asText()).isEqualTo("29.95");
    }

    @Test
    void lineOfAnotherOrderSaysNothingOfALink() throws Exception {
        drop("N-2", "payment-link", "{\"amount\":\"90.00\"}");
        String link = guichet.result("N-2").at("/result/link").asText();
        post(URI.create(link), "outcome=abandon&method=VISA");
        String key = play("transactions", "{}").findValuesAsText("uniqueId").stream()
                .filter(id -> id.startsWith("N-2 ")).findFirst().orElseThrow();
        drop("N-3", "payment", "{\"lineItems\":[" + line(key, "0.05") + "]}");
        guichet.result("N-3");
        play("pay", "{\"reference\":\"N-3\"}");
        assertThat(last("N-3", "FULFILL").at("/payment/amounts/completed").asText()).isEqualTo("0.05");
        assertThat(guichet.names("out").stream().filter(name -> name.startsWith("N-2.event-")))
                .noneMatch(name -> guichet.file("out/" + name).at("/payment/state").asText().equals("FULFILL"));
    }

    @Test
    void terminalTakesThePaymentAndGivesReceipts() throws Exception {
        drop("T-1", "terminal-payment", "{" + MONEY + "}");
        assertThat(guichet.result("T-1").at("/result/state").asText()).isEqualTo("FULFILL");
        drop("T-1-R", "document", "{\"orderId\":\"T-1\",\"kind\":\"receipts\"}");
        guichet.result("T-1-R");
        assertThat(guichet.names("out")).anyMatch(name -> name.startsWith("T-1-R") && name.endsWith("receipts-2.pdf"));
    }

    @Test
    void longPollThatEndsIsResumed() throws Exception {
        play("switch", "{\"longPoll\":504}");
        drop("T-2", "terminal-payment", "{" + MONEY + "}");
        await().atMost(Duration.ofSeconds(20)).until(() -> made("T-2").size() == 1
                && made("T-2").get(0).path("state").asText().equals("PROCESSING"));
        play("switch", "{\"longPoll\":0}");
        assertThat(guichet.result("T-2").at("/result/state").asText()).isEqualTo("FULFILL");
        assertThat(made("T-2")).hasSize(1);
    }

    @Test
    void terminalThatIsNotReadySaysWhatIsToBeDone() {
        drop("T-3", "terminal-payment", "{" + MONEY + ",\"terminal\":\"99999999\"}");
        JsonNode error = error("T-3");
        assertThat(error.path("code").asText()).isEqualTo("GUI-2142");
        assertThat(error.path("advice").asText()).contains("activation code", "at least one acquirer");
    }

    @Test
    void refusedCardAtTheTerminalNamesThePartner() throws Exception {
        play("switch", "{\"charge\":\"FAILED\"}");
        drop("T-4", "terminal-payment", "{" + MONEY + "}");
        JsonNode error = error("T-4");
        assertThat(error.path("code").asText()).isEqualTo("GUI-2144");
        assertThat(error.path("advice").asText()).contains("servicech@nets.eu");
    }

    @ParameterizedTest
    @CsvSource({"none", "lost-after", "lost-before"})
    void storedCardIsChargedOnceWithItsOwnerAbsent(String kind) throws Exception {
        String id = "D-" + kind;
        drop(id, "payment", "{" + MONEY + ",\"tokenizationMode\":\"FORCE_CREATION\"}");
        guichet.result(id);
        drop(id + "-0", "stored-card-payment", "{\"amount\":\"5.00\",\"orderId\":\"" + id + "\"}");
        assertThat(error(id + "-0").path("code").asText()).as("nobody has paid yet").isEqualTo("GUI-2145");
        play("pay", "{\"reference\":\"" + id + "\"}");
        last(id, "FULFILL");
        drop(id + "-S", "status", "{\"orderId\":\"" + id + "\"}");
        assertThat(guichet.result(id + "-S").at("/result/token").asText()).isNotEmpty();
        if (!kind.equals("none")) {
            fault("{\"kind\":\"" + kind + "\",\"operation\":\"POST /payment/transactions/{id}/process-with-token\"}");
        }
        drop(id + "-1", "stored-card-payment", "{\"amount\":\"7.00\",\"orderId\":\"" + id + "\"}");
        assertThat(guichet.result(id + "-1").at("/result/state").asText()).isEqualTo("FULFILL");
        assertThat(made(id + "-1")).hasSize(1);
        assertThat(made(id + "-1").get(0).path("customersPresence").asText()).isEqualTo("NOT_PRESENT");
        assertThat(made(id + "-1").get(0).path("chargeRetryEnabled").asBoolean(true)).as("a refusal is the end")
                .isFalse();
    }

    @Test
    void refusedStoredCardIsNoErrorOfTheServiceAndNamesThePartner() throws Exception {
        drop("D-9", "payment", "{" + MONEY + ",\"tokenizationMode\":\"FORCE_CREATION\"}");
        guichet.result("D-9");
        play("pay", "{\"reference\":\"D-9\"}");
        last("D-9", "FULFILL");
        play("switch", "{\"charge\":\"FAILED\"}");
        drop("D-9-1", "stored-card-payment", "{\"amount\":\"7.00\",\"orderId\":\"D-9\"}");
        assertThat(error("D-9-1").path("code").asText()).isEqualTo("GUI-2144");
        assertThat(error("D-9-1").path("advice").asText()).contains("Concardis", "058 220 58 58");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /payment/transactions", "POST /payment/transactions/{id}/process-with-token"})
    void refusalIsKnownThoughItsAnswerWasLost(String operation) throws Exception {
        String id = "D-lost-" + Math.abs(operation.hashCode());
        drop(id, "payment", "{" + MONEY + ",\"tokenizationMode\":\"FORCE_CREATION\"}");
        guichet.result(id);
        play("pay", "{\"reference\":\"" + id + "\"}");
        last(id, "FULFILL");
        play("switch", "{\"charge\":\"FAILED\"}");
        fault("{\"kind\":\"lost-after\",\"operation\":\"" + operation + "\"}");
        drop(id + "-1", "stored-card-payment", "{\"amount\":\"7.00\",\"orderId\":\"" + id + "\"}");
        assertThat(error(id + "-1").path("code").asText()).isEqualTo("GUI-2144");
        assertThat(made(id + "-1")).hasSize(1);
    }

    @Test
    void invoiceIsThereOnceThePaymentWasCaptured() throws Exception {
        drop("I-1", "payment", "{" + MONEY + "}");
        guichet.result("I-1");
        drop("I-1-A", "document", "{\"orderId\":\"I-1\",\"kind\":\"invoice\"}");
        assertThat(error("I-1-A").path("code").asText()).isEqualTo("GUI-2071");
        play("pay", "{\"reference\":\"I-1\"}");
        last("I-1", "FULFILL");
        drop("I-1-B", "document", "{\"orderId\":\"I-1\",\"kind\":\"invoice\"}");
        guichet.result("I-1-B");
        assertThat(guichet.names("out")).contains("I-1-B.invoice.pdf");
    }

    @Test
    void userWithoutARightIsNamedWithSpaceAndOperation() {
        dropAt("F-1", "payment", "read-only", "{" + MONEY + "}");
        JsonNode error = guichet.waiting("F-1").at("/errors/0");
        assertThat(error.path("code").asText()).isEqualTo("GUI-2141");
        assertThat(error.path("message").asText()).contains("514", "405", "POST /payment/transactions");
        assertThat(error.path("advice").asText()).contains("reading on the Space and on the Account");
    }

    @Test
    void wrongKeyHoldsTheOrder() {
        dropAt("F-2", "payment", "wrong-key", "{" + MONEY + "}");
        assertThat(guichet.waiting("F-2").at("/errors/0/code").asText()).isEqualTo("GUI-2140");
    }

    @Test
    void tooManyRequestsLeaveTheAccountAlone() throws Exception {
        fault("{\"kind\":\"throttle\",\"operation\":\"POST /payment/transactions\"}");
        drop("G-1", "payment", "{" + MONEY + "}");
        assertThat(guichet.result("G-1").at("/result/link").asText()).as("made after the rest").isNotEmpty();
        assertThat(made("G-1")).hasSize(1);
    }

    @Test
    void failedPaymentCanStillSucceed() throws Exception {
        drop("W-1", "payment", "{" + MONEY + "}");
        guichet.result("W-1");
        play("pay", "{\"reference\":\"W-1\",\"outcome\":\"fail\"}");
        JsonNode failed = last("W-1", "FAILED");
        assertThat(failed.at("/payment/final").asBoolean()).as("the payer may try again").isFalse();
        assertThat(failed.at("/payment/details/contact").asText()).contains("Concardis");
        play("pay", "{\"reference\":\"W-1\"}");
        assertThat(last("W-1", "FULFILL").at("/payment/final").asBoolean()).isTrue();
    }

    @Test
    void declinedDeliveryIsTheEnd() throws Exception {
        drop("W-2", "payment", "{" + MONEY + "}");
        guichet.result("W-2");
        play("pay", "{\"reference\":\"W-2\",\"outcome\":\"decline\"}");
        assertThat(last("W-2", "DECLINE").at("/payment/final").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate", "hold", "lose", "forge", "unsigned"})
    void webhooksAreNeverBelievedAndNeverNeeded(String manner) throws Exception {
        play("switch", "{\"webhooks\":\"" + manner + "\"}");
        String id = "H-" + manner;
        drop(id, "payment", "{" + MONEY + "}");
        guichet.result(id);
        play("pay", "{\"reference\":\"" + id + "\"}");
        if (manner.equals("hold")) {
            play("release", "{\"order\":\"reversed\"}");
        }
        JsonNode end = last(id, "FULFILL");
        assertThat(end.at("/payment/final").asBoolean()).isTrue();
        JsonNode sent = play("sent", "{}");
        if (manner.equals("forge") || manner.equals("unsigned")) {
            assertThat(sent.get(sent.size() - 1).path("status").asInt()).isEqualTo(403);
        }
        await().during(Duration.ofMillis(800)).until(() -> guichet.names("out").stream()
                .filter(name -> name.startsWith(id + ".event-")).map(name -> guichet.file("out/" + name))
                .filter(event -> event.at("/payment/state").asText().equals("FULFILL")).count() == 1);
    }

    @Test
    void keyOfTheServiceMayChange() throws Exception {
        paid("H-1");
        play("rotate", "{}");
        paid("H-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"amount\":\"0.00\" | amount | GUI-1390",
            "\"amount\":\"1.005\",\"currency\":\"CHF\" | amount | GUI-1382",
            "\"amount\":\"1.00\",\"currency\":\"XYZ\" | currency | GUI-1383",
            "\"lineItems\":[{\"uniqueId\":\"1\",\"name\":\"a\",\"type\":\"PRODUCT\",\"quantity\":\"1\",\"amountIncludingTax\":"
                    + "\"1\"},{\"uniqueId\":\"1\",\"name\":\"a\",\"type\":\"DISCOUNT\",\"quantity\":\"1\","
                    + "\"amountIncludingTax\":\"-1\"}] | lineItems/1/uniqueId | GUI-1392",
            "\"lineItems\":[{\"uniqueId\":\"1\",\"name\":\"a\",\"type\":\"PRODUCT\",\"quantity\":\"1\",\"amountIncludingTax\":"
                    + "\"1\",\"taxes\":[{\"title\":\"TVA\",\"rate\":\"101\"}]}] | lineItems/0/taxes/0/rate | GUI-1393"})
    void wrongOrdersAreNamedBeforeAnybodyIsAsked(String request, String field, String code) {
        String id = "E-" + Math.abs(request.hashCode());
        drop(id, "payment", "{" + request + "}");
        JsonNode errors = guichet.error(id).path("errors");
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("field").asText()).isEqualTo("/request/" + field);
        });
    }

    // Short words

    private static void paid(String id) throws Exception {
        drop(id, "payment", "{" + MONEY + "}");
        guichet.result(id);
        play("pay", "{\"reference\":\"" + id + "\"}");
        last(id, "FULFILL");
    }

    private static void authorized(String id) throws Exception {
        dropAt(id, "payment", "deferred", "{" + MONEY + "}");
        guichet.result(id);
        play("pay", "{\"reference\":\"" + id + "\"}");
        last(id, "AUTHORIZED");
    }

    private static String line(String id, String amount) {
        return "{\"uniqueId\":\"" + id + "\",\"name\":\"" + id + "\",\"type\":\"PRODUCT\",\"quantity\":\"1\","
                + "\"amountIncludingTax\":\"" + amount + "\"}";
    }

    private static JsonNode error(String id) {
        return guichet.error(id).path("errors").get(0);
    }

    private static void fault(String json) throws Exception {
        guichet.control("faults", json);
    }

    /** What the twin has of an order. */
    private static List<JsonNode> made(String id) throws Exception {
        List<JsonNode> made = new ArrayList<>();
        play("transactions", "{}").forEach(made::add);
        return made.stream().filter(one -> one.path("merchantReference").asText().startsWith(id + " ")).toList();
    }

    private static String get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body();
    }

    private static void post(URI url, String form) throws Exception {
        HTTP.send(HttpRequest.newBuilder(url).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
    }

    private static JsonNode last(String id, String state) {
        return guichet.event(id, state);
    }

    private static void drop(String id, String operation, String request) {
        dropAt(id, operation, "demo-pf", request);
    }

    private static void dropAt(String id, String operation, String account, String request) {
        guichet.drop(id + ".json", "{\"orderId\":\"" + id + "\",\"service\":\"postfinance\",\"operation\":\""
                + operation + "\",\"account\":\"" + account + "\",\"request\":" + request + "}");
    }

    private static JsonNode play(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest
                .newBuilder(URI.create(guichet.twinAddress() + "/postfinance/play/" + verb))
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
