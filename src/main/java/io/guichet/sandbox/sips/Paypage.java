package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The two ways to begin a payment, and its end at the buyer's hands (sips 3.1, 3.2, 5.5). */
final class Paypage {

    static final String VERSION = "IR_WS_2.0";
    private static final Set<String> CODES = Set.of("00", "02", "03", "05", "11", "12", "14", "17", "24", "25", "30",
            "34", "40", "51", "54", "55", "57", "60", "62", "63", "75", "90", "94", "97", "99");

    private final Payments payments;
    private final Responder responder;
    private final Clock clock;
    private final Random random = new SecureRandom();

    Paypage(Payments payments, Responder responder, Clock clock) {
        this.payments = payments;
        this.responder = responder;
        this.clock = clock;
    }

    /** Checks come in this order: shop, key version, seal, fields, reference (sips 5.6; the real one is not known). */
    static Shop letIn(JsonNode request, String sealed, String seal) {
        Shop shop = known(request);
        String algorithm = request.path("sealAlgorithm").asText(Seals.HMAC_256);
        if (!Seals.ALGORITHMS.contains(algorithm)) {
            throw Refusal.of("12", "Invalid sealAlgorithm value (" + algorithm + ")", "sealAlgorithm");
        }
        String expected = sealed == null
                ? Seals.of(request, algorithm, shop.key())
                : Seals.of(sealed, algorithm, shop.key());
        if (!expected.equals(seal)) {
            throw Refusal.of("34", "Invalid signature", null);
        }
        return shop;
    }

    static Shop known(JsonNode request) {
        String merchantId = request.path("merchantId").asText();
        Shop shop = Shop.of(merchantId).orElseThrow(
                () -> Refusal.unsigned("03", "Merchant ID (merchantId) not found " + merchantId));
        String version = request.path("keyVersion").asText();
        if (!shop.keyVersion().equals(version)) {
            throw Refusal.unsigned("34", "Unable to find a valid key for the following keyVersion=" + version);
        }
        return shop;
    }

    Payment begin(Shop shop, ObjectNode request, boolean byPost) throws IOException {
        boolean generated = shop.has(Shop.Trait.GENERATES_REFERENCES);
        FieldRules.check(request, generated);
        String given = request.path("transactionReference").asText("");
        String reference = generated ? "SIMU" + token(18) : given;
        if (payments.named(shop.merchantId(), reference).isPresent()) {
            throw Refusal.of("94", "Transaction already processed: " + reference, null);
        }
        ObjectNode kept = request.deepCopy();
        kept.remove("seal");
        return payments.keep(new Payment(token(48), shop.merchantId(), reference, kept, byPost, clock.instant(), null,
                null, request.path("amount").asLong(), 0, null));
    }

    /** The members of a form's Data, by the names of the JSON connector; split at the first sign only. */
    static ObjectNode piped(String data) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        for (String pair : data.split("\\|")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw Refusal.of("12", "Invalid keyword: " + pair, null);
            }
            String name = pair.substring(0, equals);
            if (!name.matches("[A-Za-z0-9.]+")) {
                throw Refusal.of("12", "Invalid keyword: " + name + "= " + pair.substring(equals + 1), null);
            }
            request.put(name, pair.substring(equals + 1));
        }
        return request;
    }

    /** The buyer's card decides: its last two digits are the code; a code that is none is 00. */
    Payment pay(Payment payment, String pan) throws IOException {
        String last = pan.length() < 2 ? "" : pan.substring(pan.length() - 2);
        return conclude(payment, CODES.contains(last) ? last : "00", brand(pan));
    }

    Payment conclude(Payment payment, String code, String brand) throws IOException {
        String mode = payment.request().path("captureMode").asText("AUTHOR_CAPTURE");
        String status = switch (code) {
            case "00" -> switch (mode) {
                case "VALIDATION" -> "TO_VALIDATE";
                case "IMMEDIATE" -> "CAPTURED";
                default -> "TO_CAPTURE";
            };
            case "60" -> "PENDING";
            default -> "REFUSED";
        };
        Payment concluded = payments.keep(payment.concluded(code, status, brand));
        responder.tell(concluded, Shop.of(payment.merchantId()).orElseThrow(), false);
        return concluded;
    }

    static Map<String, String> response(Payment payment, Clock clock) {
        return ResponseData.form(payment, Shop.of(payment.merchantId()).orElseThrow(), clock.instant());
    }

    private static String brand(String pan) {
        return pan.startsWith("6703") ? "BCMC" : pan.startsWith("51") ? "MASTERCARD" : "VISA";
    }

    private String token(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replaceAll("[^A-Za-z0-9]", "x");
        return text.substring(0, length);
    }
}
