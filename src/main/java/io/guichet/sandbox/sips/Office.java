package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Sips Office: cash management and diagnostics over the state of a transaction (sips 3.3, 5.4). */
final class Office {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime REMITTANCE = LocalTime.of(22, 0);
    private static final LocalTime REMITTED = LocalTime.of(23, 0);
    private static final Set<String> CANCELLABLE = Set.of("TO_CAPTURE", "TO_CHALLENGE", "TO_VALIDATE", "TO_AUTHORIZE");
    static final Set<String> OPERATIONS = Set.of("cashManagement/cancel", "cashManagement/refund",
            "cashManagement/validate", "cashManagement/duplicate", "diagnostic/getTransactionData");

    private final Payments payments;
    private final Clock clock;

    Office(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /** @param window whether the hour of the remittance is kept */
    ObjectNode answer(Shop shop, String operation, ObjectNode request, boolean window) throws IOException {
        if (operation.startsWith("diagnostic")) {
            return data(find(shop, request));
        }
        if (shop.has(Shop.Trait.NO_CASH_MANAGEMENT)) {
            throw Refusal.of("40", "not granted", null);
        }
        LocalTime now = clock.instant().atZone(PARIS).toLocalTime();
        if (window && !now.isBefore(REMITTANCE) && now.isBefore(REMITTED)) {
            throw Refusal.of("24", "remittance", null);
        }
        if (operation.endsWith("duplicate")) {
            return duplicate(shop, request);
        }
        Payment payment = find(shop, request);
        if (request.path("currencyCode").asText("").isEmpty()) {
            throw Refusal.of("12", "mandatory", "currencyCode");
        }
        if (!request.path("currencyCode").asText().equals(payment.asked("currencyCode"))) {
            throw Refusal.of("12", "currency", "currencyCode");
        }
        long wanted = request.path("operationAmount").asLong(payment.amount());
        if (wanted <= 0) {
            throw Refusal.of("12", "amount", "operationAmount");
        }
        Payment after = switch (operation) {
            case "cashManagement/cancel" -> cancel(payment, wanted);
            case "cashManagement/refund" -> refund(payment, wanted);
            default -> validate(payment, wanted);
        };
        return reply("00").put("acquirerResponseCode", "00").put("authorisationId", "654321")
                .put("newAmount", after.amount()).put("newStatus", after.status())
                .put("operationDateTime", now());
    }

    private Payment cancel(Payment payment, long wanted) throws IOException {
        require(CANCELLABLE.contains(payment.status()), payment);
        enough(payment, wanted);
        boolean whole = wanted == payment.amount();
        return payments.keep(payment.in(whole ? "CANCELLED" : payment.status(), payment.amount() - wanted));
    }

    private Payment refund(Payment payment, long wanted) throws IOException {
        require("CAPTURED".equals(payment.status()), payment);
        enough(payment, wanted);
        boolean whole = wanted == payment.amount();
        return payments.refund(payment.refunding(whole ? "CREDITED" : "CAPTURED", wanted), wanted);
    }

    private Payment validate(Payment payment, long wanted) throws IOException {
        require("TO_VALIDATE".equals(payment.status()), payment);
        enough(payment, wanted);
        return payments.keep(payment.in("TO_CAPTURE", wanted));
    }

    private ObjectNode duplicate(Shop shop, ObjectNode request) throws IOException {
        Payment from = payments.named(shop.merchantId(), request.path("fromTransactionReference").asText())
                .filter(one -> !one.isOpen())
                .orElseThrow(() -> Refusal.of("25", "unknown", "fromTransactionReference"));
        String reference = request.path("transactionReference").asText("");
        if (!reference.matches("[A-Za-z0-9]{1,35}")) {
            throw Refusal.of("30", "format", "transactionReference");
        }
        if (payments.named(shop.merchantId(), reference).isPresent()) {
            throw Refusal.of("94", "duplicate", null);
        }
        if (!"00".equals(from.responseCode())) {
            return reply("05").put("transactionReference", reference);
        }
        ObjectNode asked = from.request().deepCopy();
        request.fields().forEachRemaining(member -> asked.set(member.getKey(), member.getValue()));
        Payment made = payments.keep(new Payment(reference, shop.merchantId(), reference, asked, false, clock.instant(),
                "00", "TO_CAPTURE", request.path("amount").asLong(), 0, from.brand()));
        return reply("00").put("acquirerResponseCode", "00").put("authorisationId", "654321")
                .put("transactionReference", made.reference()).put("transactionDateTime", now())
                .put("paymentMeanBrand", made.brand());
    }

    private ObjectNode data(Payment payment) {
        return reply(payment.responseCode()).put("getTransDataResponseCode", "00")
                .put("transactionStatus", payment.status())
                .put("originAmount", payment.request().path("amount").asLong())
                .put("currentAmount", payment.amount()).put("remainingAmount", payment.amount())
                .put("currencyCode", payment.asked("currencyCode")).put("merchantId", payment.merchantId())
                .put("transactionReference", payment.reference()).put("orderId", payment.asked("orderId"))
                .put("returnContext", payment.asked("returnContext")).put("paymentMeanBrand", payment.brand())
                .put("acquirerResponseCode", "00".equals(payment.responseCode()) ? "00" : null);
    }

    /** What nobody has paid yet is not known to Sips Office. */
    private Payment find(Shop shop, ObjectNode request) {
        return payments.named(shop.merchantId(), request.path("transactionReference").asText())
                .filter(one -> !one.isOpen()).orElseThrow(() -> Refusal.of("25", "unknown", null));
    }

    private static void require(boolean possible, Payment payment) {
        if (!possible) {
            throw Refusal.of("24", payment.status(), null);
        }
    }

    private static void enough(Payment payment, long wanted) {
        if (wanted > payment.amount()) {
            throw Refusal.of("51", "amount", "operationAmount");
        }
    }

    static ObjectNode reply(String code) {
        return Json.MAPPER.createObjectNode().put("responseCode", code);
    }

    private String now() {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").format(clock.instant().atZone(PARIS));
    }
}
