package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.guichet.sandbox.StartedTwin;
import io.guichet.sandbox.postfinance.PostfinanceCounter.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks come as the contract shows them, and go wrong as its users say (postfinance 2.8, 7). */
class PostfinanceWebhooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADER = Pattern
            .compile("^algorithm=([a-zA-Z0-9]+),\\skeyId=([a-z0-9\\-]+),\\s{1}signature=([a-zA-Z0-9+\\/=]+)$");
    private static final String TRANSACTION =
            "{'currency':'CHF','merchantReference':'SO-1','lineItems':[{'uniqueId':'1','name':'Licence',"
                    + "'type':'PRODUCT','quantity':1,'amountIncludingTax':9.90}]}";

    /** What the shop got; the signature is absent where there was none. */
    private record Told(byte[] body, Optional<String> signature) {

        private JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TempDir
    private Path folder;
    private StartedTwin twin;
    private HttpServer shop;
    private PostfinanceCounter counter;
    private volatile int answerWith = 200;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        twin = new StartedTwin(folder);
        counter = PostfinanceCounter.demo(twin.port());
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            told.add(new Told(exchange.getRequestBody().readAllBytes(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-signature"))));
            exchange.sendResponseHeaders(answerWith, -1);
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
    void contractsOwnVectorVerifies() throws Exception {
        String body = "{\"eventId\":35,\"entityId\":4711,\"listenerEntityId\":1472041829003,"
                + "\"listenerEntityTechnicalName\":\"Transaction\",\"spaceId\":405,\"webhookListenerId\":2,"
                + "\"timestamp\":\"2023-11-14T22:13:20+0000\",\"state\":\"FULFILL\"}";
        String key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1/24n78m0Q4gSiERDNdP7U2Vhc02s3uEX/ShqhmcsFg3umo+hEYpUQUwDuJ1"
                + "a6ynmyp/wF2/LIg6KcQ0y0e0iw==";
        String header = "algorithm=SHA256withECDSA, keyId=00000000-0000-4000-8000-000000000001, signature="
                + "MEUCIQDE7AyXosEOc0ayCpusf9y2sdJXxMKBi8jFofO3+6DuPgIgbnTHIRWrrW4V8fFvBIa0ze8ZfoDQHaog+FE05B8UPtQ=";
        assertThat(verifies(body.getBytes(StandardCharsets.UTF_8), header, key)).isTrue();
        assertThat(verifies(body.replace("FULFILL", "FAILED").getBytes(StandardCharsets.UTF_8), header, key)).isFalse();
    }

    @Test
    void everyStateIsToldUnderASignatureOverItsBytes() throws Exception {
        listen();
        long id = paid("success");
        assertThat(states()).containsExactly("CONFIRMED", "PROCESSING", "AUTHORIZED", "SUCCESSFUL", "PAID",
                "COMPLETED", "FULFILL");
        JsonNode last = told.get(told.size() - 1).json();
        assertThat(last.path("entityId").asLong()).isEqualTo(id);
        assertThat(last.path("listenerEntityId").asLong()).isEqualTo(1472041829003L);
        assertThat(last.path("listenerEntityTechnicalName").asText()).isEqualTo("Transaction");
        assertThat(last.path("spaceId").asLong()).isEqualTo(405);
        assertThat(last.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000");
        for (Told one : told) {
            assertThat(isGenuine(one)).isTrue();
        }
    }

    @Test
    void listenersAreMadeByTheApiAndHearOnlyTheirStates() {
        Said url = counter.post("/webhooks/urls", "{'name':'Shop','url':'" + shopAddress() + "'}");
        assertThat(url.status()).isEqualTo(201);
        String listener = "{'name':'T','entity':1472041829003,'entityStates':['FULFILL'],'url':" + url.id() + "}";
        Said made = counter.post("/webhooks/listeners", listener);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("enablePayloadSignatureAndState").asBoolean()).isTrue();
        paid("success");
        assertThat(states()).containsExactly("FULFILL");
        assertThat(counter.get("/webhooks/listeners/search?query=url.id%3A" + url.id()).json().path("data").size())
                .isEqualTo(1);
        assertThat(counter.call("DELETE", "/webhooks/listeners/" + made.id(), null, "*/*").status()).isEqualTo(204);
        paid("success");
        assertThat(told).hasSize(1);
        assertThat(counter.post("/webhooks/listeners", listener.replace("1472041829003", "1")).status()).isEqualTo(422);
        assertThat(counter.post("/webhooks/urls", "{'name':'S','url':'http://x'}").status()).isEqualTo(422);
    }

    @Test
    void listenersWithoutSignatureHaveNoStateEither() {
        counter.play("switch", "{'signed':false}");
        listen();
        paid("success");
        assertThat(told).isNotEmpty().allSatisfy(one -> {
            assertThat(one.signature()).isEmpty();
            assertThat(one.json().has("state")).isFalse();
        });
    }

    @Test
    void failureIsToldAndLaterTheSuccess() {
        listen();
        long id = paid("fail");
        counter.play("pay", "{'transaction':" + id + "}");
        assertThat(states()).containsSubsequence("FAILED", "AUTHORIZED", "FULFILL");
    }

    @Test
    void webhooksComeTwiceOrLateOrTheOtherWayRoundOrNever() {
        listen();
        counter.play("switch", "{'webhooks':'duplicate'}");
        paid("success");
        assertThat(told).hasSize(14);
        told.clear();
        counter.play("switch", "{'webhooks':'hold'}");
        paid("success");
        assertThat(told).isEmpty();
        counter.play("release", "{'order':'reversed'}");
        assertThat(states()).startsWith("FULFILL").endsWith("CONFIRMED").hasSize(7);
        told.clear();
        counter.play("switch", "{'webhooks':'lose'}");
        paid("success");
        counter.play("release", "{}");
        assertThat(told).isEmpty();
    }

    @Test
    void forgedAndUnsignedWebhooksAreFoundOut() throws Exception {
        listen();
        counter.play("switch", "{'webhooks':'forge'}");
        paid("success");
        assertThat(told).isNotEmpty();
        for (Told one : told) {
            assertThat(isGenuine(one)).isFalse();
        }
        told.clear();
        counter.play("switch", "{'webhooks':'unsigned'}");
        paid("success");
        assertThat(told).isNotEmpty().allSatisfy(one -> assertThat(one.signature()).isEmpty());
        told.clear();
        counter.play("switch", "{'webhooks':'usual'}");
        counter.play("notify", "{'reference':'SO-1','state':'FAILED','manner':'forge'}");
        assertThat(states()).containsExactly("FAILED");
        assertThat(isGenuine(told.get(0))).isFalse();
    }

    @Test
    void whatTheShopDoesNotAcknowledgeIsSentAgain() {
        listen();
        answerWith = 503;
        paid("success");
        assertThat(told).hasSize(7);
        answerWith = 200;
        JsonNode sent = counter.play("repeat", "{}").json();
        assertThat(told).hasSize(14);
        assertThat(sent.size()).isEqualTo(14);
        counter.play("repeat", "{}");
        assertThat(told).hasSize(14);
    }

    @Test
    void keyChangesAndTheOlderOneStaysKnown() throws Exception {
        listen();
        paid("success");
        String before = keyId(told.get(0));
        counter.play("rotate", "{}");
        paid("success");
        assertThat(keyId(told.get(told.size() - 1))).isNotEqualTo(before);
        for (Told one : told) {
            assertThat(isGenuine(one)).isTrue();
        }
        assertThat(counter.get("/webhooks/encryption-keys/unknown").status()).isEqualTo(404);
    }

    @Test
    void keyIsToldWithoutATokenUnlessThatIsWanted() {
        listen();
        paid("success");
        String path = "/webhooks/encryption-keys/" + keyId(told.get(0));
        assertThat(counter.send("GET", path, null, "text/plain", null, null).status()).isEqualTo(200);
        counter.play("switch", "{'keyNeedsToken':true}");
        assertThat(counter.send("GET", path, null, "text/plain", null, null).status()).isEqualTo(401);
        assertThat(counter.in(null).get(path).status()).isEqualTo(200);
    }

    @Test
    void refundsAreToldUnderTheirOwnEntity() {
        listen();
        long id = paid("success");
        told.clear();
        long refund = counter.post("/payment/refunds", "{'transaction':" + id
                + ",'externalId':'R1','type':'MERCHANT_INITIATED_ONLINE','amount':1}").id();
        counter.play("sent", "{}");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).json().path("listenerEntityTechnicalName").asText()).isEqualTo("Refund");
        assertThat(told.get(0).json().path("entityId").asLong()).isEqualTo(refund);
    }

    // Short words

    private void listen() {
        assertThat(counter.play("listen", "{'space':405,'url':'" + shopAddress() + "'}").status()).isEqualTo(200);
    }

    private String shopAddress() {
        return "http://127.0.0.1:" + shop.getAddress().getPort() + "/notify/postfinance/demo";
    }

    private long paid(String outcome) {
        long id = counter.post("/payment/transactions", TRANSACTION).id();
        counter.play("pay", "{'transaction':" + id + ",'outcome':'" + outcome + "'}");
        return id;
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        told.forEach(one -> states.add(one.json().path("state").asText()));
        return states;
    }

    private static String keyId(Told one) {
        Matcher header = HEADER.matcher(one.signature().orElseThrow());
        assertThat(header.matches()).isTrue();
        return header.group(2);
    }

    private boolean isGenuine(Told one) throws Exception {
        String key = counter.get("/webhooks/encryption-keys/" + keyId(one)).text();
        return verifies(one.body(), one.signature().orElseThrow(), key);
    }

    private static boolean verifies(byte[] body, String header, String key) throws Exception {
        Matcher parts = HEADER.matcher(header);
        assertThat(parts.matches()).isTrue();
        Signature signature = Signature.getInstance(parts.group(1));
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
        signature.update(body);
        return signature.verify(Base64.getDecoder().decode(parts.group(3)));
    }
}
