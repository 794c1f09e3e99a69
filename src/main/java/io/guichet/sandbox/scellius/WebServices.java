package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What each web service does once the call was let in (scellius 3). */
final class WebServices {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final Duration LONGEST_LINK = Duration.ofDays(90);
    private static final int MOST_TRANSACTIONS = 30;
    private static final Set<String> NOT_IN_UPDATE = Set.of("amount", "currency", "formAction", "ipnTargetUrl");

    private final Payments payments;
    private final Clock clock;
    private final String address;
    private final Random random = new SecureRandom();

    WebServices(Payments payments, Clock clock, String address) {
        this.payments = payments;
        this.clock = clock;
        this.address = address;
    }

    static boolean knows(String operation) {
        return Set.of("Charge/SDKTest", "Charge/CreatePayment", "Charge/UpdatePayment", "Order/Get", "Transaction/Get",
                "Transaction/Validate", "Transaction/CancelOrRefund", "Transaction/Cancel", "Transaction/Refund",
                "Transaction/Capture", "Charge/CreatePaymentOrder", "Charge/PaymentOrder/Get",
                "Charge/PaymentOrder/Update", "Charge/PaymentOrder/Cancel").contains(operation);
    }

    ObjectNode answer(Shop shop, String operation, ObjectNode request, boolean lax, Switches switches)
            throws IOException {
        return switch (operation) {
            case "Charge/SDKTest" -> Json.MAPPER.createObjectNode().put("value", request.path("value").asText(null))
                    .put("_type", "V4/Type/String");
            case "Charge/CreatePayment" -> create(shop, request, lax);
            case "Charge/UpdatePayment" -> update(shop, request, lax, switches);
            case "Order/Get" -> order(shop, request);
            case "Transaction/Get" -> Objects.transaction(named(shop, request));
            case "Transaction/Validate" -> validate(shop, request);
            case "Transaction/Cancel" -> cancelOrRefund(shop, request, "CANCELLATION_ONLY");
            case "Transaction/Refund" -> cancelOrRefund(shop, request, "REFUND_ONLY");
            case "Transaction/CancelOrRefund" -> cancelOrRefund(shop, request,
                    request.path("resolutionMode").asText("AUTO"));
            case "Transaction/Capture" -> capture(shop, request);
            case "Charge/CreatePaymentOrder" -> link(shop, request);
            case "Charge/PaymentOrder/Get" -> told(link(shop, request, false));
            case "Charge/PaymentOrder/Update" -> changed(shop, request);
            case "Charge/PaymentOrder/Cancel" -> told(payments.keep(link(shop, request, true).in("CANCELLED")));
            default -> throw new Refusal("INT_901", "web-service not found");
        };
    }

    private ObjectNode create(Shop shop, ObjectNode request, boolean lax) throws IOException {
        FieldChecks.check(request, Set.of("formToken"), lax);
        money(request);
        if (shop.has(Shop.Trait.NO_CONTRACT)) {
            throw new Refusal("PSP_610", "No merchant acceptance agreement available",
                    "No acceptance agreement available, check input parameters (amount, currency, mode, etc.)");
        }
        FormToken form = new FormToken(token(request), shop.user(), clock.instant(), request.deepCopy(), false);
        return Objects.form(payments.keep(form, null).token());
    }

    private ObjectNode update(Shop shop, ObjectNode request, boolean lax, Switches switches) throws IOException {
        FieldChecks.check(request, NOT_IN_UPDATE, lax);
        String sent = request.path("formToken").asText("");
        if (sent.isEmpty()) {
            throw new Refusal("INT_885", "invalid formToken");
        }
        FormToken form = payments.form(shop.user(), sent);
        if (form.paid()) {
            throw new Refusal(switches.paid(), "formToken not found or expired");
        }
        if (!switches.oldTokens() && !form.token().equals(sent)) {
            throw new Refusal("INT_903", "formToken not found or expired");
        }
        ObjectNode changes = request.deepCopy();
        changes.remove("formToken");
        ObjectNode merged = Payments.merged(form.request(), changes);
        FormToken next = form.with(token(merged), merged);
        if (switches.restart()) {
            next = new FormToken(next.token(), next.shop(), clock.instant(), next.request(), false);
        }
        payments.keep(next, form.token());
        return Objects.form(next.token());
    }

