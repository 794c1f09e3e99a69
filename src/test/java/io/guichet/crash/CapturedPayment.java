package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A payment of 9.90 at the twin of Scellius that its buyer has made and the bank has captured, so that it can be paid back.
 *
 * @param uuid the number of its transaction
 */
record CapturedPayment(int twinPort, String uuid) {

    private static final String SHOP = "42229744:testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static CapturedPayment at(int twinPort, String reference) {
        String twin = "http://127.0.0.1:" + twinPort + "/scellius/";
        JsonNode form = post(twin + "api-payment/V4/Charge/CreatePayment",
                "{\"amount\":990,\"currency\":\"EUR\",\"orderId\":\"" + reference + "\"}");
        JsonNode paid = post(twin + "play/pay",
                "{\"token\":\"" + form.path("answer").path("formToken").asText() + "\"}");
        String uuid = paid.path("uuid").asText();
        post(twin + "play/capture", "{\"uuid\":\"" + uuid + "\"}");
        return new CapturedPayment(twinPort, uuid);
    }

    private static JsonNode post(String address, String body) {
        try {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "Basic "
                            + Base64.getEncoder().encodeToString(SHOP.getBytes(StandardCharsets.UTF_8)))
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).body());
        } catch (Exception failed) {
            throw new IllegalStateException(address, failed);
        }
    }
}
