package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The requests of an order as the service wants them: amounts whole numbers, times with offset (scellius 3.2, 3.3, 3.10). */
final class PaymentMapper {

    /** Under this name the purchase key travels in the metadata, and comes back in the transaction. */
    static final String KEY = "guichetKey";

    private PaymentMapper() {
    }

    /** @param notify where the service tells what became of it; empty where its back office knows */
    static ObjectNode payment(JsonNode order, String reference, String key, Optional<String> notify) {
        ObjectNode to = money(order, reference, key, notify);
        copy(order, to, "formTokenVersion", "formAction", "paymentMethods", "strongAuthentication");
        ObjectNode card = JsonNodeFactory.instance.objectNode();
        manual(order, card);
        copy(order, card, "captureDelay", "retry");
        options(to, card);
        return to;
    }

    /** @param reference the new one; empty where it stays */
    static ObjectNode update(JsonNode order, String token, Optional<String> reference, String currency,
            Optional<String> key) {
        ObjectNode to = JsonNodeFactory.instance.objectNode().put("formToken", token);
        copy(order, to, "formTokenVersion");
        reference.ifPresent(given -> to.put("orderId", given));
        customer(order, currency, to);
        if (order.hasNonNull("metadata")) {
            ObjectNode metadata = order.get("metadata").deepCopy();
            key.ifPresent(ours -> metadata.put(KEY, ours));
            to.set("metadata", metadata);
        }
        return to;
    }

    static ObjectNode link(JsonNode order, String reference, String key, Optional<String> notify) {
        ObjectNode to = money(order, reference, key, notify);
        linkChanges(order, to);
        copy(order, to, "paymentMethods", "returnMode", "returnUrl");
        if (order.hasNonNull("taxAmount")) {
            to.put("taxAmount", Minor.of(order.get("taxAmount").asText(), order.path("currency").asText())
                    .orElseThrow());
        }
        copy(order, to, "taxRate");
        if (order.hasNonNull("dataCollectionForm")) {
            // A text, in the service's own words (scellius 3.10).
            to.put("dataCollectionForm", order.get("dataCollectionForm").asText());
        }
        ObjectNode card = JsonNodeFactory.instance.objectNode();
        manual(order, card);
        options(to, card);
        return to;
    }

    static ObjectNode linkUpdate(JsonNode order, String paymentOrderId) {
        ObjectNode to = JsonNodeFactory.instance.objectNode().put("paymentOrderId", paymentOrderId);
        linkChanges(order, to);
        return to;
    }

    private static void linkChanges(JsonNode order, ObjectNode to) {
        copy(order, to, "locale", "merchantComment", "paymentReceiptEmail");
        if (order.hasNonNull("expirationDate")) {
            to.put("expirationDate", DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .format(OffsetDateTime.parse(order.get("expirationDate").asText()).withNano(0)));
        }
        JsonNode channel = order.path("channel");
        if (!channel.isObject()) {
            return;
        }
        ObjectNode options = to.putObject("channelOptions").put("channelType", channel.path("type").asText());
        ObjectNode mail = JsonNodeFactory.instance.objectNode();
        copy(channel, mail, "recipient", "bcc", "subject", "body", "template");
        ObjectNode sms = JsonNodeFactory.instance.objectNode();
        copy(channel, sms, "phoneNumber", "message");
        if (!mail.isEmpty()) {
            options.set("mailOptions", mail);
        }
        if (!sms.isEmpty()) {
            options.set("smsOptions", sms);
        }
    }

    private static ObjectNode money(JsonNode order, String reference, String key, Optional<String> notify) {
        String currency = order.path("currency").asText();
        ObjectNode to = JsonNodeFactory.instance.objectNode()
                .put("amount", Minor.of(order.path("amount").asText(), currency).orElseThrow())
                .put("currency", currency).put("orderId", reference);
        customer(order, currency, to);
        ObjectNode metadata = order.path("metadata") instanceof ObjectNode given
                ? given.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        to.set("metadata", metadata.put(KEY, key));
        notify.ifPresent(address -> to.put("ipnTargetUrl", address));
        return to;
    }

    private static void customer(JsonNode order, String currency, ObjectNode to) {
        if (order.path("customer").isObject()) {
            to.set("customer", new CustomerMapper(currency).map(order.get("customer")));
        }
    }

    private static void manual(JsonNode order, ObjectNode card) {
        if (order.hasNonNull("manualValidation")) {
            card.put("manualValidation", order.get("manualValidation").asBoolean() ? "YES" : "NO");
        }
    }

    private static void options(ObjectNode to, ObjectNode card) {
        if (!card.isEmpty()) {
            to.putObject("transactionOptions").set("cardOptions", card);
        }
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : List.of(names)) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