    private ObjectNode order(Shop shop, ObjectNode request) {
        String orderId = required(request, "orderId", "INT_013");
        String type = request.path("operationType").asText("");
        List<Transaction> found = payments.ofOrder(shop.user(), orderId).stream()
                .filter(one -> type.isEmpty() || one.operation().equals(type)).toList();
        if (found.isEmpty()) {
            throw new Refusal("PSP_010", "transaction not found");
        }
        if (found.size() > MOST_TRANSACTIONS) {
            throw new Refusal("PSP_015", "too many results");
        }
        return Objects.order(found, orderId, shop.user());
    }

    private Transaction named(Shop shop, ObjectNode request) {
        return payments.transaction(shop.user(), required(request, "uuid", "INT_001"));
    }

    private ObjectNode validate(Shop shop, ObjectNode request) throws IOException {
        Transaction one = named(shop, request);
        String next = switch (one.detailedStatus()) {
            case "AUTHORISED_TO_VALIDATE" -> "AUTHORISED";
            case "WAITING_AUTHORISATION_TO_VALIDATE" -> "WAITING_AUTHORISATION";
            default -> throw forbidden(one);
        };
        return Objects.transaction(payments.keep(one.in(next)));
    }

    /** Not idempotent: each call that is granted pays again (scellius 3.6). */
    private ObjectNode cancelOrRefund(Shop shop, ObjectNode request, String mode) throws IOException {
        Transaction one = named(shop, request);
        if (one.detailedStatus().equals("CANCELLED")) {
            throw new Refusal("PSP_105", "transaction already cancelled");
        }
        if (one.isCancellable()) {
            if (mode.equals("REFUND_ONLY")) {
                throw new Refusal("PSP_076", "refund not possible yet");
            }
            return Objects.transaction(payments.keep(one.in("CANCELLED")));
        }
        if (!one.detailedStatus().equals("CAPTURED") || one.operation().equals("CREDIT")) {
            throw one.status().equals("UNPAID") ? new Refusal("PSP_083", "transaction unpaid") : forbidden(one);
        }
        if (mode.equals("CANCELLATION_ONLY")) {
            throw new Refusal("PSP_075", "cancellation impossible, refund instead");
        }
        long left = one.amount() - payments.refunded(one.uuid());
        long wanted = request.hasNonNull("amount") ? request.get("amount").asLong() : left;
        if (left == 0) {
            throw new Refusal("PSP_104", "transaction already fully refunded");
        }
        if (wanted > left || wanted <= 0) {
            throw new Refusal("PSP_510", "amount too high");
        }
        ObjectNode parentless = one.request().deepCopy();
        // The one text of a refund that a shop writes; it is given back nowhere, but people read it (scellius 3.6).
        parentless.put("comment", request.path("comment").asText(""));
        return Objects.transaction(payments.keep(new Transaction(Payments.number(), one.shop(), one.orderId(), wanted,
                one.currency(), "CREDIT", one.uuid(), "AUTHORISED", null, clock.instant(), one.paymentOrderId(),
                parentless)));
    }

    private ObjectNode capture(Shop shop, ObjectNode request) throws IOException {
        List<Transaction> all = new ArrayList<>();
        request.path("uuids").forEach(uuid -> all.add(payments.transaction(shop.user(), uuid.asText())));
        for (Transaction one : all) {
            if (!one.detailedStatus().equals("AUTHORISED")) {
                throw forbidden(one);
            }
            payments.keep(one.in("CAPTURED"));
        }
        return Json.MAPPER.createObjectNode().put("responseCode", 0).put("_type", "V4/Common/ResponseCodeAnswer");
    }

