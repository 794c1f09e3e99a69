package io.guichet.sandbox.sips;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends automatic responses: once, whatever the shop answers (sips 4). */
final class Responder {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What came of one response; status 0 where nobody answered. */
    record Sent(String url, int status) {
    }

    private record Letter(String url, String body) {
    }

    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Letter> held = new ArrayList<>();
    private volatile boolean holding;

    Responder(Clock clock) {
        this.clock = clock;
    }

    void hold(boolean back) {
        holding = back;
    }

    List<Sent> all() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    /** @param corrupt under a seal that is none */
    void tell(Payment payment, Shop shop, boolean corrupt) {
        String url = payment.asked("automaticResponseUrl");
        if (url.isEmpty()) {
            return;
        }
        Map<String, String> form = ResponseData.form(payment, shop, clock.instant());
        if (corrupt) {
            form.put("Seal", Seals.of(form.get("Data"), Seals.HMAC_256, "another key"));
        }
        Letter letter = new Letter(url, encoded(form));
        if (holding) {
            synchronized (sent) {
                held.add(letter);
            }
        } else {
            send(letter);
        }
    }

    List<Sent> release(boolean reversed) {
        List<Letter> all;
        synchronized (sent) {
            all = new ArrayList<>(held);
            held.clear();
        }
        if (reversed) {
            Collections.reverse(all);
        }
        return all.stream().map(this::send).toList();
    }

    private Sent send(Letter letter) {
        Sent came;
        try {
            came = new Sent(letter.url(), http.send(HttpRequest.newBuilder(URI.create(letter.url())).timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(letter.body())).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException notReached) {
            came = new Sent(letter.url(), 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            came = new Sent(letter.url(), 0);
        }
        synchronized (sent) {
            sent.add(came);
        }
        return came;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream().map(field -> field.getKey() + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
