package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sips through the whole process, from the order's file to its answer and to the events of its payment, against the twin. */
class SipsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MONEY =
            "\"amount\":\"12.50\",\"currency\":\"EUR\",\"returnUrl\":\"https://orders.example.be/sips/return\"";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        guichet = GuichetRun.start(home, Map.of("guichet.reconcile.looks", "1s,3s,10s,1h", "guichet.sips.settle-time",
                "2s", "guichet.worker.lease", "10s", "guichet.worker.brake", "50", "guichet.worker.retry-first",
                "200ms",
                "guichet.webstamp.connect-timeout", "1s", "guichet.webstamp.receive-timeout", "2s",
                "guichet.payments.asks", "4s,1h", "camel.main.shutdown-timeout", "15"));
    }

    @BeforeEach
    void healthy() throws Exception {
        guichet.calm();
    }

    @AfterAll
    static void stop() {
        guichet.close();
    }

    @Test
    void pageIsPaidAndItsOrderIsTold() throws Exception {
        drop("P-1", "payment",
                "{" + MONEY + ",\"context\":\"case 7\",\"language\":\"fr\",\"paymentMeans\":[\"BCMC\"]}");

        JsonNode result = guichet.result("P-1").path("result");
        assertThat(result.path("redirectionUrl").asText()).isEqualTo(guichet.twinAddress() + "/sips/payment");
        assertThat(result.path("redirectionData").asText()).isNotEmpty();
        assertThat(result.path("transactionReference").asText()).matches("[a-z2-7]{13}1");
        drop("P-1-S", "status", "{\"orderId\":\"P-1\"}");
        assertThat(guichet.result("P-1-S").path("result").path("state").isNull()).as("nobody has paid").isTrue();

        pay(result, "00");

        JsonNode event = event("P-1", 1);
        assertThat(event.at("/payment/state").asText()).isEqualTo("TO_CAPTURE");
        assertThat(event.at("/payment/final").asBoolean()).isFalse();
        assertThat(event.at("/payment/amounts/amount").asText()).isEqualTo("12.50");
        drop("P-1-T", "status", "{\"orderId\":\"P-1\"}");
        assertThat(guichet.result("P-1-T").at("/result/paymentMeanBrand").asText()).isEqualTo("BCMC");
    }

    @ParameterizedTest
    @CsvSource({"17, REFUSED", "05, REFUSED", "97, REFUSED", "60, PENDING"})
    void whatTheBuyerDoesIsTold(String code, String state) throws Exception {
        drop("B-" + code, "payment", "{" + MONEY + "}");
        pay(guichet.result("B-" + code).path("result"), code);
        assertThat(event("B-" + code, 1).at("/payment/state").asText()).isEqualTo(state);
    }

    @Test
    void responseThatIsLostIsAskedFor() throws Exception {
        play("switch", "{\"hold\":true}");
        drop("P-2", "payment", "{" + MONEY + "}");
        pay(guichet.result("P-2").path("result"), "00");
        assertThat(event("P-2", 1).at("/payment/state").asText()).isEqualTo("TO_CAPTURE");
    }

    @Test
    void manualAndAutomaticResponseCountOnceAndForgedOnesNever() throws Exception {
        drop("P-3", "payment", "{" + MONEY + "}");
        JsonNode result = guichet.result("P-3").path("result");
        pay(result, "00");
        event("P-3", 1);
        String reference = "{\"reference\":\"" + result.path("transactionReference").asText() + "\"}";
        play("tell", reference);
        play("tell", reference.replace("}", ",\"corrupt\":true}"));
        JsonNode sent = play("sent", "{}");
        assertThat(sent.get(sent.size() - 1).path("status").asInt()).isEqualTo(403);
        assertThat(sent.get(sent.size() - 2).path("status").asInt()).isEqualTo(200);
        await().during(Duration.ofSeconds(1)).until(() -> guichet.names("out").stream()
                .filter(name -> name.startsWith("P-3.event-")).count() == 1);
    }

    @Test
    void lostAnswerOfTheBeginningIsANewAttemptUnderANewReference() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"paymentInit\"}");
        drop("P-4", "payment", "{" + MONEY + "}");
        JsonNode answer = guichet.result("P-4");
        assertThat(answer.path("attempts").asInt()).isEqualTo(2);
        assertThat(answer.at("/result/transactionReference").asText()).endsWith("2");
    }

    @Test
    void cancelBeforeTheCaptureAndRefundAfterIt() throws Exception {
        JsonNode payment = paid("C-1");
        drop("C-1-R", "refund", "{\"orderId\":\"C-1\"}");
        JsonNode no = guichet.error("C-1-R").path("errors").get(0);
        assertThat(no.at("/service/code").asText()).isEqualTo("24");
        assertThat(no.path("advice").asText()).contains("whichever");
        drop("C-1-C", "cancel", "{\"orderId\":\"C-1\",\"amount\":\"2.50\"}");
        assertThat(guichet.result("C-1-C").at("/result/left").asText()).isEqualTo("10.00");
        capture(payment);
        drop("C-1-P", "refund", "{\"orderId\":\"C-1\",\"amount\":\"4.00\"}");
        assertThat(guichet.result("C-1-P").at("/result/left").asText()).isEqualTo("6.00");
        drop("C-1-W", "cancel", "{\"orderId\":\"C-1\",\"whichever\":true}");
        assertThat(guichet.result("C-1-W").at("/result/state").asText()).isEqualTo("CREDITED");
    }

    @Test
    void refundWhoseAnswerIsLostIsNotPaidTwice() throws Exception {
        capture(paid("R-1"));
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"cashManagement/refund\"}");
        drop("R-1-A", "refund", "{\"orderId\":\"R-1\",\"amount\":\"4.00\"}");
        assertThat(guichet.waiting("R-1-A").path("state").asText()).isEqualTo("IN_DOUBT");
        JsonNode answer = guichet.result("R-1-A");
        assertThat(answer.path("attempts").asInt()).isEqualTo(1);
        assertThat(answer.at("/result/left").asText()).isEqualTo("8.50");
    }

    @Test
    void refundThatNeverArrivedIsMadeOnce() throws Exception {
        capture(paid("R-2"));
        guichet.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"cashManagement/refund\"}");
        drop("R-2-A", "refund", "{\"orderId\":\"R-2\",\"amount\":\"4.00\"}");
        JsonNode answer = guichet.result("R-2-A");
        assertThat(answer.path("attempts").asInt()).isEqualTo(2);
        assertThat(answer.at("/result/left").asText()).isEqualTo("8.50");
    }

    @Test
    void validationCapturesOnceAndADuplicateIsATransactionOfItsOwn() throws Exception {
        drop("V-1", "payment", "{" + MONEY + ",\"captureMode\":\"VALIDATION\",\"captureDay\":3}");
        pay(guichet.result("V-1").path("result"), "00");
        assertThat(event("V-1", 1).at("/payment/state").asText()).isEqualTo("TO_VALIDATE");
        drop("V-1-C", "capture", "{\"orderId\":\"V-1\"}");
        assertThat(guichet.result("V-1-C").at("/result/state").asText()).isEqualTo("TO_CAPTURE");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"cashManagement/duplicate\"}");
        drop("V-1-D", "duplicate", "{\"orderId\":\"V-1\",\"amount\":\"7.00\",\"currency\":\"EUR\"}");
        JsonNode duplicate = guichet.result("V-1-D");
        assertThat(duplicate.path("attempts").asInt()).as("found under its own reference").isEqualTo(1);
        assertThat(guichet.purchases().toString()).contains(duplicate.at("/result/transactionReference").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "W-1 ; {\"amount\":\"12.505\",\"currency\":\"EUR\",\"returnUrl\":\"https://x.example/\"} ; GUI-1382",
            "W-2 ; {\"amount\":\"0\",\"currency\":\"EUR\",\"returnUrl\":\"https://x.example/\"} ; GUI-1390",
            "W-3 ; {\"amount\":\"1\",\"currency\":\"EUX\",\"returnUrl\":\"https://x.example/\"} ; GUI-1383",
            "W-4 ; {\"amount\":\"1\",\"currency\":\"EUR\",\"returnUrl\":\"https://x.example/\",\"context\":\"a|b\"} ; GUI-1391",
    }, quoteCharacter = '`')
    void whatIsWrongIsNamed(String id, String request, String code) throws Exception {
        drop(id, "payment", request);
        assertThat(guichet.error(id).at("/errors/0/code").asText()).isEqualTo(code);
    }

    @Test
    void shopThatMayNotIsHeldAndAnUnsignedOfficeIsTakenWhereTheAccountSaysSo() throws Exception {
        guichet.drop("O-1.json", order("O-1", "payment", "no-cash", "{" + MONEY + "}"));
        pay(guichet.result("O-1").path("result"), "00");
        guichet.drop("O-1-C.json", order("O-1-C", "cancel", "no-cash", "{\"orderId\":\"O-1\"}"));
        assertThat(guichet.waiting("O-1-C").at("/errors/0/code").asText()).isEqualTo("GUI-2132");
        guichet.drop("O-2.json", order("O-2", "payment", "unsigned", "{" + MONEY + "}"));
        pay(guichet.result("O-2").path("result"), "00");
        guichet.drop("O-2-C.json", order("O-2-C", "cancel", "unsigned", "{\"orderId\":\"O-2\"}"));
        assertThat(guichet.result("O-2-C").at("/result/state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void referenceOfTheServiceIsLearntFromItsResponse() throws Exception {
        guichet.drop("G-1.json", order("G-1", "payment", "generated", "{" + MONEY + "}"));
        pay(guichet.result("G-1").path("result"), "00");
        assertThat(event("G-1", 1).at("/payment/details/transactionReference").asText()
                + event("G-1", 1).at("/payment/transactionReference").asText()).startsWith("SIMU");
    }

    @Test
    void oneLinkLeadsToTheServicesPage() throws Exception {
        drop("K-1", "payment", "{" + MONEY + "}");
        JsonNode result = guichet.result("K-1").path("result");
        String link = result.path("link").asText();
        assertThat(link).startsWith(guichet.address("/pay/sips/demo-be~K-1~").toString());
        HttpResponse<String> page = get(link + "?utm_source=mail");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("action=\"" + guichet.twinAddress() + "/sips/payment\"",
                "name=\"redirectionData\" value=\"" + result.path("redirectionData").asText() + "\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action " + guichet.twinAddress(), "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        String other = link.substring(0, link.length() - 1) + (link.endsWith("_") ? "-" : "_");
        assertThat(get(other).statusCode()).as("another secret").isEqualTo(404);
        assertThat(get(guichet.address("/pay/sips/x").toString()).statusCode()).isEqualTo(404);
        assertThat(post(page.body())).contains("12.50", "name=\"pan\"");
    }

    @Test
    void formOfPaypagePostIsPostedByTheBuyersBrowserAlone() throws Exception {
        guichet.drop("K-2.json", order("K-2", "payment", "by-form", "{" + MONEY
                + ",\"context\":\"d\u00e9p\u00f4t\",\"paymentMeans\":[\"BCMC\",\"VISA\"],\"bypassReceiptPage\":true}"));
        JsonNode answer = guichet.result("K-2");
        assertThat(answer.path("attempts").asInt()).as("nobody was called").isZero();
        assertThat(answer.at("/result/form/fields/SealAlgorithm").asText()).isEqualTo("HMAC-SHA-256");
        assertThat(answer.at("/result/form/fields/Encode").asText()).isEqualTo("base64");

        String page = post(get(answer.at("/result/link").asText()).body());
        assertThat(page).contains("redirectionData");
        String token = page.replaceAll("(?s).*name=\"redirectionData\" value=\"([^\"]*)\".*", "$1");
        play("pay", "{\"token\":\"" + token + "\"}");
        assertThat(event("K-2", 1).at("/payment/state").asText()).isEqualTo("TO_CAPTURE");
    }

    @Test
    void browserBringsTheResponseAndIsSentOnToTheShop() throws Exception {
        play("switch", "{\"hold\":true}");
        drop("R-1", "payment", "{" + MONEY + "}");
        JsonNode result = guichet.result("R-1").path("result");
        pay(result, "00");
        String response = response(result);

        HttpResponse<String> back = brought(response);
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).hasValue("https://orders.example.be/sips/return");
        assertThat(event("R-1", 1).at("/payment/state").asText()).as("it counts like the automatic one")
                .isEqualTo("TO_CAPTURE");
        assertThat(brought(response).statusCode()).as("a page that is loaded again").isEqualTo(303);

        HttpResponse<String> forged = brought(response.replaceFirst("amount%3D1250", "amount%3D0001"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("<p role=\"status\">").doesNotContain("GUI-");
        assertThat(forged.headers().firstValue("Location")).isEmpty();
    }

    // Short words

    private static String response(JsonNode result) throws Exception {
        JsonNode fields =
                play("response", "{\"reference\":\"" + result.path("transactionReference").asText() + "\"}");
        StringBuilder form = new StringBuilder();
        fields.fields().forEachRemaining(field -> form.append(form.length() == 0 ? "" : "&").append(field.getKey())
                .append('=').append(URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
        return form.toString();
    }

    private static HttpResponse<String> brought(String form) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(guichet.address("/return/sips/demo-be"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form))
                .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /** What a browser does with the only form of a page. */
    private static String post(String page) throws Exception {
        String action = page.replaceAll("(?s).*<form method=\"post\" action=\"([^\"]*)\".*", "$1");
        StringBuilder body = new StringBuilder();
        Matcher inputs = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">").matcher(page);
        while (inputs.find()) {
            body.append(body.length() == 0 ? "" : "&").append(inputs.group(1)).append('=')
                    .append(URLEncoder.encode(inputs.group(2).replace("&amp;", "&"), StandardCharsets.UTF_8));
        }
        return HTTP.send(HttpRequest.newBuilder(URI.create(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())).build(), BodyHandlers.ofString()).body();
    }

    private static void drop(String id, String operation, String request) {
        guichet.drop(id + ".json", order(id, operation, "demo-be", request));
    }

    private static String order(String id, String operation, String account, String request) {
        return "{\"orderId\":\"" + id + "\",\"service\":\"sips\",\"operation\":\"" + operation + "\",\"account\":\""
                + account + "\",\"request\":" + request + "}";
    }

    private static JsonNode event(String orderId, int number) {
        return guichet.file("out/" + orderId + ".event-" + number + ".json");
    }

    private static void pay(JsonNode result, String code) throws Exception {
        play("pay", "{\"token\":\"" + result.path("redirectionData").asText() + "\",\"code\":\"" + code + "\"}");
    }

    private static JsonNode paid(String id) throws Exception {
        drop(id, "payment", "{" + MONEY + "}");
        JsonNode result = guichet.result(id).path("result");
        pay(result, "00");
        event(id, 1);
        return result;
    }

    private static void capture(JsonNode payment) throws Exception {
        play("capture", "{\"reference\":\"" + payment.path("transactionReference").asText() + "\"}");
    }

    private static JsonNode play(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest
                .newBuilder(URI.create(guichet.twinAddress() + "/sips/play/" + verb))
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
