package io.guichet.order;

import java.util.Locale;
import java.util.Optional;

/** How orders are written down. All four hold the same names and end in the same order message. */
public enum Form {
    /** One object, or an array of objects. */
    JSON,
    /** One object a line; each line stands for itself. */
    NDJSON,
    /** {@code <orders><order>…}, namespace {@code urn:guichet:order:1}. */
    XML,
    /** A header line with field names, then one order a row; each row stands for itself. */
    CSV;

    /** The form that the ending of a file name tells, in any letter case. */
    public static Optional<Form> ofFileName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        for (Form form : values()) {
            if (name.indexOf('.') >= 0 && form.name().equals(ending)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** The form of a queue message, told by its first character and, for several objects, by its lines. */
    public static Form ofText(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '<') {
            return XML;
        }
        return start < text.length() && text.charAt(start) == '{' && moreFollows(text, start) ? NDJSON : JSON;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\uFEFF';
    }

    /** True where a second object begins on a later line, after the first one was closed. */
    private static boolean moreFollows(String text, int start) {
        int depth = 0;
        boolean inString = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                // Objects that spread over lines are no NDJSON: better one complaint than one for every line.
                return text.indexOf('\n', start) > i && somethingOnLaterLine(text, i + 1);
            }
        }
        // The first object never closes: if a later line opens one, only the broken line shall be refused.
        return text.indexOf("\n{", start) >= 0;
    }

    private static boolean somethingOnLaterLine(String text, int from) {
        int newline = text.indexOf('\n', from);
        return newline >= 0 && !text.substring(newline).isBlank();
    }
}
