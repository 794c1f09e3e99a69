package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import java.util.List;

/** An order as the members of a transaction or of a payment link (postfinance 2.2, 2.10). */
final class TransactionMapper {

    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_NAME = 150;

    private TransactionMapper() {
    }

    /** @param present whether and how the payer is there */
    static ObjectNode create(Work work, Account account, String present) {
        JsonNode order = work.request();
        ObjectNode to = JsonNodeFactory.instance.objectNode()
                .put("merchantReference", reference(work.identity().orderId(), work.key()))
                .put("autoConfirmationEnabled", confirmsItself(work))
                .put("customersPresence", present);
        currency(order, account, to);
        changes(work, to);
        if (!to.has("invoiceMerchantReference")) {
            to.put("invoiceMerchantReference", cut(work.identity().orderId(), LONGEST_REFERENCE));
        }
        copy(order, to, "completionBehavior", "tokenizationMode", "chargeRetryEnabled");
        if (!work.operation().equals(PostfinanceService.PAYMENT)) {
            // No payer is there to try again: what was told as refused must stay so (postfinance 3.1).
            to.put("chargeRetryEnabled", false);
        }
        if (order.has("allowedPaymentMethodConfigurations")) {
            ArrayNode allowed = to.putArray("allowedPaymentMethodConfigurations");
            order.get("allowedPaymentMethodConfigurations").forEach(id -> allowed.add(Long.parseLong(id.asText())));
        }
        ObjectNode data = order.path("metaData") instanceof ObjectNode given
                ? given.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        to.set("metaData", data.put("orderId", work.identity().orderId()));
        // Whatever the space is set to: test and production share a host, and only this tells them apart.
        return to.put("environmentSelectionStrategy", Space.of(account).isTest()
                ? "FORCE_TEST_ENVIRONMENT"
                : "FORCE_PRODUCTION_ENVIRONMENT");
    }

    /** A payment that may still change is confirmed by its payer, a stored card's by its charge (postfinance 2.3). */
    private static boolean confirmsItself(Work work) {
        return work.request().path("open").asBoolean() || work.operation().equals(PostfinanceService.STORED_CARD);
    }

    /** What a payment may still change before its payer begins (postfinance 2.3). */
    static ObjectNode changes(Work work, ObjectNode to) {
        JsonNode order = work.request();
        copy(order, to, "language", "invoiceMerchantReference", "customerId", "customerEmailAddress",
                "billingAddress", "shippingAddress", "shippingMethod", "successUrl", "failedUrl");
        lines(work, to, "1");
        return to;
    }

    static ObjectNode link(Work work, Account account) {
        JsonNode order = work.request();
        ObjectNode to = JsonNodeFactory.instance.objectNode().put("externalId", work.key().stem())
                .put("protectionMode", order.path("protectionMode").asText("NO_PROTECTION"))
                .put("name", cut(order.path("title").asText(work.identity().orderId()), LONGEST_REFERENCE))
                .put("maximalNumberOfTransactions", order.path("maximalNumberOfTransactions").asInt(1))
                .put("billingAddressHandlingMode", order.path("billingAddressHandlingMode").asText("NOT_REQUIRED"))
                .put("shippingAddressHandlingMode", order.path("shippingAddressHandlingMode").asText("NOT_REQUIRED"));
        currency(order, account, to);
        copy(order, to, "language", "availableFrom", "availableUntil");
        // A transaction that comes of a link says no more of it than its lines.
        lines(work, to, reference(work.identity().orderId(), work.key()));
        return to;
    }

    /** The merchant's number first, by which people search, then a blank and the key by which it is found again. */
    static String reference(String orderId, PurchaseKey key) {
        return cut(orderId, LONGEST_REFERENCE - 1 - key.toString().length()) + " " + key;
    }

    private static void currency(JsonNode order, Account account, ObjectNode to) {
        String own = order.path("currency").asText("");
        String currency = own.isEmpty() ? account.setting("currency").orElse("") : own;
        if (!currency.isEmpty()) {
            to.put("currency", currency);
        }
    }

    /** @param single number of the only line, where an amount alone is ordered */
    private static void lines(Work work, ObjectNode to, String single) {
        JsonNode order = work.request();
        if (order.hasNonNull("amount")) {
            to.putArray("lineItems").addObject().put("uniqueId", single)
                    .put("name", cut(order.path("lineName").asText(work.identity().orderId()), LONGEST_NAME))
                    .put("type", "PRODUCT").put("quantity", 1)
                    .put("amountIncludingTax", Money.of(order, "amount"));
        } else if (order.has("lineItems")) {
            ArrayNode lines = to.putArray("lineItems");
            for (JsonNode line : order.get("lineItems")) {
                boolean first = lines.isEmpty() && !single.equals("1");
                ObjectNode one = lines.addObject();
                copy(line, one, "uniqueId", "sku", "name", "type", "shippingRequired");
                if (first) {
                    one.put("uniqueId", single);
                }
                one.put("quantity", Money.of(line, "quantity"))
                        .put("amountIncludingTax", Money.of(line, "amountIncludingTax"));
                for (JsonNode tax : line.path("taxes")) {
                    one.withArray("taxes").addObject().put("title", tax.path("title").asText())
                            .put("rate", Money.of(tax, "rate"));
                }
            }
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : List.of(names)) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
