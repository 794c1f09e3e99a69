package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.FreePorts;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.DeliveryFailure;
import io.guichet.ledger.DeliveryFailure.Verdict;
import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Receivers;
import io.guichet.ledger.Retry;
import io.guichet.ledger.TestDesk;
import io.guichet.outbox.HookServer.Got;
import io.guichet.outbox.HookServer.Say;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages to real receivers over real sockets, in their good and their bad moods. */
class WebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Retry RETRY = Retry.forEver(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final TestDesk desk = new TestDesk(
            new Receivers(List.of(Receiver.ofAll("webhook:shop", EnumSet.allOf(Kind.class), RETRY)), RETRY));
    private final HookServer shop = shop();

    private static HookServer shop() {
        try {
            return new HookServer();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void close() {
        shop.close();
        desk.close();
    }

    // The signature

    /** The vector that the reference libraries of Standard Webhooks carry in their tests. */
    @Test
    void theReferenceVectorIsSignedAsItsLibrariesSignIt() {
        assertThat(WebhookSignature.of(SECRET).of("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theReceiverCanCheckIdTimeAndBodyWithItsSecret() throws Exception {
        webhooks(SECRET, 1024).deliver(completed());

        Got got = shop.got().get(0);
        assertThat(got.headers()).containsEntry("Content-Type", "application/json").containsEntry("webhook-timestamp",
                String.valueOf(NOW.getEpochSecond()));
        assertThat(got.headers().get("webhook-signature")).isEqualTo(signature(SECRET, got, got.body()))
                .isNotEqualTo(signature(OTHER, got, got.body())).isNotEqualTo(signature(SECRET, got, got.body() + " "));
        assertThat(got.id()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void whileASecretIsRotatedBothSign() throws Exception {
        webhooks(OTHER + "\n" + SECRET, 1024).deliver(completed());

        Got got = shop.got().get(0);
        assertThat(got.headers().get("webhook-signature").split(" "))
                .containsExactly(signature(OTHER, got, got.body()), signature(SECRET, got, got.body()));
    }

    @Test
    void whatIsNoSecretIsRefusedWithoutBeingQuoted() {
        for (String secret : List.of("secret", "whsec_", "whsec_c2hvcnQ=", "whsec_§§§",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", SECRET + " other")) {
            assertThatThrownBy(() -> WebhookSignature.of(secret)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whsec_ and 24 to 64 bytes").hasMessageNotContaining("c2hvcnQ")
                    .hasMessageNotContaining("MfKQ");
        }
    }

    // The message

    @Test
    void theBodyIsTheAnswerWithSmallDocumentsInsideAndLargeOnesByName() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "12345"),
                document("2.png", "123456")));
        webhooks(SECRET, 5).deliver(delivery());

        JsonNode body = new ObjectMapper().readTree(shop.got().get(0).body());
        assertThat(body.path("orderId").asText()).isEqualTo("SO-1");
        assertThat(body.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(Base64.getDecoder().decode(body.at("/documents/0/content").asText())).asString().isEqualTo("12345");
        assertThat(body.at("/documents/1").has("content")).isFalse();
        assertThat(body.at("/documents/1/name").asText()).isEqualTo("SO-1.2.png");
    }

    @Test
    void aSecondTryBearsTheSameIdAndAReplayAnother() throws Exception {
        Delivery delivery = completed();
        Webhooks webhooks = webhooks(SECRET, 1024);
        webhooks.deliver(delivery);
        webhooks.deliver(delivery);
        desk.run("insert into delivery (message_id, order_id, name, channel) "
                + "select message_id, order_id, name, channel from delivery");
        desk.run("update delivery set state = 'DONE' where id = " + delivery.id());
        webhooks.deliver(delivery());

        assertThat(shop.got()).extracting(Got::body).hasSize(3).containsOnly(shop.got().get(0).body());
        assertThat(shop.got().get(1).id()).isEqualTo(shop.got().get(0).id());
        assertThat(shop.got().get(2).id()).isNotEqualTo(shop.got().get(0).id());
    }

    // What answers mean

    @Test
    void everyAnswerOf2xxIsArrivalAndEveryOtherFailureAfterOneRequest() throws Exception {
        Delivery delivery = completed();
        for (int status : List.of(200, 201, 202, 204, 299)) {
            shop.say(Say.of(status));
            webhooks(SECRET, 1024).deliver(delivery);
        }
        List<Integer> others = List.of(300, 304, 400, 401, 404, 409, 500, 502, 503, 504);
        for (int status : others) {
            shop.say(Say.of(status));
            assertThat(failure(SECRET)).isEqualTo(DeliveryFailure.again("HTTP " + status));
        }
        assertThat(shop.got()).hasSize(5 + others.size());
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        try (HookServer elsewhere = new HookServer()) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                shop.say(Say.of(status, "Location", elsewhere.url("/internal")));
                assertThat(failure(SECRET).error()).isEqualTo("HTTP " + status);
            }
            assertThat(elsewhere.got()).isEmpty();
        }
    }

    @Test
    void goneMeansThatItWantsNothingMore() {
        shop.say(Say.of(410));
        assertThat(failure(SECRET).verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void theTimeThatItAsksForIsGivenUpToAnHour() {
        Map<String, Duration> given = Map.of("120", Duration.ofMinutes(2), "0", Duration.ZERO,
                "Wed, 25 Nov 2026 12:05:00 GMT", Duration.ofMinutes(5), "86400", Duration.ofHours(1),
                "Thu, 26 Nov 2099 12:00:00 GMT", Duration.ofHours(1));
        List<String> nonsense = List.of("Wed, 25 Nov 2026 11:00:00 GMT", "soon", "-5", "99999999999999999999");

        given.forEach((value, wait) -> assertThat(waitAfter(value)).as(value).contains(wait));
        nonsense.forEach(value -> assertThat(waitAfter(value)).as(value).isEmpty());
    }

    private Optional<Duration> waitAfter(String value) {
        shop.say(Say.of(429, "Retry-After", value));
        return failure(SECRET).notBefore();
    }

    // What goes wrong

    @Test
    void whoDoesNotAnswerIsLeftAfterTheTime() {
        shop.hang(true);
        assertThat(failure(SECRET).error()).isEqualTo("no answer within 1 s");
        assertThat(shop.got()).hasSize(1);
    }

    @Test
    void anAnswerThatNeverEndsIsNone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".getBytes(
                            StandardCharsets.US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException closed) {
                    // The other side is tired of waiting.
                }
            });
            dripping.start();
            assertThat(failure("http://127.0.0.1:" + server.getLocalPort() + "/", SECRET).error())
                    .isEqualTo("no answer within 1 s");
            dripping.join(10_000);
            assertThat(dripping.isAlive()).as("the connection is closed").isFalse();
        }
    }

    @Test
    void aReceiverThatIsNotThereIsNamedWithoutItsAddress() throws Exception {
        int port = FreePorts.next();
        DeliveryFailure refused = failure("http://127.0.0.1:" + port + "/token-4711", SECRET);
        shop.say(Say.of(0));
        DeliveryFailure closed = failure(SECRET);

        assertThat(refused.error()).contains("ConnectException").doesNotContain("127", "4711", String.valueOf(port));
        assertThat(closed.error()).contains("IOException");
        assertThat(shop.got()).as("a request whose answer is lost is not sent again by the client").hasSize(1);
    }

    private DeliveryFailure failure(String secret) {
        return failure(shop.url("/hook"), secret);
    }

    private DeliveryFailure failure(String url, String secret) {
        Delivery delivery = desk.count("delivery") == 0 ? completed() : again();
        NotDelivered failed = catchThrowableOfType(NotDelivered.class,
                () -> webhooks(url, secret, 1024).deliver(delivery));
        assertThat(failed).isNotNull();
        return failed.failure();
    }

    private Delivery completed() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));
        return delivery();
    }

    private Delivery again() {
        desk.run("update delivery set lease_until = null");
        return delivery();
    }

    private Delivery delivery() {
        return desk.deliveries("webhook:shop").get(0);
    }

    private Webhooks webhooks(String secrets, long inlineLimit) {
        return webhooks(shop.url("/hook"), secrets, inlineLimit);
    }

    private Webhooks webhooks(String url, String secrets, long inlineLimit) {
        return new Webhooks(List.of(new Webhook("shop", URI.create(url), WebhookSignature.of(secrets), inlineLimit,
                Duration.ofSeconds(1))), desk.ledger().deliveries(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** As a receiver computes it (docs/answers.md). */
    private static String signature(String secret, Got got, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = got.headers().get("webhook-id") + "." + got.headers().get("webhook-timestamp") + "." + body;
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
