package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.sandbox.StartedTwin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The older API signs, answers and refuses in its own way, over the same objects (postfinance 1.2, 2, 4.1). */
class PostfinanceVersionOneTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = "'lineItems':[{'uniqueId':'1','name':'Licence','type':'PRODUCT','quantity':1,"
            + "'amountIncludingTax':9.90}]";

    @TempDir
    private Path folder;
    private StartedTwin twin;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        twin = new StartedTwin(folder);
    }

    @AfterEach
    void close() {
        twin.close();
    }

    @ParameterizedTest
    @CsvSource({
            "POST, /api/transaction/create?spaceId=405, uZCkwUT9BVA4QqyaY5+18RT2gkgpkcBiiC1n/8ihJRZe7GpoK93MDuTk8f3H3A+8747pylZkdsDbUwBaQcRm2Q==",
            "GET, /api/transaction/read?spaceId=405&id=4711, 2I0fViiuTo7x4VFx3inPmLVeez9d2S67p6VP97yt6CXSL/+bVYKeNIepuB6s1qvmRAd8Eq8c60MgK2DSA38TdQ==",
            "GET, /api/transaction-payment-page/payment-page-url?spaceId=405&id=4711, rnt2YNA9UeJqm40Obf47vcp3F5PZtkKEGmjY+5ru5H2/xQtrGCzob6GS63G2qz1W1bW8lMsmB0V3Ljz/PK4UXQ==",
            "POST, /api/transaction/confirm?spaceId=405, UbdwBH5MiP37bCpfbaRH+tfWEVUw7V4Ohg2aSDg36h0Izmi/tzdhRA5B6iadaK1BgutgAZ9MlY54UPSPURyWgw==",
    })
    void signatureIsTheContracts(String method, String target, String value) {
        ApplicationUser user = ApplicationUser.of("512").orElseThrow();
        assertThat(MacHeaders.value(user, "1700000000", method, target)).isEqualTo(value);
    }

    @Test
    void transactionGoesItsWay() throws Exception {
        JsonNode made = json(post("/transaction/create?spaceId=405",
                "{'currency':'CHF','merchantReference':'ORD-1'," + LINES + "}"));
        long id = made.path("id").asLong();
        assertThat(made.path("state").asText()).isEqualTo("PENDING");
        HttpResponse<String> stale = post("/transaction/confirm?spaceId=405", "{'id':" + id + ",'version':1}");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(
                json(post("/transaction/confirm?spaceId=405", "{'id':" + id + ",'version':2}")).path("state").asText())
                .isEqualTo("CONFIRMED");
        assertThat(get("/transaction-payment-page/payment-page-url?spaceId=405&id=" + id).body()).startsWith("http://");
        PostfinanceCounter.demo(twin.port()).play("pay", "{'transaction':" + id + "}");
        assertThat(json(get("/transaction/read?spaceId=405&id=" + id)).path("state").asText()).isEqualTo("FULFILL");
        JsonNode refund = json(post("/refund/refund?spaceId=405", "{'transaction':" + id
                + ",'externalId':'R1','type':'MERCHANT_INITIATED_ONLINE','amount':1}"));
        assertThat(refund.path("state").asText()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void searchesHaveAFilterWithAType() throws Exception {
        post("/transaction/create?spaceId=405", "{'merchantReference':'ORD-1'," + LINES + "}");
        post("/transaction/create?spaceId=405", "{'merchantReference':'ORD-2'," + LINES + "}");
        String leaf = "{'type':'LEAF','fieldName':'merchantReference','operator':'EQUALS','value':'ORD-1'}";
        JsonNode found = json(post("/transaction/search?spaceId=405", "{'filter':{'type':'AND','children':[" + leaf
                + "]},'orderBys':[{'fieldName':'id','sorting':'DESC'}],'startingEntity':0,'numberOfEntities':1}"));
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.at("/0/merchantReference").asText()).isEqualTo("ORD-1");
        assertThat(post("/transaction/count?spaceId=405", leaf).body()).isEqualTo("1");
        HttpResponse<String> untyped = post("/transaction/search?spaceId=405",
                "{'filter':{'fieldName':'id','operator':'EQUALS','value':1}}");
        assertThat(untyped.statusCode()).isEqualTo(442);
        assertThat(json(untyped).path("type").asText()).isEqualTo("END_USER_ERROR");
    }

    @Test
    void noesHaveTheirOwnCodes() throws Exception {
        HttpResponse<String> unknown = get("/transaction/read?spaceId=405&id=1");
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEmpty();
        HttpResponse<String> wrong = post("/transaction/create?spaceId=405", "{}");
        assertThat(wrong.statusCode()).isEqualTo(442);
        assertThat(json(wrong).path("defaultMessage").asText()).contains("lineItems");
        assertThat(send("GET", "/transaction/read?spaceId=405&id=1", null, "/api/transaction/read?spaceId=405&id=2")
                .statusCode()).isEqualTo(401);
        PostfinanceCounter.demo(twin.port()).play("switch", "{'longPoll':504}");
        long id = json(post("/transaction/create?spaceId=405", "{" + LINES + "}")).path("id").asLong();
        assertThat(get("/payment-terminal-till/perform-transaction?spaceId=405&transactionId=" + id
                + "&terminalId=3000&language=en-US").statusCode()).isEqualTo(543);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null, "/api" + path);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body, "/api" + path);
    }

    private HttpResponse<String> send(String method, String path, String body, String signed) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(PostfinanceCounter.KEY), "HmacSHA512"));
        String value = Base64.getEncoder().encodeToString(mac.doFinal(
                ("1|512|" + time + "|" + method + "|" + signed).getBytes(StandardCharsets.UTF_8)));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + twin.port() + "/postfinance/api" + path))
                        .header("x-mac-version", "1").header("x-mac-userid", "512").header("x-mac-timestamp", time)
                        .header("x-mac-value", value).header("Content-Type", "application/json");
        return http.send(request.method(method, body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
