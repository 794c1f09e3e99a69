package io.guichet.sandbox.scellius;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.guichet.sandbox.StartedTwin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twin keeps to the contract's own words (scellius 2 to 7). */
class ScelliusTwinTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms";
    private static final String SMALLEST = "{'amount':990,'currency':'EUR','orderId':'myOrderId-999999',"
            + "'customer':{'email':'sample@example.com'}}";

    @TempDir
    private Path folder;
    private StartedTwin twin;
    private HttpServer shop;
    private volatile int answerWith = 200;
    private final List<Map<String, String>> told = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        twin = new StartedTwin(folder);
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            told.add(fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
            byte[] thanks = "OK! OrderStatus is PAID".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(answerWith, thanks.length);
            exchange.getResponseBody().write(thanks);
            exchange.close();
        });
        shop.start();
    }

    @AfterEach
    void close() {
        twin.close();
        shop.stop(0);
    }

    @Test
    void theTestOfTheKeysSaysTheSameValueAgain() throws Exception {
        JsonNode answer = answer("Charge/SDKTest", "{'value':'my testing value'}");

        assertThat(answer.path("value").asText()).isEqualTo("my testing value");
        assertThat(answer.path("_type").asText()).isEqualTo("V4/Type/String");
    }

    @Test
    void wrongKeysAreAnErrorInAGoodEnvelope() throws Exception {
        JsonNode envelope = call("Charge/SDKTest", "{}", "42229744:wrong");

        assertThat(envelope.path("status").asText()).isEqualTo("ERROR");
        assertThat(envelope.path("answer").path("errorCode").asText()).isEqualTo("INT_905");
        assertThat(envelope.path("answer").path("shopId").isNull()).isTrue();
        assertThat(envelope.path("_type").asText()).isEqualTo("V4/WebService/Response");
    }

    @Test
    void wrongKeysAreAnswered401WhereThatIsWanted() throws Exception {
        play("switch", "{'unauthorized':401}");
        assertThat(status("Charge/SDKTest", "42229744:wrong")).isEqualTo(401);
        assertThat(status("Charge/SDKTest", "42229744:" + PASSWORD)).isEqualTo(200);
        twin.control("DELETE", "faults", "");
        assertThat(status("Charge/SDKTest", "42229744:wrong")).isEqualTo(200);
    }

    @Test
    void whatIsNotKnownOfUpdatesCanBeOtherwise() throws Exception {
        play("switch", "{'restart':true,'oldTokens':false,'paid':'PSP_108'}");
        String old = token(answer("Charge/CreatePayment", SMALLEST));
        twin.advance("PT14M");
        String fresh = token(answer("Charge/UpdatePayment", "{'formToken':'" + old + "'}"));
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + old + "'}")).isEqualTo("INT_903");
        twin.advance("PT14M");
        String last = token(answer("Charge/UpdatePayment", "{'formToken':'" + fresh + "'}"));
        pay(last, "PAY");
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + last + "'}")).isEqualTo("PSP_108");
    }

    @Test
    void notificationsAreKeptBackAndReleasedInAnyOrder() throws Exception {
        play("switch", "{'hold':true}");
        String token = token(answer("Charge/CreatePayment", withUrl()));
        pay(token, "REFUSED");
        pay(token, "PAY");
        assertThat(told).isEmpty();
        play("release", "{'order':'reversed'}");
        assertThat(told).hasSize(2);
        assertThat(told.get(0).get("kr-answer")).contains("AUTHORISED");
        assertThat(told.get(1).get("kr-answer")).contains("REFUSED");
    }

    @Test
    void whatNoShopHasTakenIsRepeatedFourTimes() throws Exception {
        answerWith = 503;
        pay(token(answer("Charge/CreatePayment", withUrl())), "PAY");
        for (int i = 0; i < 6; i++) {
            play("repeat", "{}");
        }
        assertThat(told).hasSize(5);
        answerWith = 200;
        String second = token(answer("Charge/CreatePayment", withUrl()));
        pay(second, "PAY");
        play("repeat", "{}");
        assertThat(told).hasSize(6);
    }

    @Test
    void buyersReturnIsSignedWithTheOtherKey() throws Exception {
        String uuid = pay(token(answer("Charge/CreatePayment", withUrl())), "PAY").path("uuid").asText();
        play("notify", "{'uuid':'" + uuid + "','returned':true}");
        assertThat(told.get(1).get("kr-hash-key")).isEqualTo("sha256_hmac");
        assertThat(told.get(1).get("kr-hash")).isNotEqualTo(told.get(0).get("kr-hash"));
    }

    @Test
    void twoEqualCallsGiveTwoFormsAndNoTransaction() throws Exception {
        String one = token(answer("Charge/CreatePayment", SMALLEST));
        String other = token(answer("Charge/CreatePayment", SMALLEST));

        assertThat(one).isNotEqualTo(other).hasSizeGreaterThan(150);
        assertThat(error("Order/Get", "{'orderId':'myOrderId-999999'}")).isEqualTo("PSP_010");
        assertThat(twin.purchases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'amount':'x','currency':'EUR'} | INT_009", "{'amount':1,'currency':'TTT'} | INT_010",
            "{'amount':1,'currency':'EUR','customer':{'email':'fake-email'}} | INT_015",
            "{'amount':1,'currency':'EUR','orderId':'Pâté'} | INT_013",
            "{'amount':1,'currency':'EUR','customer':{'billingDetails':{'address':'a<b'}}} | INT_019",
            "{'amount':1,'currency':'EUR','customer':{'billingDetails':{'country':'fr'}}} | INT_022",
            "{'amount':1,'currency':'EUR','customer':{'shippingDetails':{'shippingSpeed':'RELAY_POINT'}}} | INT_095",
            "{'amount':1,'currency':'EUR','customer':{'shippingDetails':{'shippingMethod':'STANDARD'}}} | INT_094",
            "{'amount':1,'currency':'EUR','customer':{'shoppingCart':{'cartItemInfo':[{'productVat':'120.0'}]}}} | INT_203",
            "{'amount':1,'currency':'EUR','more':1} | INT_900", "[] | INT_902", "{ | INT_902"})
    void whatIsWrongIsNamedByItsCode(String request, String code) throws Exception {
        assertThat(error("Charge/CreatePayment", request)).isEqualTo(code);
    }

    @Test
    void updateGivesAnotherTextThatLeadsToTheChangedFormAndLeavesTheEndWhereItWas() throws Exception {
        String first = token(answer("Charge/CreatePayment", SMALLEST));
        twin.advance("PT10M");
        String second = token(answer("Charge/UpdatePayment", "{'formToken':'" + first + "','orderId':'CMD-2',"
                + "'customer':{'reference':'C-1'},'metadata':{'MyValueKey':'1234'}}"));

        assertThat(second).isNotEqualTo(first);
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + second + "','amount':1}")).isEqualTo("INT_900");
        JsonNode paid = pay(first, "PAY");
        assertThat(paid.path("orderId").asText()).isEqualTo("CMD-2");
        assertThat(paid.path("request").path("customer").path("email").asText()).isEqualTo("sample@example.com");
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + second + "'}")).isEqualTo("INT_903");

        String late = token(answer("Charge/CreatePayment", SMALLEST));
        twin.advance("PT15M1S");
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + late + "'}")).isEqualTo("INT_903");
    }

    @Test
    void eachOfAFormsTextsLeadsToItAsItStandsNow() throws Exception {
        String first = token(answer("Charge/CreatePayment", SMALLEST));
        String token = first;
        for (String orderId : List.of("CMD-1", "CMD-2", "CMD-3", "CMD-4")) {
            token = token(answer("Charge/UpdatePayment",
                    "{'formToken':'" + token + "','orderId':'" + orderId + "'}"));
        }

        assertThat(pay(first, "PAY").path("orderId").asText()).isEqualTo("CMD-4");
        assertThat(error("Charge/UpdatePayment", "{'formToken':'" + token + "'}")).isEqualTo("INT_903");
    }

    @Test
    void paymentIsToldToTheShopSignedWithItsPassword() throws Exception {
        pay(token(answer("Charge/CreatePayment", withUrl())), "PAY");

        assertThat(told).hasSize(1);
        Map<String, String> form = told.get(0);
        assertThat(form).containsEntry("kr-hash-key", "password").containsEntry("kr-hash-algorithm", "sha256_hmac");
        assertThat(form.get("kr-hash")).isEqualTo(hmac(form.get("kr-answer")));
        JsonNode payment = JSON.readTree(form.get("kr-answer"));
        assertThat(payment.path("orderStatus").asText()).isEqualTo("PAID");
        assertThat(payment.path("orderCycle").asText()).isEqualTo("CLOSED");
        assertThat(payment.path("transactions").get(0).path("detailedStatus").asText()).isEqualTo("AUTHORISED");
        assertThat(payment.path("transactions").get(0).path("_type").asText()).isEqualTo("V4/PaymentTransaction");
    }

    @Test
    void refusedAttemptLeavesTheFormOpen() throws Exception {
        String token = token(answer("Charge/CreatePayment", withUrl()));
        pay(token, "REFUSED");
        assertThat(JSON.readTree(told.get(0).get("kr-answer")).path("orderCycle").asText()).isEqualTo("OPEN");
        assertThat(twin.purchases()).isEmpty();

        pay(token, "PAY");
        assertThat(twin.purchases()).hasSize(1);
        assertThat(answer("Order/Get", "{'orderId':'myOrderId-999999'}").path("transactions")).hasSize(2);
    }

    @Test
    void buyersPageIsAFormThatNeedsNoScript() throws Exception {
        String token = token(answer("Charge/CreatePayment", withUrl()));
        String page = "/scellius/pay?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);

        assertThat(new String(twin.get(page).body(), StandardCharsets.UTF_8)).contains("9.90 EUR", "<button")
                .doesNotContain("<script");
        String said = post("/scellius/pay", "choice=PAY&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded");
        assertThat(said).contains("Paiement accepté");
        assertThat(told).hasSize(1);
        assertThat(twin.get(page).statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsNotCapturedIsCancelledAndWhatIsCapturedIsPaidBackEachTime() throws Exception {
        String open = pay(token(answer("Charge/CreatePayment", SMALLEST)), "PAY").path("uuid").asText();
        assertThat(error("Transaction/CancelOrRefund", "{'uuid':'" + open + "','resolutionMode':'REFUND_ONLY'}"))
                .isEqualTo("PSP_076");
        assertThat(answer("Transaction/CancelOrRefund", "{'uuid':'" + open + "'}").path("detailedStatus").asText())
                .isEqualTo("CANCELLED");
        assertThat(error("Transaction/CancelOrRefund", "{'uuid':'" + open + "'}")).isEqualTo("PSP_105");

        String paid = pay(token(answer("Charge/CreatePayment", SMALLEST)), "PAY").path("uuid").asText();
        play("capture", "{'uuid':'" + paid + "'}");
        assertThat(error("Transaction/CancelOrRefund", "{'uuid':'" + paid + "','resolutionMode':'CANCELLATION_ONLY'}"))
                .isEqualTo("PSP_075");
        String part = "{'uuid':'" + paid + "','amount':400,'currency':'EUR','resolutionMode':'REFUND_ONLY'}";
        JsonNode first = answer("Transaction/CancelOrRefund", part);
        JsonNode second = answer("Transaction/CancelOrRefund", part);
        assertThat(first.path("operationType").asText()).isEqualTo("CREDIT");
        assertThat(second.path("uuid").asText()).as("a repeat pays again").isNotEqualTo(first.path("uuid").asText());
        assertThat(error("Transaction/CancelOrRefund", part)).isEqualTo("PSP_510");
        answer("Transaction/Refund", "{'uuid':'" + paid + "'}");
        assertThat(error("Transaction/Refund", "{'uuid':'" + paid + "'}")).isEqualTo("PSP_104");
        assertThat(twin.purchases()).hasSize(4);
    }

    @Test
    void paymentByHandWaitsForItsValidation() throws Exception {
        String uuid = pay(token(answer("Charge/CreatePayment", SMALLEST.replaceFirst("}}$",
                "},'transactionOptions':{'cardOptions':{'manualValidation':'YES'}}}"))), "PAY").path("uuid").asText();

        assertThat(answer("Transaction/Get", "{'uuid':'" + uuid + "'}").path("detailedStatus").asText())
                .isEqualTo("AUTHORISED_TO_VALIDATE");
        assertThat(answer("Transaction/Validate", "{'uuid':'" + uuid + "'}").path("detailedStatus").asText())
                .isEqualTo("AUTHORISED");
        assertThat(error("Transaction/Validate", "{'uuid':'" + uuid + "'}")).isEqualTo("PSP_503");
    }

    @Test
    void linkLivesUntilItIsPaidOrTakenBack() throws Exception {
        JsonNode link = answer("Charge/CreatePaymentOrder", SMALLEST);
        String id = link.path("paymentOrderId").asText();
        assertThat(link.path("paymentOrderStatus").asText()).isEqualTo("RUNNING");
        assertThat(link.path("paymentURL").asText()).contains(id);

        answer("Charge/PaymentOrder/Cancel", "{'paymentOrderId':'" + id + "'}");
        assertThat(error("Charge/PaymentOrder/Update", "{'paymentOrderId':'" + id + "'}")).isEqualTo("PSP_1101");
        assertThat(error("Charge/PaymentOrder/Get", "{'paymentOrderId':'none'}")).isEqualTo("PSP_1000");
        assertThat(error("Charge/CreatePaymentOrder",
                SMALLEST.replaceFirst("}}$", "},'expirationDate':'2999-01-01T00:00:00+00:00'}"))).isEqualTo("PSP_1007");
    }

    @Test
    void bookOutlivesTheTwin() throws Exception {
        String uuid = pay(token(answer("Charge/CreatePayment", SMALLEST)), "PAY").path("uuid").asText();
        twin.close();
        twin = new StartedTwin(folder);

        assertThat(answer("Transaction/Get", "{'uuid':'" + uuid + "'}").path("amount").asLong()).isEqualTo(990);
        assertThat(twin.purchases()).hasSize(1);
    }

    private String withUrl() {
        return SMALLEST.replaceFirst("}}$", "},'ipnTargetUrl':'http://127.0.0.1:" + shop.getAddress().getPort()
                + "/notify'}");
    }

    private JsonNode pay(String token, String choice) throws Exception {
        return play("pay", "{'token':'" + token + "','choice':'" + choice + "'}");
    }

    private JsonNode play(String verb, String body) throws Exception {
        return JSON.readTree(post("/scellius/play/" + verb, body.replace('\'', '"'), "application/json"));
    }

    private static String token(JsonNode answer) {
        assertThat(answer.path("_type").asText()).isEqualTo("V4/Charge/PaymentForm");
        return answer.path("formToken").asText();
    }

    private JsonNode answer(String operation, String request) throws Exception {
        JsonNode envelope = call(operation, request, "42229744:" + PASSWORD);
        assertThat(envelope.path("status").asText()).as("%s", envelope).isEqualTo("SUCCESS");
        assertThat(envelope.path("webService").asText()).isEqualTo(operation);
        return envelope.path("answer");
    }

    private String error(String operation, String request) throws Exception {
        JsonNode envelope = call(operation, request, "42229744:" + PASSWORD);
        assertThat(envelope.path("status").asText()).as("%s", envelope).isEqualTo("ERROR");
        return envelope.path("answer").path("errorCode").asText();
    }

    private JsonNode call(String operation, String request, String pair) throws Exception {
        HttpResponse<String> said = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + twin.port() + "/scellius/api-payment/V4/" + operation))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(request.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(said.statusCode()).isEqualTo(200);
        return JSON.readTree(said.body());
    }

    private int status(String operation, String pair) throws Exception {
        return http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + twin.port() + "/scellius/api-payment/V4/" + operation))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                        pair.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String post(String path, String body, String type) throws Exception {
        HttpResponse<String> said = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + twin.port() + path)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        return said.body();
    }

    private static String hmac(String answer) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PASSWORD.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            fields.put(URLDecoder.decode(pair.substring(0, pair.indexOf('=')), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
