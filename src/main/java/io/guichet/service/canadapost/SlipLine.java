package io.guichet.service.canadapost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** One line with a text at its left and one at its right edge; lines are broken here, for paper of any measure. */
record SlipLine(String left, String right) {

    /** A label and its value on one line, or on as many as they need. */
    static List<SlipLine> pair(String label, String value, int width, int gap, ToIntFunction<String> measure) {
        int valueWidth = measure.applyAsInt(value);
        List<SlipLine> lines = new ArrayList<>();
        if (measure.applyAsInt(label) + gap + valueWidth <= width || valueWidth <= width / 2) {
            wrapped(label, width - gap - valueWidth, measure).forEach(line -> lines.add(new SlipLine(line, "")));
            int last = lines.size() - 1;
            lines.set(last, new SlipLine(lines.get(last).left(), value));
            return lines;
        }
        wrapped(label, width, measure).forEach(line -> lines.add(new SlipLine(line, "")));
        wrapped(value, width, measure).forEach(line -> lines.add(new SlipLine("", line)));
        return lines;
    }

    /** At blanks where there are some, else anywhere between two characters. */
    static List<String> wrapped(String text, int width, ToIntFunction<String> measure) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (measure.applyAsInt(longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            List<String> pieces = pieces(word, width, measure);
            lines.addAll(pieces.subList(0, pieces.size() - 1));
            line = pieces.get(pieces.size() - 1);
        }
        lines.add(line);
        return lines;
    }

    private static List<String> pieces(String word, int width, ToIntFunction<String> measure) {
        List<String> pieces = new ArrayList<>(List.of(""));
        int[] characters = word.codePoints().toArray();
        for (String character : Arrays.stream(characters).mapToObj(Character::toString).toList()) {
            int last = pieces.size() - 1;
            String longer = pieces.get(last) + character;
            if (pieces.get(last).isEmpty() || measure.applyAsInt(longer) <= width) {
                pieces.set(last, longer);
            } else {
                pieces.add(character);
            }
        }
        return pieces;
    }
}
