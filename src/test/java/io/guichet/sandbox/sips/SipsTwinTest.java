package io.guichet.sandbox.sips;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twin keeps to the contract's own words (sips 2 to 5). */
class SipsTwinTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = "002001000000001";

    @TempDir
    private Path folder;
    private StartedTwin twin;
    private HttpServer shop;
    private final List<Map<String, String>> told = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        twin = new StartedTwin(folder);
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            told.add(fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
            exchange.sendResponseHeaders(200, -1);
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
    void initialisationIsAcceptedUnderItsSealAndItsReferenceIsUsedUp() throws Exception {
        ObjectNode request = payment("REF1");
        JsonNode reply = init(request);
        assertThat(reply.path("redirectionStatusCode").asText()).isEqualTo("00");
        assertThat(reply.path("redirectionData").asText()).isNotEmpty();
        assertThat(reply.path("seal").asText()).isEqualTo(Seals.of(reply, Seals.HMAC_256, SHOP + "_KEY1"));
        assertThat(init(payment("REF1")).path("redirectionStatusCode").asText()).isEqualTo("94");
    }

    @Test
    void unknownShopsAndKeysAreAnsweredUnsignedAndAWrongSealSigned() throws Exception {
        JsonNode unknown = init(payment("R").put("merchantId", "123456789012345"));
        assertThat(unknown.path("redirectionStatusCode").asText()).isEqualTo("03");
        assertThat(unknown.has("seal")).isFalse();
        JsonNode version = init(payment("R").put("keyVersion", "2"));
        assertThat(version.path("redirectionStatusCode").asText()).isEqualTo("34");
        assertThat(version.has("seal")).isFalse();
        JsonNode seal =
                post("rs-services/v2/paymentInit", payment("R").put("seal", "00").toString(), "application/json");
        assertThat(seal.path("redirectionStatusCode").asText()).isEqualTo("34");
        assertThat(seal.path("seal").asText()).isEqualTo(Seals.of(seal, Seals.HMAC_256, SHOP + "_KEY1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "amount | 12.50 | 30 | amount", "currencyCode | 999 | 30 | currencyCode",
            "normalReturnUrl |  | 12 | normalReturnUrl",
            "normalReturnUrl | https://x/?a=b | 30 | normalReturnUrl",
            "transactionReference | A-1 | 30 | transactionReference",
            "transactionReference |  | 12 | transactionReference", "captureMode | LATER | 12 | captureMode",
            "interfaceVersionAutomaticResponse | HP_3.4 | 12 | interfaceVersionNormalResponse",
    })
    void whatIsWrongIsNamed(String field, String value, String code, String named) throws Exception {
        JsonNode reply = init(payment("R1").put(field, value == null ? "" : value));
        assertThat(reply.path("redirectionStatusCode").asText()).isEqualTo(code);
        assertThat(reply.path("errorFieldName").asText()).isEqualTo(named);
    }

    @Test
    void anotherContentTypeIs415() throws Exception {
        assertThat(http.send(HttpRequest.newBuilder(URI.create(address("rs-services/v2/paymentInit")))
                .header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void buyerPaysAndTheShopIsToldUnderTheAlgorithmThatWasNamed() throws Exception {
        String token = init(payment("REF2").put("sealAlgorithm", "HMAC-SHA-512")).path("redirectionData").asText();
        String page = page("payment", "redirectionVersion=IR_WS_2.0&redirectionData=" + token);
        assertThat(page).contains("12.50", "EUR", "name=\"pan\"").doesNotContain("<script");
        String back = page("payment/pay", "redirectionData=" + token + "&pan=4100000000000000&choice=PAY");
        assertThat(back).contains("Paiement accept").contains("name=\"Seal\"");
        Map<String, String> response = told.get(0);
        assertThat(response.get("Seal"))
                .isEqualTo(Seals.of(response.get("Data"), Seals.HMAC_512, SHOP + "_KEY1"));
        assertThat(response.get("Data")).contains("responseCode=00", "transactionReference=REF2",
                "customerId=null", "orderId=ORDER42");
        assertThat(twin.purchases()).hasSize(1);
        assertThat(twin.purchases().get(0).path("attemptKey").asText()).isEqualTo("k3q7w2n5x4m6a-1");
        assertThat(page("payment", "redirectionData=" + token)).as("once").contains("plus valable");
    }

    @Test
    void withoutANamedAlgorithmTheResponseIsSealedByTheOlderOne() throws Exception {
        init(payment("REF3"));
        play("pay", "{\"reference\":\"REF3\"}");
        assertThat(told.get(0).get("Seal"))
                .isEqualTo(Seals.of(told.get(0).get("Data"), Seals.SHA_256, SHOP + "_KEY1"));
    }

    @ParameterizedTest
    @CsvSource({"4100000000000005, 05", "4100000000000017, 17", "4100000000000034, 34", "4100000000000099, 99",
            "4100000000000098, 00"})
    void lastTwoDigitsOfTheCardAreTheCode(String pan, String code) throws Exception {
        String token = init(payment("REF4")).path("redirectionData").asText();
        page("payment/pay", "redirectionData=" + token + "&choice=PAY&pan=" + pan);
        assertThat(told.get(0).get("Data")).contains("responseCode=" + code);
    }

    @Test
    void sessionEndsAfterAQuarterOfAnHour() throws Exception {
        String token = init(payment("REF5")).path("redirectionData").asText();
        twin.advance("PT16M");
        assertThat(page("payment", "redirectionData=" + token)).contains("plus valable");
        play("expire", "{\"reference\":\"REF5\"}");
        assertThat(told.get(0).get("Data")).contains("responseCode=97");
    }

    @Test
    void jsonResponsesHaveTheirOwnDatesAndEncodingsAreSealed() throws Exception {
        init(payment("REF6").put("interfaceVersion", "IR_WS_3.4").put("responseEncoding", "base64url"));
        play("pay", "{\"reference\":\"REF6\"}");
        Map<String, String> response = told.get(0);
        assertThat(response.get("Encode")).isEqualTo("base64url");
        assertThat(response.get("Seal")).isEqualTo(Seals.of(response.get("Data"), Seals.SHA_256, SHOP + "_KEY1"));
        JsonNode data = JSON.readTree(ResponseData.decoded(response.get("Data"), "base64url"));
        assertThat(data.path("transactionDateTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d\\.\\d\\d:\\d\\d:\\d\\d\\+\\d{4}");
        assertThat(data.path("responseCode").asText()).isEqualTo("00");
    }

    @Test
    void formBeginsAPaymentTooAndItsMistakesAreTexts() throws Exception {
        String data = "amount=1250|currencyCode=978|merchantId=002001000000001|normalReturnUrl=https://o.example.be/r|"
                + "keyVersion=1|transactionReference=FORM1|returnContext=a=b";
        assertThat(form(data, Seals.of(data, Seals.SHA_256, SHOP + "_KEY1"), "")).contains("redirectionData");
        assertThat(form(data, Seals.of(data, Seals.SHA_256, SHOP + "_KEY1"), ""))
                .contains("Transaction already processed: FORM1");
        assertThat(form(data, "00", "")).contains("Invalid signature");
        assertThat(form("amount=1|x y=2", "00", "")).contains("Invalid keyword");
        assertThat(form(data, "00", "&SealAlgorithm=SHA-257")).contains("Invalid sealAlgorithm value (SHA-257)");
        assertThat(form(data, "00", "&Encode=rot13")).contains("Invalid keyword : ENCODE");
    }

    @Test
    void officeCancelsBeforeTheCaptureAndRefundsAfterIt() throws Exception {
        paid("OFF1", "AUTHOR_CAPTURE");
        assertThat(office("cashManagement/refund", cash("OFF1", 500)).path("responseCode").asText()).isEqualTo("24");
        JsonNode partly = office("cashManagement/cancel", cash("OFF1", 250));
        assertThat(partly.path("newStatus").asText()).isEqualTo("TO_CAPTURE");
        assertThat(partly.path("newAmount").asInt()).isEqualTo(1000);
        play("capture", "{\"reference\":\"OFF1\"}");
        assertThat(office("cashManagement/cancel", cash("OFF1", 500)).path("responseCode").asText()).isEqualTo("24");
        assertThat(office("cashManagement/refund", cash("OFF1", 2000)).path("responseCode").asText()).isEqualTo("51");
        assertThat(office("cashManagement/refund", cash("OFF1", 400)).path("newStatus").asText()).isEqualTo("CAPTURED");
        assertThat(office("cashManagement/refund", cash("OFF1", 400)).path("newAmount").asInt())
                .as("each one pays back again").isEqualTo(200);
        assertThat(office("cashManagement/refund", cash("OFF1", 200)).path("newStatus").asText()).isEqualTo("CREDITED");
        JsonNode data = office("diagnostic/getTransactionData", JSON.createObjectNode()
                .put("interfaceVersion", "DR_WS_2.27").put("merchantId", SHOP).put("keyVersion", "1")
                .put("transactionReference", "OFF1"));
        assertThat(data.path("transactionStatus").asText()).isEqualTo("CREDITED");
        assertThat(data.path("originAmount").asInt()).isEqualTo(1250);
        assertThat(data.path("seal").asText()).isEqualTo(Seals.of(data, Seals.HMAC_256, SHOP + "_KEY1"));
    }

    @Test
    void officeKnowsNothingOfWhatNobodyHasPaid() throws Exception {
        init(payment("OFF2"));
        assertThat(office("cashManagement/refund", cash("OFF2", 1)).path("responseCode").asText()).isEqualTo("25");
    }

    @Test
    void validationMovesOnWhatWaitsForIt() throws Exception {
        paid("OFF3", "VALIDATION");
        assertThat(office("cashManagement/validate", cash("OFF3", 1250)).path("newStatus").asText())
                .isEqualTo("TO_CAPTURE");
        assertThat(office("cashManagement/validate", cash("OFF3", 1250)).path("responseCode").asText())
                .isEqualTo("24");
    }

    @Test
    void duplicateIsANewTransaction() throws Exception {
        paid("OFF4", "AUTHOR_CAPTURE");
        ObjectNode request = JSON.createObjectNode().put("interfaceVersion", "CR_WS_2.27").put("merchantId", SHOP)
                .put("keyVersion", "1").put("amount", "700").put("currencyCode", "978")
                .put("fromTransactionReference", "OFF4").put("transactionReference", "OFF5");
        assertThat(office("cashManagement/duplicate", request).path("responseCode").asText()).isEqualTo("00");
        assertThat(office("cashManagement/duplicate", request).path("responseCode").asText()).isEqualTo("94");
        assertThat(twin.purchases()).hasSize(2);
    }

    @Test
    void hourOfTheRemittanceIsKeptWhereThatIsWanted() throws Exception {
        paid("OFF6", "AUTHOR_CAPTURE");
        play("switch", "{\"window\":true}");
        twin.clock("2026-11-26T21:30:00Z");
        assertThat(office("cashManagement/cancel", cash("OFF6", 1250)).path("responseCode").asText()).isEqualTo("24");
    }

    @Test
    void shopWithoutCashManagementIs40AndOneIsUnsigned() throws Exception {
        ObjectNode none = cash("X", 1).put("merchantId", "002001000000005");
        assertThat(office("cashManagement/cancel", none).path("responseCode").asText()).isEqualTo("40");
        ObjectNode unsigned = cash("X", 1).put("merchantId", "002001000000006");
        JsonNode reply = office("cashManagement/cancel", unsigned);
        assertThat(reply.path("responseCode").asText()).isEqualTo("25");
        assertThat(reply.has("seal")).isFalse();
    }

    @Test
    void bookOutlivesTheTwin() throws Exception {
        paid("OFF7", "AUTHOR_CAPTURE");
        twin.close();
        twin = new StartedTwin(folder);
        assertThat(twin.purchases()).hasSize(1);
    }

    // Short words

    private ObjectNode payment(String reference) {
        return JSON.createObjectNode().put("amount", "1250")
                .put("automaticResponseUrl", "http://127.0.0.1:" + shop.getAddress().getPort() + "/auto")
                .put("currencyCode", "978").put("interfaceVersion", "IR_WS_2.35").put("keyVersion", "1")
                .put("merchantId", SHOP).put("normalReturnUrl", "https://orders.example.be/sips/return")
                .put("orderChannel", "INTERNET").put("orderId", "ORDER42")
                .put("returnContext", "note k3q7w2n5x4m6a-1").put("transactionReference", reference);
    }

    private void paid(String reference, String mode) throws Exception {
        init(payment(reference).put("captureMode", mode));
        play("pay", "{\"reference\":\"" + reference + "\"}");
    }

    private static ObjectNode cash(String reference, int amount) {
        return JSON.createObjectNode().put("currencyCode", "978").put("interfaceVersion", "CR_WS_2.27")
                .put("keyVersion", "1").put("merchantId", SHOP).put("operationAmount", String.valueOf(amount))
                .put("operationOrigin", "BATCH").put("transactionReference", reference);
    }

    private JsonNode init(ObjectNode request) throws Exception {
        return office("paymentInit", request);
    }

    private JsonNode office(String operation, ObjectNode request) throws Exception {
        ObjectNode sealed = request.deepCopy();
        sealed.put("seal", Seals.of(request, request.path("sealAlgorithm").asText(Seals.HMAC_256),
                request.path("merchantId").asText() + "_KEY1"));
        return post("rs-services/v2/" + operation, sealed.toString(), "application/json");
    }

    private JsonNode post(String path, String body, String type) throws Exception {
        return JSON.readTree(http.send(HttpRequest.newBuilder(URI.create(address(path))).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private String page(String path, String form) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String form(String data, String seal, String more) throws Exception {
        return page("paymentInit", "Data=" + URLEncoder.encode(data, StandardCharsets.UTF_8)
                + "&InterfaceVersion=HP_2.20&Seal=" + seal + more);
    }

    private JsonNode play(String verb, String body) throws Exception {
        return post("play/" + verb, body, "application/json");
    }

    private String address(String path) {
        return "http://127.0.0.1:" + twin.port() + "/sips/" + path;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
