package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives the plain text of XML and CSV the types that the schema wants. What does not convert stays text: the schema
 * then says that its type is wrong. Values that came out of JSON are left as they are.
 */
final class SchemaTyping {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,20})?");

    private final Schemas schemas;

    SchemaTyping(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The message with its types, a new tree; the request by the schema of its service and operation if that is known.
     */
    JsonNode typed(JsonNode message) {
        JsonNode envelope = typed(message, schemas.envelope(), schemas.envelope().root(), "request");
        if (envelope instanceof ObjectNode order && order.has("request")) {
            Schema schema = schemas.request(order.path("service").asText(), order.path("operation").asText())
                    .orElse(null);
            order.set("request", schema == null
                    ? typed(order.get("request"), null, Schema.none(), "")
                    : typed(order.get("request"), schema, schema.root(), ""));
        }
        return envelope;
    }

    private JsonNode typed(JsonNode value, Schema schema, JsonNode rule, String except) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> {
                JsonNode inner = schema == null ? rule : schema.member(rule, member.getKey());
                copy.set(member.getKey(), member.getKey().equals(except)
                        ? member.getValue()
                        : typed(member.getValue(), schema, inner, ""));
            });
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(entry -> copy.add(typed(entry, schema, schema == null ? rule : schema.items(rule), "")));
            return copy;
        }
        return value instanceof PlainText text
                ? scalar(text.textValue(), schema == null ? rule : schema.resolved(rule))
                : value;
    }

    /** The text in the type that the rule of one value wants. */
    static JsonNode scalar(String text, JsonNode rule) {
        for (String type : types(rule)) {
            JsonNode converted = converted(text.strip(), type);
            if (converted != null) {
                return converted;
            }
        }
        // Line breaks in base64 are layout of the file that carried it.
        return TextNode.valueOf(Schema.isBase64(rule) ? text.replaceAll("\\s+", "") : text);
    }

    private static List<String> types(JsonNode rule) {
        List<String> types = new ArrayList<>();
        JsonNode type = rule.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static JsonNode converted(String text, String type) {
        return switch (type) {
            case "integer", "number" -> number(text);
            case "boolean" -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? BooleanNode.valueOf(text.equalsIgnoreCase("true"))
                    : null;
            case "array" -> text.isEmpty() ? JsonNodeFactory.instance.arrayNode() : null;
            case "object" -> text.isEmpty() ? JsonNodeFactory.instance.objectNode() : null;
            default -> null;
        };
    }

    private static JsonNode number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        if (text.indexOf('.') >= 0) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        BigInteger whole = new BigInteger(text);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return whole.bitLength() < 32
                ? nodes.numberNode(whole.intValue())
                : whole.bitLength() < 64 ? nodes.numberNode(whole.longValue()) : nodes.numberNode(whole);
    }
}