    private ObjectNode link(Shop shop, ObjectNode request) throws IOException {
        money(request);
        Instant end = end(request).orElse(clock.instant().plus(LONGEST_LINK));
        return told(payments.keep(new PaymentOrder(Payments.number(), shop.user(), clock.instant(), end,
                request.deepCopy(), PaymentOrder.RUNNING)));
    }

    private ObjectNode changed(Shop shop, ObjectNode request) throws IOException {
        PaymentOrder link = link(shop, request, true);
        JsonNode channel = request.path("channelOptions").path("channelType");
        if (!channel.isMissingNode()
                && !channel.equals(link.request().path("channelOptions").path("channelType"))) {
            throw new Refusal("PSP_1017", "channel cannot be changed");
        }
        ObjectNode changes = request.deepCopy();
        changes.remove("paymentOrderId");
        return told(payments.keep(link.asking(Payments.merged(link.request(), changes),
                end(request).orElse(link.expires()))));
    }

    private Optional<Instant> end(ObjectNode request) {
        if (!request.hasNonNull("expirationDate")) {
            return Optional.empty();
        }
        try {
            Instant end = OffsetDateTime.parse(request.get("expirationDate").asText()).toInstant();
            if (end.isAfter(clock.instant().plus(LONGEST_LINK))) {
                throw new Refusal("PSP_1007", "expiration date too far");
            }
            return Optional.of(end);
        } catch (DateTimeException unreadable) {
            throw Refusal.of("INT_836", "expirationDate", request.get("expirationDate").asText());
        }
    }

    private PaymentOrder link(Shop shop, ObjectNode request, boolean running) {
        PaymentOrder link = payments.link(request.path("paymentOrderId").asText(""))
                .filter(found -> found.shop().equals(shop.user()))
                .orElseThrow(() -> new Refusal("PSP_1000", "payment order not found"));
        if (running && link.state().equals("CANCELLED")) {
            throw new Refusal("PSP_1101", "payment order cancelled");
        }
        if (running && !link.state().equals(PaymentOrder.RUNNING)) {
            throw new Refusal("PSP_1005", "payment order finalised");
        }
        if (running && clock.instant().isAfter(link.expires())) {
            throw new Refusal("PSP_1006", "payment order expired");
        }
        return link;
    }

    private ObjectNode told(PaymentOrder link) {
        return Objects.link(link, address + "/scellius/link/" + link.id());
    }

    private static Refusal forbidden(Transaction one) {
        return new Refusal("PSP_503", "This action has not been authorized for a transaction with the "
                + one.detailedStatus() + " status");
    }

    private static String required(ObjectNode request, String name, String code) {
        String value = request.path(name).asText("");
        if (value.isEmpty()) {
            throw Refusal.of(code, name, value);
        }
        return value;
    }

    /** Amounts come as numbers, and as texts in the vendor's own samples (scellius 1.4). */
    private static void money(ObjectNode request) {
        String amount = request.path("amount").asText("");
        if (!amount.matches("\\d{1,12}")) {
            throw Refusal.of("INT_009", "amount", amount);
        }
        String currency = request.path("currency").asText("");
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.of("INT_010", "currency", currency);
        }
    }

    /** Opaque, long, and another one each time; it holds amount and order as the real one does (scellius 3.2). */
    private String token(ObjectNode request) {
        ObjectNode content = Json.MAPPER.createObjectNode().put("amount", request.path("amount").asLong())
                .put("currency", request.path("currency").asText()).put("mode", "TEST")
                .put("version", request.path("formTokenVersion").asInt(4))
                .put("orderId", request.path("orderId").asText(null)).put("shopName", "Boutique d'essai")
                .put("formAction", request.path("formAction").asText("PAYMENT")).put("apiRestVersion", "4.0")
                .put("country", "FR");
        return letters(24) + "244" + Base64.getEncoder().withoutPadding()
                .encodeToString(content.toString().getBytes(StandardCharsets.UTF_8)) + letters(2) + "02";
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
