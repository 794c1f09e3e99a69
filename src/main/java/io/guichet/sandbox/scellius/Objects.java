package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The objects of answers and notifications (scellius 3.5, 5.5). */
final class Objects {

    private Objects() {
    }

    static ObjectNode form(String token) {
        return Json.MAPPER.createObjectNode().put("formToken", token).put("_type", "V4/Charge/PaymentForm");
    }

    static ObjectNode transaction(Transaction from) {
        ObjectNode to = bare(from, "V4/Transaction");
        to.set("customer", customer(from.request()));
        to.set("orderDetails", order(from));
        return to;
    }

    static ObjectNode order(List<Transaction> all, String orderId, String shop) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("orderId", orderId).put("shopId", shop);
        ArrayNode transactions = to.putArray("transactions");
        all.forEach(one -> transactions.add(transaction(one)));
        return to.put("_type", "V4/OrderTransactions");
    }

    /** What a notification says (scellius 5.5). */
    static ObjectNode payment(Transaction from, boolean closed, String serverDate) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("shopId", from.shop())
                .put("orderCycle", closed ? "CLOSED" : "OPEN").put("orderStatus", from.status())
                .put("serverDate", serverDate);
        to.set("orderDetails", order(from));
        to.set("customer", customer(from.request()));
        to.putArray("transactions").add(bare(from, "V4/PaymentTransaction"));
        return to.putNull("subMerchantDetails").put("_type", "V4/Payment");
    }

    static ObjectNode link(PaymentOrder from, String url) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("paymentOrderId", from.id())
                .put("paymentOrderStatus", from.state()).put("paymentURL", url)
                .put("creationDate", date(from.created())).put("expirationDate", date(from.expires()));
        for (String name : List.of("amount", "currency", "orderId", "channelOptions")) {
            if (from.request().hasNonNull(name)) {
                to.set(name, from.request().get(name));
            }
        }
        return to.put("_type", "V4/PaymentOrder");
    }

    private static ObjectNode bare(Transaction from, String type) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("shopId", from.shop()).put("uuid", from.uuid())
                .put("paymentMethodType", "CARD").putNull("paymentMethodToken").put("status", from.status())
                .put("detailedStatus", from.detailedStatus()).put("operationType", from.operation())
                .put("amount", from.amount()).put("currency", from.currency())
                .put("creationDate", date(from.created()))
                .put("errorCode", from.error() == null ? null : "ACQ_001")
                .put("errorMessage", from.error() == null ? null : "payment refused")
                .put("detailedErrorCode", from.error()).putNull("detailedErrorMessage");
        to.set("metadata", from.request().path("metadata").isObject()
                ? from.request().get("metadata")
                : Json.MAPPER.nullNode());
        ObjectNode details = to.putObject("transactionDetails").put("liabilityShift", "NO")
                .put("effectiveAmount", from.amount()).put("effectiveCurrency", from.currency())
                .put("creationContext", from.operation().equals("CREDIT") ? "REFUND" : "CHARGE")
                .put("parentTransactionUuid", from.parent()).put("paymentOrderId", from.paymentOrderId());
        details.putObject("cardDetails").put("pan", "497010XXXXXX0055").put("expiryMonth", 11).put("expiryYear", 2031)
                .put("effectiveBrand", "VISA").put("_type", "V4/PaymentMethod/Details/CardDetails");
        details.put("_type", "V4/TransactionDetails");
        return to.put("_type", type);
    }

    private static ObjectNode order(Transaction from) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("orderTotalAmount", from.amount())
                .put("orderEffectiveAmount", from.amount()).put("orderCurrency", from.currency())
                .put("mode", "TEST").put("orderId", from.orderId());
        JsonNode metadata = from.request().path("metadata");
        to.set("metadata", metadata.isObject() ? metadata : Json.MAPPER.nullNode());
        return to.put("_type", "V4/OrderDetails");
    }

    private static ObjectNode customer(ObjectNode request) {
        ObjectNode to = Json.MAPPER.createObjectNode();
        JsonNode from = request.path("customer");
        for (String part : List.of("billingDetails", "shippingDetails", "shoppingCart")) {
            ObjectNode details = from.path(part).isObject()
                    ? from.get(part).deepCopy()
                    : Json.MAPPER.createObjectNode();
            details.put("_type", "V4/Customer/" + Character.toUpperCase(part.charAt(0)) + part.substring(1));
            to.set(part, details);
        }
        to.put("email", from.path("email").textValue()).put("reference", from.path("reference").textValue());
        return to.put("_type", "V4/Customer/Customer");
    }

    static String date(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").format(time.atOffset(ZoneOffset.UTC));
    }
}
