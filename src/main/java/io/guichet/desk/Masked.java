package io.guichet.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/**
 * Requests and answers for people's eyes: what is known to be harmless is shown, of everything else only what it is and how
 * long. A field that is new is thereby masked until somebody has looked at it.
 */
final class Masked {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Names of fields whose values are of no person and no secret. */
    private static final Set<String> HARMLESS = Set.of(
            // of the message
            "orderId", "service", "operation", "account", "mode", "state", "attempt", "attempts", "completedAt",
            "acceptedAt",
            "at", "kind", "code", "requestId", "limit", "expected", "price", "currency", "purchaseKey", "carrierId",
            "dryRun", "maxPrice", "notBefore", "notAfter", "mediaType", "sha256", "priceList",
            // of what is ordered
            "product", "quantity", "printZone", "zone", "format", "mediaStartPosition", "media", "image", "type",
            "weight", "length", "width", "height", "serviceCode", "service-code", "options", "option", "country",
            "countryCode", "language", "amount", "net", "gross", "catalogue", "zoneId", "licence", "category", "method",
            "paymentMethod", "transactionState", "priority", "size", "resolution");

    private Masked() {
    }

    static String of(String json) {
        try {
            return JSON.writeValueAsString(masked(JSON.readTree(json), false));
        } catch (JsonProcessingException damaged) {
            return "‹" + json.length() + "›";
        }
    }

    private static JsonNode masked(JsonNode node, boolean harmless) {
        if (node.isObject()) {
            var shown = JsonNodeFactory.instance.objectNode();
            node.fields().forEachRemaining(field -> shown.set(field.getKey(),
                    masked(field.getValue(), HARMLESS.contains(field.getKey()))));
            return shown;
        }
        if (node.isArray()) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> shown.add(masked(one, harmless)));
            return shown;
        }
        if (harmless || node.isNull() || node.isBoolean()) {
            return node;
        }
        return TextNode.valueOf("‹" + node.asText().length() + "›");
    }
}
