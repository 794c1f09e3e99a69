package io.guichet.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A text in every language of the product. */
public record Wording(Map<String, String> byLanguage) {

    /** One text alone is the same in each: its reader has one language. */
    static Wording of(JsonNode node, String place) {
        Map<String, String> texts = new TreeMap<>();
        for (Locale language : Texts.LANGUAGES) {
            String text = (node.isTextual() ? node : node.path(language.getLanguage())).asText();
            if (text.isBlank()) {
                throw new IllegalStateException(place + "/" + language + ": missing");
            }
            texts.put(language.getLanguage(), text);
        }
        return new Wording(Map.copyOf(texts));
    }

    public String in(Locale language) {
        return byLanguage.get(language.getLanguage());
    }

    /** With the places {@code {platform}} and so on filled in. */
    public String in(Locale language, Map<String, String> places) {
        String text = in(language);
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace("{" + place.getKey() + "}", place.getValue());
        }
        return text;
    }
}
