package io.guichet.service.sips;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manual or automatic response (sips 4): Data as it was received, which is what its seal is over, and what it says. The
 * outside is a form or a JSON object, the inside the pipe format or JSON, plain or encoded.
 */
record ResponseForm(String data, String seal, String encode) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIELDS = 16;
    private static final String ABSENT = "null";

    /** Empty where it is no response at all, or says one of its parts twice. */
    static Optional<ResponseForm> read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("{") ? object(text) : form(text);
    }

    private static Optional<ResponseForm> form(String text) {
        try {
            Map<String, List<String>> fields =
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, FIELDS, true).parameters();
            if (fields.values().stream().anyMatch(values -> values.size() > 1) || !fields.containsKey("Data")) {
                return Optional.empty();
            }
            return Optional
                    .of(new ResponseForm(fields.get("Data").get(0), first(fields, "Seal"), first(fields, "Encode")));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    private static Optional<ResponseForm> object(String text) {
        try {
            JsonNode object = JSON.readTree(text);
            return object.path("Data").isTextual()
                    ? Optional.of(new ResponseForm(object.get("Data").asText(), object.path("Seal").asText(""),
                            object.path("Encode").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** What it says, without what is absent; a list stays the text that it came as. Empty where it cannot be read. */
    Optional<Map<String, String>> said() {
        try {
            String plain = switch (encode) {
                case "base64", "base64url" -> new String(decoded(), StandardCharsets.UTF_8);
                default -> data;
            };
            return plain.stripLeading().startsWith("{") ? json(plain) : Optional.of(piped(plain));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether the padding comes along is not known: both are read. */
    private byte[] decoded() {
        String bare = data.replace("=", "");
        return encode.equals("base64url") ? Base64.getUrlDecoder().decode(bare) : Base64.getDecoder().decode(bare);
    }

    /** Split at the first sign only: a value may hold more of them. */
    private static Map<String, String> piped(String plain) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String pair : plain.split("\\|")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(said, pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return said;
    }

    private static Optional<Map<String, String>> json(String plain) {
        try {
            Map<String, String> said = new LinkedHashMap<>();
            JSON.readTree(plain).fields().forEachRemaining(member -> put(said, member.getKey(),
                    member.getValue().isValueNode() ? member.getValue().asText() : member.getValue().toString()));
            return Optional.of(said);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, String> said, String name, String value) {
        if (!value.isEmpty() && !value.equals(ABSENT)) {
            said.put(name, value);
        }
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "response of " + data.length() + " characters";
    }
}
