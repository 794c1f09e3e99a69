package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;

/** A value as a message may show it: secrets and documents left out, what is long shortened. */
final class ShownValue {

    private static final int MAX_SHOWN = 100;
    private static final int KEPT = 40;

    private final Texts texts;

    ShownValue(Texts texts) {
        this.texts = texts;
    }

    String of(JsonNode value, boolean hidden) {
        if (value.isObject()) {
            return texts.text("errors", "value.object");
        }
        if (value.isArray()) {
            return texts.text("errors", "value.list", value.size());
        }
        String plain = value.asText();
        if (hidden) {
            return texts.text("errors", "value.hidden", plain.length());
        }
        if (plain.length() > MAX_SHOWN) {
            // Not in the middle of a character that takes two places.
            int cut = Character.isHighSurrogate(plain.charAt(KEPT - 1)) ? KEPT - 1 : KEPT;
            return texts.text("errors", "value.long", oneLine(plain.substring(0, cut)), plain.length());
        }
        return value.isTextual() ? texts.text("errors", "value.text", oneLine(plain)) : plain;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
