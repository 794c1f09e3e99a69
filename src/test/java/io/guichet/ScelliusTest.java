package io.guichet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scellius through the whole process, from the order's file to its answer and to the events of its payment, against the twin. */
class ScelliusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MONEY = "\"amount\":\"9.90\",\"currency\":\"EUR\"";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;
    private static HttpServer wire;
    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        wire = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wire.createContext("/", exchange -> {
            SENT.add(exchange.getRequestURI().getPath() + "\n" + exchange.getRequestHeaders().getFirst("Authorization")
                    + "\n" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = ("{\"status\":\"SUCCESS\",\"answer\":{\"formToken\":\"01aBcDeF8a02\","
                    + "\"_type\":\"V4\\/Charge\\/PaymentForm\"},\"more\":1}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        wire.start();
        Map<String, String> settings = new HashMap<>(Map.of("guichet.reconcile.looks", "1s,3s,10s,1h",
                "guichet.scellius.settle-time", "2s", "guichet.scellius.throttle-rest", "1s",
                "guichet.worker.lease", "10s", "camel.main.shutdown-timeout", "15", "guichet.worker.brake", "50",
                "guichet.worker.retry-first", "200ms",
                "guichet.webstamp.connect-timeout", "1s", "guichet.webstamp.receive-timeout", "2s",
                "guichet.payments.asks", "3s,1h"));
        settings.put("guichet.account.scellius.wire.platform", "sandbox");
        settings.put("guichet.account.scellius.wire.user", "69876357");
        settings.put("guichet.account.scellius.wire.password", "testpassword_wire");
        settings.put("guichet.account.scellius.wire.endpoint", "http://127.0.0.1:" + wire.getAddress().getPort());
        guichet = GuichetRun.start(home, settings);
    }

    @BeforeEach
    void healthy() throws Exception {
        guichet.calm();
        guichet.control("clock", "{\"real\":true}");
    }

    @AfterAll
    static void stop() {
        guichet.close();
        wire.stop(0);
    }

    // The buyer's way

    @Test
    void formIsPaidAndItsOrderIsToldWithTheOwnValuesOfTheDocument() throws Exception {
        Instant before = Instant.now();
        drop("P-1", "payment", "{" + MONEY + ",\"customer\":{\"email\":\"sample@example.com\"},"
                + "\"metadata\":{\"MyValueKey\":\"1234\",\"orderInfo\":\"lot 7\",\"orderInfo2\":\"b\","
                + "\"orderInfo3\":\"c\"}}");

        JsonNode result = guichet.result("P-1").path("result");
        assertThat(result.path("reference").asText()).isEqualTo("P-1");
        assertThat(result.path("amount").asText()).isEqualTo("9.90");
        assertThat(result.path("formToken").asText()).hasSizeGreaterThan(100);
        Instant ends = Instant.parse(result.path("formTokenEnds").asText());
        assertThat(ends).isBetween(before.plus(Duration.ofMinutes(14)), Instant.now().plus(Duration.ofMinutes(15)));
        assertThat(result.path("ticket").asText()).hasSize(32);

        drop("P-1-S0", "status", "{\"orderId\":\"P-1\"}");
        assertThat(guichet.result("P-1-S0").path("result").path("transactions")).as("nobody has paid").isEmpty();

        pay(result, "PAY");

        JsonNode event = event("P-1", 1);
        assertThat(event.path("event").asText()).isEqualTo("payment.updated");
        assertThat(event.at("/payment/state").asText()).isEqualTo("AUTHORISED");
        assertThat(event.at("/payment/final").asBoolean()).isFalse();
        assertThat(event.at("/payment/amounts/amount").asText()).isEqualTo("9.90");
        assertThat(event.at("/payment/orderStatus").asText() + event.at("/payment/details/orderStatus").asText())
                .isEqualTo("PAID");
        assertThat(told("OK! OrderStatus is PAID")).as("what the shop's back office shows").isNotEmpty();

        drop("P-1-S", "status", "{\"orderId\":\"P-1\"}");
        JsonNode transaction = guichet.result("P-1-S").path("result").path("transactions").get(0);
        assertThat(transaction.at("/metadata/MyValueKey").asText()).isEqualTo("1234");
        assertThat(transaction.at("/metadata/orderInfo3").asText()).isEqualTo("c");
        assertThat(transaction.path("metadata").has("guichetKey")).isFalse();
    }

    @Test
    void captureThatNobodyTellsIsAskedFor() throws Exception {
        String uuid = paid("P-2");

        play("capture", "{\"uuid\":\"" + uuid + "\"}");

        JsonNode event = event("P-2", 2);
        assertThat(event.at("/payment/state").asText()).isEqualTo("CAPTURED");
        assertThat(event.at("/payment/previousState").asText()).isEqualTo("AUTHORISED");
        assertThat(event.at("/payment/final").asBoolean()).isTrue();
    }

    @Test
    void refusedAttemptLeavesTheFormOpenAndTheNextOneCounts() throws Exception {
        drop("P-3", "payment", "{" + MONEY + "}");
        JsonNode result = guichet.result("P-3").path("result");

        pay(result, "REFUSED");
        JsonNode refused = event("P-3", 1);
        pay(result, "PAY");

        assertThat(refused.at("/payment/state").asText()).isEqualTo("REFUSED");
        assertThat(refused.at("/payment/final").asBoolean()).isFalse();
        assertThat(event("P-3", 2).at("/payment/state").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void sameNotificationIsActedOnOnceAndForgedOnesNever() throws Exception {
        String uuid = paid("P-4");

        play("notify", "{\"uuid\":\"" + uuid + "\"}");
        play("notify", "{\"uuid\":\"" + uuid + "\",\"escaped\":true}");
        play("notify", "{\"uuid\":\"" + uuid + "\",\"corrupt\":true}");

        assertThat(told("")).as("forged").anyMatch(sent -> sent.path("status").asInt() == 403);
        assertThat(guichet.names("out")).filteredOn(name -> name.startsWith("P-4.event-")).hasSize(1);
    }

    @Test
    void aThousandForgedNotificationsAndNoneIsAccepted() throws Exception {
        drop("P-5", "payment", "{" + MONEY + "}");
        guichet.result("P-5");
        String lie = "%7B%22shopId%22%3A%2242229744%22%2C%22orderStatus%22%3A%22PAID%22%2C%22orderDetails%22%3A%7B"
                + "%22orderId%22%3A%22P-5%22%7D%7D";
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = senders.invokeAll(IntStream.range(0, 1000)
                    .mapToObj(i -> (Callable<Integer>) () -> HTTP.send(HttpRequest
                            .newBuilder(guichet.address("/notify/scellius/demo-fr"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("kr-hash=" + "%064x".formatted(i)
                                    + "&kr-hash-algorithm=sha256_hmac&kr-hash-key="
                                    + List.of("password", "sha256_hmac", "none").get(i % 3) + "&kr-answer=" + lie))
                            .build(), BodyHandlers.ofString()).statusCode())
                    .toList());
            TreeSet<Integer> said = new TreeSet<>();
            for (Future<Integer> answer : answers) {
                said.add(answer.get());
            }
            assertThat(said).containsExactly(403);
        } finally {
            senders.shutdownNow();
        }
        assertThat(guichet.names("out")).noneMatch(name -> name.startsWith("P-5.event-"));
    }

    // The form token

    @Test
    void everyParameterOfTheDocumentIsFoundOnTheWire() throws Exception {
        List<String> orders = Files.readAllLines(Path.of("examples/scellius-payments.ndjson"));
        guichet.drop("D-1.json", orders.get(0).replace("\"demo-fr\"", "\"wire\""));
        guichet.result("SO-40001");
        SENT.clear();
        guichet.drop("D-2.json", orders.get(1).replace("\"demo-fr\"", "\"wire\""));

        assertThat(guichet.result("SO-40002").at("/result/formToken").asText()).isEqualTo("01aBcDeF8a02");

        String[] sent = SENT.get(0).split("\n", 3);
        assertThat(sent[0]).isEqualTo("/api-payment/V4/Charge/UpdatePayment");
        assertThat(sent[1]).isEqualTo("Basic Njk4NzYzNTc6dGVzdHBhc3N3b3JkX3dpcmU=");
        JsonNode body = JSON.readTree(sent[2]);
        assertThat(((ObjectNode) body.path("metadata")).remove("guichetKey").asText()).endsWith("-1");
        assertThat(body).isEqualTo(JSON.readTree(
                """
                        {"formToken":"01aBcDeF8a02","formTokenVersion":4,"orderId":"CMD-2025-000123",
                         "customer":{"reference":"C-4711","email":"sample@example.com",
                          "billingDetails":{"title":"Mme","category":"PRIVATE","firstName":"Ada","lastName":"Martin",
                           "phoneNumber":"(00.571) 638.14.00","cellPhoneNumber":"(+34) 824 65 43 21","streetNumber":"12 B",
                           "address":"rue du Port","district":"Citadelle","zipCode":"20200","city":"Bastia","state":"FR-20R",
                           "country":"FR","language":"JP","identityCode":"1850675116001","identityType":"CNI",
                           "legalName":"Martin et fils"},
                          "shippingDetails":{"category":"COMPANY","firstName":"Luc","lastName":"Martin",
                           "phoneNumber":"40 41 42 42","streetNumber":"3","address":"quai des Martyrs","address2":"hangar 2",
                           "district":"Port","zipCode":"20200","city":"Bastia","state":"FR-20R","country":"FR",
                           "deliveryCompanyName":"Colissimo","shippingSpeed":"STANDARD",
                           "shippingMethod":"PACKAGE_DELIVERY_COMPANY","legalName":"Martin SARL","identityCode":"44306184100047"},
                          "shoppingCart":{"insuranceAmount":30050,"shippingAmount":450,"taxAmount":165,"cartItemInfo":[
                           {"productLabel":"Timbres","productType":"SERVICE_FOR_INDIVIDUAL","productRef":"T-1","productQty":1,
                            "productAmount":540,"productVat":"20.0"},
                           {"productLabel":"Enveloppes","productType":"FLOWERS_AND_GIFTS","productRef":"E-2","productQty":10,
                            "productAmount":1200,"productVat":"1234"}]}},
                         "metadata":{"MyValueKey":"1234","orderInfo":"lot 7","orderInfo2":"b","orderInfo3":"c"}}"""));
    }

    @Test
    void newestTokenOfAPaymentIsUsedWhicheverIsNamedAndTheNewNumberIsFollowed() throws Exception {
        drop("U-1", "payment", "{" + MONEY + "}");
        JsonNode first = guichet.result("U-1").path("result");
        drop("U-2", "update", "{\"orderId\":\"U-1\",\"customer\":{\"shoppingCart\":{\"shippingAmount\":\"4.50\"}}}");
        JsonNode second = guichet.result("U-2").path("result");
        assertThat(second.path("formToken").asText()).isNotEqualTo(first.path("formToken").asText());
        assertThat(second.path("formTokenEnds")).as("counted from the payment").isEqualTo(first.path("formTokenEnds"));
        assertThat(second.path("reference").asText()).isEqualTo("U-1");

        drop("U-3", "update", "{\"formToken\":\"" + first.path("formToken").asText() + "\",\"reference\":\"U-NEW\"}");
        JsonNode third = guichet.result("U-3").path("result");
        assertThat(third.path("payment").asText()).isEqualTo("U-1");
        assertThat(third.path("formTokenEnds")).isEqualTo(first.path("formTokenEnds"));

        pay(third, "PAY");
        assertThat(event("U-3", 1).at("/payment/reference").asText()).isEqualTo("U-NEW");
        drop("U-4", "status", "{\"orderId\":\"U-1\"}");
        assertThat(guichet.result("U-4").at("/result/reference").asText()).isEqualTo("U-NEW");
        assertThat(guichet.result("U-4").at("/result/state").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void tokenThatIsOverIsRefusedWithAnAdviceOrRenewed() throws Exception {
        drop("X-1", "payment", "{" + MONEY + "}");
        guichet.result("X-1");
        guichet.control("clock", "{\"advance\":\"PT16M\"}");

        drop("X-2", "update", "{\"orderId\":\"X-1\",\"metadata\":{\"orderInfo\":\"late\"}}");
        JsonNode problem = guichet.error("X-2").path("errors").get(0);
        assertThat(problem.path("code").asText()).isEqualTo("GUI-2070");
        assertThat(problem.at("/service/code").asText()).isEqualTo("INT_903");
        assertThat(problem.path("advice").asText()).contains("renew");

        drop("X-3", "update", "{\"orderId\":\"X-1\",\"renew\":true,\"metadata\":{\"orderInfo\":\"late\"}}");
        JsonNode renewed = guichet.result("X-3").path("result");
        assertThat(renewed.path("renewed").asBoolean()).isTrue();
        pay(renewed, "PAY");
        assertThat(event("X-1", 1).at("/payment/amounts/amount").asText()).isEqualTo("9.90");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "B-1 | update  | '{\"orderId\":\"P-1\",\"amount\":\"12.00\"}' | GUI-1384 | /request/amount",
            "B-2 | payment | '{\"amount\":\"9.901\",\"currency\":\"EUR\"}' | GUI-1382 | /request/amount",
            "B-3 | payment | '{\"amount\":\"9.90\",\"currency\":\"EUX\"}' | GUI-1383 | /request/currency",
            "B-4 | payment | '{\"amount\":\"9.90\",\"currency\":\"EUR\",\"customer\":{\"billingDetails\":{\"address\":\"a<b\"}}}'"
                    + " | GUI-1380 | /request/customer/billingDetails/address",
            "B-5 | payment | '{\"amount\":\"9.90\",\"currency\":\"EUR\",\"customer\":{\"email\":\"fake-email\"}}'"
                    + " | GUI-1387 | /request/customer/email",
            "B-6 | capture | '{\"uuid\":\"0123456789abcdef0123456789abcdef\"}' | GUI-2071 | ''",
    })
    void whatIsWrongIsNamed(String id, String operation, String request, String code, String field) throws Exception {
        drop(id, operation, request);
        JsonNode problem = guichet.error(id).path("errors").get(0);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    // Money that moves

    @Test
    void refundInPartAndTheRestAndNothingMore() throws Exception {
        captured("R-1");

        drop("R-1-A", "refund", "{\"orderId\":\"R-1\",\"amount\":\"4.00\",\"comment\":\"torn\"}");
        JsonNode refund = guichet.result("R-1-A").path("result");
        assertThat(refund.path("operationType").asText()).isEqualTo("CREDIT");
        assertThat(refund.path("amount").asText()).isEqualTo("4.00");
        drop("R-1-B", "refund", "{\"orderId\":\"R-1\"}");
        assertThat(guichet.result("R-1-B").at("/result/amount").asText()).isEqualTo("5.90");
        drop("R-1-C", "refund", "{\"orderId\":\"R-1\"}");
        JsonNode problem = guichet.error("R-1-C").path("errors").get(0);
        assertThat(problem.at("/service/code").asText()).isEqualTo("PSP_104");
        assertThat(problem.path("advice").asText()).contains("already");
        assertThat(refunds("R-1")).hasSize(2).allMatch(one -> !one.path("attemptKey").asText().isEmpty());
    }

    @Test
    void refundWhoseAnswerIsLostIsFoundAndNotPaidTwice() throws Exception {
        captured("R-2");
        drop("R-2-A", "refund", "{\"orderId\":\"R-2\",\"amount\":\"4.00\"}");
        guichet.result("R-2-A");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"Transaction/CancelOrRefund\"}");

        drop("R-2-B", "refund", "{\"orderId\":\"R-2\",\"amount\":\"4.00\"}");

        assertThat(guichet.waiting("R-2-B").path("state").asText()).isEqualTo("IN_DOUBT");
        JsonNode result = guichet.result("R-2-B");
        assertThat(result.path("attempts").asInt()).isEqualTo(1);
        assertThat(refunds("R-2")).as("one each, although both are of the same amount").hasSize(2);
        assertThat(result.at("/result/uuid").asText())
                .isNotEqualTo(guichet.result("R-2-A").at("/result/uuid").asText());
    }

    @Test
    void refundThatNeverArrivedIsMadeOnce() throws Exception {
        captured("R-3");
        guichet.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"Transaction/CancelOrRefund\"}");

        drop("R-3-A", "refund", "{\"orderId\":\"R-3\"}");

        JsonNode result = guichet.result("R-3-A");
        assertThat(result.path("attempts").asInt()).isEqualTo(2);
        assertThat(refunds("R-3")).hasSize(1);
    }

    @Test
    void secondRefundOfAPaymentWaitsUntilTheFirstIsKnown() throws Exception {
        captured("R-4");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"Transaction/CancelOrRefund\"}");
        drop("R-4-A", "refund", "{\"orderId\":\"R-4\",\"amount\":\"4.00\"}");
        guichet.waiting("R-4-A");

        drop("R-4-B", "refund", "{\"orderId\":\"R-4\",\"amount\":\"4.00\"}");

        guichet.result("R-4-A");
        JsonNode second = guichet.file("out/R-4-B.waiting.json", "out/R-4-B.result.json");
        assertThat(second.path("errors").path(0).path("code").asText("GUI-4033")).isEqualTo("GUI-4033");
        assertThat(refunds("R-4")).hasSizeBetween(1, 2);
    }

    @Test
    void cancelAndRefundDoNotBecomeEachOtherUnlessTheOrderSaysSo() throws Exception {
        paid("C-1");
        drop("C-1-R", "refund", "{\"orderId\":\"C-1\"}");
        assertThat(guichet.error("C-1-R").at("/errors/0/service/code").asText()).isEqualTo("PSP_076");
        drop("C-1-W", "refund", "{\"orderId\":\"C-1\",\"whichever\":true}");
        assertThat(guichet.result("C-1-W").at("/result/state").asText()).isEqualTo("CANCELLED");

        captured("C-2");
        drop("C-2-C", "cancel", "{\"orderId\":\"C-2\"}");
        assertThat(guichet.error("C-2-C").at("/errors/0/service/code").asText()).isEqualTo("PSP_075");
    }

    @Test
    void cancelWhoseAnswerIsLostIsSeenAtTheTransaction() throws Exception {
        paid("C-3");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"Transaction/CancelOrRefund\"}");

        drop("C-3-C", "cancel", "{\"orderId\":\"C-3\"}");

        JsonNode result = guichet.result("C-3-C");
        assertThat(result.at("/result/state").asText()).isEqualTo("CANCELLED");
        assertThat(result.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void paymentByHandIsValidatedOnceAndCapturedWhereTheAccountSaysSo() throws Exception {
        drop("V-1", "payment", "{" + MONEY + ",\"manualValidation\":true}");
        String uuid = pay(guichet.result("V-1").path("result"), "PAY").path("uuid").asText();
        assertThat(event("V-1", 1).at("/payment/state").asText()).isEqualTo("AUTHORISED_TO_VALIDATE");

        drop("V-1-V", "validate", "{\"uuid\":\"" + uuid + "\"}");
        assertThat(guichet.result("V-1-V").at("/result/state").asText()).isEqualTo("AUTHORISED");
        drop("V-1-W", "validate", "{\"orderId\":\"V-1\"}");
        assertThat(guichet.result("V-1-W").at("/notices/0/text").asText()).contains("already");
        drop("V-1-C", "capture", "{\"orderId\":\"V-1\"}");
        assertThat(guichet.result("V-1-C").at("/result/state").asText()).isEqualTo("CAPTURED");
    }

    // Links

    @Test
    void linkIsMadeChangedPaidAndFollowed() throws Exception {
        drop("L-1", "payment-link", "{" + MONEY + ",\"locale\":\"fr_FR\"}");
        JsonNode link = guichet.result("L-1").path("result");
        assertThat(link.path("url").asText()).startsWith(guichet.twinAddress());
        drop("L-1-U", "payment-link-update", "{\"orderId\":\"L-1\",\"merchantComment\":\"later\"}");
        assertThat(guichet.result("L-1-U").at("/result/state").asText()).isEqualTo("RUNNING");
        HTTP.send(HttpRequest.newBuilder(URI.create(link.path("url").asText()))
                .POST(BodyPublishers.ofString("choice=PAY")).build(), BodyHandlers.discarding());
        assertThat(event("L-1", 1).at("/payment/state").asText()).isEqualTo("AUTHORISED");
        drop("L-1-S", "payment-link-status", "{\"orderId\":\"L-1\"}");
        assertThat(guichet.result("L-1-S").at("/result/state").asText()).isNotEqualTo("RUNNING");

        drop("L-2", "payment-link", "{" + MONEY + "}");
        guichet.result("L-2");
        drop("L-2-C", "payment-link-cancel", "{\"orderId\":\"L-2\"}");
        assertThat(guichet.result("L-2-C").at("/result/state").asText()).isEqualTo("CANCELLED");
        drop("L-2-D", "payment-link-cancel", "{\"orderId\":\"L-2\"}");
        assertThat(guichet.result("L-2-D").at("/result/state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void linkThatTheServiceSendsIsNotSentTwice() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"Charge/CreatePaymentOrder\"}");

        drop("L-3", "payment-link", "{" + MONEY
                + ",\"channel\":{\"type\":\"MAIL\",\"recipient\":\"sample@example.com\"}}");

        assertThat(guichet.waiting("L-3").path("state").asText()).isEqualTo("IN_DOUBT");
        await().during(5, SECONDS).atMost(10, SECONDS).until(() -> calls("Charge/CreatePaymentOrder") >= 1
                && !guichet.names("out").contains("L-3.result.json"));
    }

    // Accounts

    @ParameterizedTest
    @CsvSource({"no-contract, PSP_610, GUI-2001, error", "no-rest, PSP_100, GUI-2120, waiting"})
    void whatIsWrongWithAShopIsSaid(String account, String service, String code, String kind) throws Exception {
        guichet.drop("A-" + account + ".json", order("A-" + account, "payment", account, "{" + MONEY + "}"));
        JsonNode answer = guichet.file("out/A-" + account + "." + kind + ".json");
        assertThat(answer.at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(answer.at("/errors/0/service/code").asText()).isEqualTo(service);
        assertThat(answer.at("/errors/0/service/requestId").asText()).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({"PSP_106", "PSP_999"})
    void troubleThatPassesIsTriedAgain(String code) throws Exception {
        guichet.control("faults", "{\"kind\":\"messages\",\"code\":\"" + code
                + "\",\"operation\":\"Charge/CreatePayment\",\"service\":\"scellius\"}");
        drop("T-" + code, "payment", "{" + MONEY + "}");
        assertThat(guichet.result("T-" + code).at("/result/formToken").asText()).isNotEmpty();
    }

    @Test
    void neitherPasswordNorTokenNorBuyerStandsInALogLine() throws Exception {
        try (HeardLog log = new HeardLog()) {
            guichet.control("faults", "[{\"kind\":\"http\",\"status\":503,\"operation\":\"Charge/CreatePayment\"},"
                    + "{\"kind\":\"messages\",\"code\":\"INT_015\",\"operation\":\"Charge/UpdatePayment\"}]");
            drop("G-1", "payment", "{" + MONEY + ",\"customer\":{\"email\":\"planted@example.com\"}}");
            String token = guichet.result("G-1").at("/result/formToken").asText();
            drop("G-2", "update", "{\"orderId\":\"G-1\",\"customer\":{\"email\":\"planted@example.com\"}}");
            guichet.error("G-2");
            String lines = String.join("\n", log.lines());
            assertThat(lines).doesNotContain("testpassword_", "planted@", token, "NDIyMjk3NDQ6");
        }
    }

    // Short words

    private static void drop(String id, String operation, String request) {
        guichet.drop(id + ".json", order(id, operation, "demo-fr", request));
    }

    private static String order(String id, String operation, String account, String request) {
        return "{\"orderId\":\"" + id + "\",\"service\":\"scellius\",\"operation\":\"" + operation
                + "\",\"account\":\"" + account + "\",\"request\":" + request + "}";
    }

    private static JsonNode event(String orderId, int number) {
        return guichet.file("out/" + orderId + ".event-" + number + ".json");
    }

    private static JsonNode pay(JsonNode result, String choice) throws Exception {
        return play("pay", "{\"token\":\"" + result.path("formToken").asText() + "\",\"choice\":\"" + choice + "\"}");
    }

    /** @return the transaction's number */
    private static String paid(String id) throws Exception {
        drop(id, "payment", "{" + MONEY + "}");
        String uuid = pay(guichet.result(id).path("result"), "PAY").path("uuid").asText();
        event(id, 1);
        return uuid;
    }

    private static void captured(String id) throws Exception {
        play("capture", "{\"uuid\":\"" + paid(id) + "\"}");
    }

    private static JsonNode play(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest
                .newBuilder(URI.create(guichet.twinAddress() + "/scellius/play/" + verb))
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Notifications that the twin has sent and that were answered so. */
    private static List<JsonNode> told(String said) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        StreamSupport.stream(play("sent", "{}").spliterator(), false)
                .filter(one -> one.path("said").asText().contains(said)).forEach(all::add);
        return all;
    }

    private static List<JsonNode> refunds(String reference) throws Exception {
        return guichet.purchases(reference).stream().filter(one -> one.toString().contains("\"refund\"")).toList();
    }

    private static int calls(String operation) throws IOException {
        try {
            return guichet.told("calls").path("scellius").path(operation).asInt();
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }
}
