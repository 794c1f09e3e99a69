package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters that a service does not print, out of its table and that of all ({@code schemas/printable.json}). */
final class Unprintable {

    /**
     * One such character.
     *
     * @param number where it stands in its text, in characters from 1
     * @param at     the same, in chars from 0
     */
    record Place(int character, int number, int at) {

        /** As the Unicode Standard names it: {@code U+200B}. */
        String name() {
            return String.format(Locale.ROOT, "U+%04X", character);
        }
    }

    private final Pattern pattern;

    /** @param tables as the files have them; the characters of all of them */
    Unprintable(List<JsonNode> tables) {
        List<String> all = new ArrayList<>();
        tables.forEach(table -> table.path("unprintable").forEach(row -> all.add(row.path("characters").asText())));
        this.pattern = Pattern.compile(String.join("|", all));
    }

    /** All of them in a text; where it has several lines, their ends are none. */
    List<Place> in(String text, TextForm form) {
        List<Place> places = new ArrayList<>();
        int counted = 0;
        int number = 1;
        for (Matcher found = pattern.matcher(text); found.find();) {
            if (form == TextForm.LINES && isLineEnd(text, found.start())) {
                continue;
            }
            number += text.codePointCount(counted, found.start());
            counted = found.start();
            places.add(new Place(text.codePointAt(found.start()), number, found.start()));
        }
        return places;
    }

    private static boolean isLineEnd(String text, int at) {
        return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }
}
