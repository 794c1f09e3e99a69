package io.guichet.service.canadapost;

import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.datatype.XMLGregorianCalendar;

/** Texts and times as the service sent them. */
final class Sent {

    /** Stands where a character was that nobody can print. */
    static final String REPLACED = "\uFFFD";

    /** The schema's longest text has 60. */
    private static final int LONGEST_SHOWN = 159;

    private Sent() {
    }

    /** Empty where the element is missing or says nothing. */
    static Optional<String> text(String sent) {
        return Optional.ofNullable(sent).filter(text -> !text.isBlank());
    }

    /** With its own offset, where it has one. */
    static Optional<String> time(XMLGregorianCalendar sent) {
        return Optional.ofNullable(sent).map(XMLGregorianCalendar::toXMLFormat);
    }

    /** One line that people can read, of a text that may be anything. */
    static String shown(String sent) {
        String start = sent.length() > 2 * LONGEST_SHOWN ? sent.substring(0, 2 * LONGEST_SHOWN) : sent;
        String line = Normalizer.normalize(start, Normalizer.Form.NFC).codePoints().mapToObj(Sent::readable)
                .collect(Collectors.joining()).replaceAll(" +", " ").strip();
        boolean whole = start.length() == sent.length() && line.codePointCount(0, line.length()) <= LONGEST_SHOWN;
        if (whole) {
            return line;
        }
        int most = Math.min(LONGEST_SHOWN, line.codePointCount(0, line.length()));
        return line.substring(0, line.offsetByCodePoints(0, most)).stripTrailing() + "…";
    }

    private static String readable(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> " ";
            case Character.CONTROL -> Character.isWhitespace(character) ? " " : REPLACED;
            // Format characters hide text or turn its direction.
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACED;
            default -> Character.toString(character);
        };
    }
}
