package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.guichet.purchase.Account;
import io.guichet.purchase.Notification;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which webhooks are genuine: the contract's own vector, and everything that is not quite it (postfinance 2.8). */
class WebhooksTest {

    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1/24n78m0Q4gSiERDNdP7U2Vhc02s3uEX/Shqhmcs"
            + "Fg3umo+hEYpUQUwDuJ1a6ynmyp/wF2/LIg6KcQ0y0e0iw==";
    private static final String BODY = "{\"eventId\":35,\"entityId\":4711,\"listenerEntityId\":1472041829003,"
            + "\"listenerEntityTechnicalName\":\"Transaction\",\"spaceId\":405,\"webhookListenerId\":2,"
            + "\"timestamp\":\"2023-11-14T22:13:20+0000\",\"state\":\"FULFILL\"}";
    private static final String SIGNATURE = "MEUCIQDE7AyXosEOc0ayCpusf9y2sdJXxMKBi8jFofO3+6DuPgIgbnTHIRWrrW4V8fFvB"
            + "Ia0ze8ZfoDQHaog+FE05B8UPtQ=";
    private static final String HEADER = "algorithm=SHA256withECDSA, keyId=" + ID + ", signature=" + SIGNATURE;

    private final List<String> asked = new ArrayList<>();
    private final Turning clock = new Turning();
    private HttpServer service;
    private int status = 200;
    private PostfinanceVerifier verifier;
    private Account account;

    @BeforeEach
    void open() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            boolean known = exchange.getRequestURI().getPath().equals("/api/v2.0/webhooks/encryption-keys/" + ID);
            byte[] answer = (known && status == 200 ? KEY : "{\"code\":\"x\",\"message\":\"y\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? status : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        String address = "http://127.0.0.1:" + service.getAddress().getPort();
        account = Orders.account(Map.of("endpoint", address));
        verifier = new PostfinanceVerifier(new WebhookKeys(new Endpoints("", "", ""), new BearerToken(clock),
                new Replies(), clock), Orders.ENGLISH);
    }

    @AfterEach
    void close() {
        service.stop(0);
    }

    @Test
    void vectorIsGenuineAndItsKeyIsAskedForOnce() throws Exception {
        Verdict.Accepted accepted = (Verdict.Accepted) verify(BODY, HEADER);
        assertThat(new States()
                .transaction(new Notification(1, 1, "postfinance", "demo-pf", accepted.body(), 0, Duration.ZERO)))
                .isEqualTo("4711");
        clock.now = clock.now.plus(Duration.ofDays(30));
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Accepted.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void everyOtherByteIsForged() {
        for (int i = 0; i < BODY.length(); i++) {
            char other = BODY.charAt(i) == '1' ? '2' : '1';
            Verdict verdict = verify(BODY.substring(0, i) + other + BODY.substring(i + 1), HEADER);
            assertThat(verdict).as("byte %d", i).isNotInstanceOf(Verdict.Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "algorithm=SHA256withECDSA", "algorithm=SHA1withECDSA, keyId=K, signature=S",
            "algorithm=NONEwithECDSA, keyId=K, signature=S", "algorithm=SHA256withECDSA, keyId=K, signature=AAAA",
            "algorithm=SHA256withECDSA, keyId=K, signature=====", "algorithm=SHA256withECDSA, keyId=../x, signature=S",
            "algorithm=SHA256withECDSA, keyId=K, signature=S, more=1"})
    void otherHeadersAreForged(String header) {
        assertThat(verify(BODY, header.replace("=K", "=" + ID).replace("=S", "=" + SIGNATURE)
                .replace("=" + SIGNATURE + "HA", "=SHA"))).isInstanceOf(Verdict.Forged.class);
        assertThat(asked).noneMatch(path -> path.contains(".."));
    }

    @Test
    void nonsenseMakesNobodyAskWithoutEnd() {
        String unknown = HEADER.replace(ID, "no-such-key");
        assertThat(verify(BODY, unknown)).isInstanceOf(Verdict.Forged.class);
        assertThat(verify(BODY, unknown)).isInstanceOf(Verdict.Forged.class);
        assertThat(asked).hasSize(1);
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertThat(verify(BODY, unknown)).as("it may have become one").isInstanceOf(Verdict.Forged.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void nonsenseUnderEverNewIdsMakesFewCallsAndKeepsNoGenuineOneOut() {
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Accepted.class);
        for (int i = 0; i < 1000; i++) {
            assertThat(verify(BODY, HEADER.replace(ID, "a" + i))).isNotInstanceOf(Verdict.Accepted.class);
        }
        assertThat(asked).hasSizeLessThanOrEqualTo(20);
        assertThat(verify(BODY, HEADER.replace(ID, "new"))).as("who is genuine sends it again")
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Accepted.class);
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertThat(verify(BODY, HEADER.replace(ID, "new"))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void headerOfAnySizeIsForgedAndNobodyIsAsked() {
        assertThat(verify(BODY, HEADER.replace(SIGNATURE, "A".repeat(1_000_000)))).isInstanceOf(Verdict.Forged.class);
        assertThat(verify(BODY, HEADER.replace(ID, "a".repeat(65)))).isInstanceOf(Verdict.Forged.class);
        assertThat(verify("{\"a\":" + "[".repeat(100_000), HEADER)).isInstanceOf(Verdict.Malformed.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "500", "503"})
    void whereNobodyCanSayItIsAskedForAgain(int trouble) {
        status = trouble;
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Undecided.class);
        status = 200;
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void genuineOneOfAnotherSpaceIsNotOurs() {
        account = Orders.account(Map.of("endpoint", account.required("endpoint"), "space", "406"));
        assertThat(verify(BODY, HEADER)).isInstanceOf(Verdict.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"entityId\":\"4711\"}", "not json", "{\"entityId\":1}"})
    void anythingElseIsNoWebhook(String body) {
        assertThat(verify(body, HEADER)).isInstanceOf(Verdict.Malformed.class);
    }

    private Verdict verify(String body, String header) {
        return verifier.verify(account, new RawNotification(body.getBytes(StandardCharsets.UTF_8), "application/json",
                Map.of("x-signature", header)));
    }

    /** A clock that is set by hand. */
    private static final class Turning extends Clock {

        private Instant now = Orders.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
