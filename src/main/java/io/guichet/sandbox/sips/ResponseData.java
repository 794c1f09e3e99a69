package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What manual and automatic responses say, in the pipe format or as JSON, encoded as was asked for (sips 4). */
final class ResponseData {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter PIPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("uuuu-MM-dd.HH:mm:ssxx");

    private ResponseData() {
    }

    /** The form of a response: Data, Seal, InterfaceVersion and Encode. */
    static Map<String, String> form(Payment payment, Shop shop, Instant now) {
        boolean json = payment.asked("interfaceVersion").startsWith("IR_WS_3");
        String data = json ? json(payment, now) : piped(payment, now);
        String encoding = payment.asked("responseEncoding");
        String sent = encoded(data, encoding);
        // Where the request named no algorithm, its response is sealed by the older one (sips 0.1).
        String algorithm = payment.asked("sealAlgorithm").isEmpty() ? Seals.SHA_256 : payment.asked("sealAlgorithm");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Data", sent);
        form.put("Seal", Seals.of(sent, algorithm, shop.key()));
        form.put("InterfaceVersion", json ? "JS_3.4" : "HP_2.20");
        form.put("Encode", encoding);
        return form;
    }

    private static String piped(Payment payment, Instant now) {
        Map<String, String> values = values(payment);
        values.put("transactionDateTime", PIPED.format(now.atZone(PARIS)));
        StringBuilder data = new StringBuilder();
        values.forEach((name, value) -> data.append(data.length() == 0 ? "" : "|").append(name).append('=')
                .append(value == null || value.isEmpty() ? "null" : value));
        return data.toString();
    }

    private static String json(Payment payment, Instant now) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        values(payment).forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                if (name.equals("amount") || name.equals("keyVersion") || name.equals("captureDay")) {
                    data.put(name, Long.parseLong(value));
                } else {
                    data.put(name, value);
                }
            }
        });
        data.put("transactionDateTime", DOTTED.format(now.atZone(PARIS)));
        data.put("responseDescription", "00".equals(payment.responseCode()) ? "Accepted" : "Refused");
        return data.toString();
    }

    private static Map<String, String> values(Payment payment) {
        boolean accepted = "00".equals(payment.responseCode());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("captureDay", payment.request().path("captureDay").asText("0"));
        values.put("captureMode", payment.request().path("captureMode").asText("AUTHOR_CAPTURE"));
        values.put("currencyCode", payment.asked("currencyCode"));
        values.put("merchantId", payment.merchantId());
        values.put("orderChannel", payment.asked("orderChannel"));
        values.put("responseCode", payment.responseCode());
        values.put("transactionReference", payment.reference());
        values.put("keyVersion", payment.asked("keyVersion"));
        values.put("acquirerResponseCode", accepted ? "00" : null);
        values.put("amount", payment.asked("amount"));
        values.put("authorisationId", accepted ? "654321" : null);
        values.put("guaranteeIndicator", accepted ? "Y" : null);
        values.put("paymentMeanBrand", payment.brand());
        values.put("paymentMeanType", payment.brand() == null ? null : "CARD");
        values.put("maskedPan", payment.brand() == null ? null : "4100##########00");
        values.put("orderId", payment.asked("orderId"));
        values.put("returnContext", payment.asked("returnContext"));
        values.put("customerId", payment.asked("customerId"));
        values.put("paymentPattern", "ONE_SHOT");
        values.put("transactionPlatform", "SIMU");
        return values;
    }

    static String encoded(String data, String encoding) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return switch (encoding) {
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "base64url" -> Base64.getUrlEncoder().encodeToString(bytes);
            default -> data;
        };
    }

    static String decoded(String sent, String encoding) {
        return switch (encoding) {
            case "base64" -> new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8);
            case "base64url" -> new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.UTF_8);
            default -> sent;
        };
    }
}
