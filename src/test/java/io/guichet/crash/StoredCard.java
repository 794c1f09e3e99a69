package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A card that the twin of PostFinance Checkout has stored, because somebody has paid with it once. */
final class StoredCard {

    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String TRANSACTIONS = "/api/v2.0/payment/transactions";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private StoredCard() {
    }

    /** Its number. */
    static long at(int twinPort) {
        String twin = "http://127.0.0.1:" + twinPort + "/postfinance";
        long id = call(twin, "POST", TRANSACTIONS, "{\"currency\":\"CHF\",\"tokenizationMode\":\"FORCE_CREATION\","
                + "\"lineItems\":[{\"uniqueId\":\"1\",\"name\":\"a\",\"type\":\"PRODUCT\",\"quantity\":1,"
                + "\"amountIncludingTax\":1}]}").path("id").asLong();
        call(twin, "POST", "/play/pay", "{\"transaction\":" + id + "}");
        return call(twin, "GET", TRANSACTIONS + "/" + id, "").path("token").asLong();
    }

    private static JsonNode call(String twin, String method, String path, String body) {
        try {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create(twin + path))
                    .header("Authorization", "Bearer " + token(method, path)).header("Space", "405")
                    .header("Accept", "application/json").header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).body());
        } catch (Exception failed) {
            throw new IllegalStateException(path, failed);
        }
    }

    private static String token(String method, String path) throws Exception {
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"ver\":1}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(("{\"sub\":\"512\",\"iat\":" + Instant.now().getEpochSecond() + ",\"requestPath\":\"" + path
                        + "\",\"requestMethod\":\"" + method + "\"}").getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
