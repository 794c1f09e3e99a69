package io.guichet.service.canadapost;

import java.util.ArrayList;
import java.util.List;

/** A card receipt as plain text of forty columns, as cash printers have them. */
final class SlipText {

    static final int COLUMNS = 40;

    private static final int GAP = 1;
    private static final int FIRST_EMOJI = 0x1F000;

    private SlipText() {
    }

    static String of(List<SlipRow> rows) {
        StringBuilder text = new StringBuilder();
        for (SlipRow row : rows) {
            lines(row).forEach(line -> text.append(line.stripTrailing()).append('\n'));
        }
        return text.toString();
    }

    /** How many columns a text takes: characters of the Far East and pictures take two. */
    static int columns(String text) {
        return text.codePoints().map(character -> isWide(character) ? 2 : 1).sum();
    }

    private static List<String> lines(SlipRow row) {
        if (row instanceof SlipRow.Heading heading) {
            return centred(heading.text());
        } else if (row instanceof SlipRow.Centred centred) {
            return centred(centred.text());
        } else if (row instanceof SlipRow.Pair pair) {
            return pair(pair.label(), pair.value());
        } else if (row instanceof SlipRow.Total total) {
            return pair(total.label(), total.value());
        } else if (row instanceof SlipRow.Note note) {
            return SlipLine.wrapped(note.text(), COLUMNS, SlipText::columns);
        }
        return List.of("-".repeat(COLUMNS));
    }

    private static List<String> centred(String text) {
        return SlipLine.wrapped(text, COLUMNS, SlipText::columns).stream()
                .map(line -> " ".repeat((COLUMNS - columns(line)) / 2) + line).toList();
    }

    private static List<String> pair(String label, String value) {
        List<String> lines = new ArrayList<>();
        for (SlipLine line : SlipLine.pair(label, value, COLUMNS, GAP, SlipText::columns)) {
            lines.add(line.left() + " ".repeat(COLUMNS - columns(line.left()) - columns(line.right())) + line.right());
        }
        return lines;
    }

    private static boolean isWide(int character) {
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        return Character.isIdeographic(character) || character >= FIRST_EMOJI
                || script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL
                || Character.UnicodeBlock.of(character) == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    }
}
