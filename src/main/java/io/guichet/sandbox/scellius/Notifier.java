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
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the shop what became of a payment, and keeps what the shop said to it (scellius 5). */
final class Notifier {

    /** The platform waits about so long, and the buyer with it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT = 512;

    /** Repeats come where the shop has ticked them, and no more than these (scellius 5.6). */
    private static final int REPEATS = 4;
    private static final Set<Integer> SUCCESS = Set.of(200, 201, 202, 203, 204, 205, 206, 301, 302, 303, 307, 308);

    /**
     * @param escaped  slashes are written as older releases did
     * @param corrupt  signed with a key that it does not name
     * @param returned signed as what the buyer's browser brings back, with the HMAC key
     */
    record Manner(boolean escaped, boolean corrupt, boolean returned) {

        static final Manner PLAIN = new Manner(false, false, false);
    }

    /** What came of one notification. */
    record Sent(String url, int status, String said) {
    }

    /** A notification and how often it was sent. */
    private static final class Parcel {

        private final String url;
        private final String body;
        private int times;
        private int status;

        private Parcel(String url, String body) {
            this.url = url;
            this.body = body;
        }
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Parcel> held = new ArrayList<>();
    private volatile boolean holding;

    void hold(boolean back) {
        holding = back;
    }

    /** Sends what was kept back, in its order or the other way round. */
    List<Sent> release(boolean reversed) {
        List<Parcel> all;
        synchronized (sent) {
            all = new ArrayList<>(held);
            held.clear();
            parcels.addAll(all);
        }
        if (reversed) {
            Collections.reverse(all);
        }
        return all.stream().map(this::send).toList();
    }

    /** Sends once more what no shop has taken yet, as the platform does at quarter hours. */
    List<Sent> repeat() {
        List<Parcel> failed;
        synchronized (sent) {
            failed = parcels.stream().filter(parcel -> !SUCCESS.contains(parcel.status))
                    .filter(parcel -> parcel.times <= REPEATS).toList();
        }
        return failed.stream().map(this::send).toList();
    }

    /** @return what the shop answered; status 0 where it did not */
    Sent send(String url, Shop shop, ObjectNode payment, Manner manner) throws IOException {
        String answer = Json.MAPPER.writeValueAsString(payment);
        boolean byHmacKey = manner.returned() != manner.corrupt();
        String hash = sign(answer, byHmacKey ? shop.hmacKey() : shop.password());
        String shown = manner.escaped() ? answer.replace("/", "\\/") : answer;
        String body = "kr-hash=" + hash + "&kr-hash-algorithm=sha256_hmac&kr-hash-key="
                + (manner.returned() ? "sha256_hmac" : "password") + "&kr-answer-type=" + encoded("V4/Payment")
                + "&kr-answer=" + encoded(shown);
        Parcel parcel = new Parcel(url, body);
        synchronized (sent) {
            (holding ? held : parcels).add(parcel);
        }
        return holding ? new Sent(url, 0, "") : send(parcel);
    }

    private Sent send(Parcel parcel) {
        String url = parcel.url;
        Sent came;
        try {
            HttpResponse<String> said = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(parcel.body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            came = new Sent(url, said.statusCode(),
                    said.body().substring(0, Math.min(KEPT, said.body().length())));
        } catch (IOException notReached) {
            came = new Sent(url, 0, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            came = new Sent(url, 0, "");
        }
        synchronized (sent) {
            parcel.times++;
            parcel.status = came.status();
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
