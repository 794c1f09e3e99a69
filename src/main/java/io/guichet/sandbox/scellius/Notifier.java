package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the shop what became of a payment, and keeps what the shop said to it (scellius 5). */
final class Notifier {

    /** The platform waits about so long, and the buyer with it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT = 512;

    /** @param escaped slashes are written as older releases did; {@code corrupt} signs with another key */
    record Manner(boolean escaped, boolean corrupt) {

        static final Manner PLAIN = new Manner(false, false);
    }

    /** What came of one notification. */
    record Sent(String url, int status, String said) {
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Sent> sent = new ArrayList<>();

    /** @return what the shop answered; status 0 where it did not */
    Sent send(String url, Shop shop, ObjectNode payment, Manner manner) throws IOException {
        String answer = Json.MAPPER.writeValueAsString(payment);
        String hash = sign(answer, manner.corrupt() ? shop.hmacKey() : shop.password());
        String shown = manner.escaped() ? answer.replace("/", "\\/") : answer;
        String body = "kr-hash=" + hash + "&kr-hash-algorithm=sha256_hmac&kr-hash-key=password&kr-answer-type="
                + encoded("V4/Payment") + "&kr-answer=" + encoded(shown);
        Sent came;
        try {
            HttpResponse<String> said = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            came = new Sent(url, said.statusCode(),
                    said.body().substring(0, Math.min(KEPT, said.body().length())));
        } catch (IOException notReached) {
            came = new Sent(url, 0, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            came = new Sent(url, 0, "");
        }
        synchronized (sent) {
            sent.add(came);
        }
        return came;
    }

    List<Sent> all() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    private static String sign(String answer, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
