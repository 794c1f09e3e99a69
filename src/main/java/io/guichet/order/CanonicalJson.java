package io.guichet.order;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One spelling for one content: members sorted, numbers by their value, no blanks. {@code 5.0} and {@code 5} are the
 * same number, {@code "5.0"} and {@code "5"} are two texts.
 */
final class CanonicalJson {

    private CanonicalJson() {
    }

    static String of(JsonNode node) {
        StringBuilder text = new StringBuilder();
        append(node, text);
        return text.toString();
    }

    /** SHA-256 of the canonical text in UTF-8, lower-case hex. */
    static String sha256(JsonNode node) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of(node).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
                quote(member.getKey(), text.append(separator));
                append(member.getValue(), text.append(':'));
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode entry : node) {
                append(entry, text.append(separator));
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            text.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        } else if (node.isTextual()) {
            quote(node.textValue(), text);
        } else {
            text.append(node.asText());
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"').append(JsonStringEncoder.getInstance().quoteAsString(value)).append('"');
    }
}
