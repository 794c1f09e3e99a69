package io.guichet.sandbox.webstamp;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;

/** Writes the inside of an answer: unqualified elements, values as the contract's examples show them. */
final class Markup {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneId.of("Europe/Zurich"));

    private final StringBuilder text = new StringBuilder(2048);
    private final Deque<String> open = new ArrayDeque<>();

    Markup open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    Markup close() {
        String name = open.pop();
        int tag = text.length() - name.length() - 2;
        if (text.charAt(text.length() - 1) == '>' && text.indexOf("<" + name + ">", tag) == tag) {
            // Nothing came inside.
            text.insert(text.length() - 1, '/');
        } else {
            text.append("</").append(name).append('>');
        }
        return this;
    }

    Markup nil(String name) {
        text.append('<').append(name).append(" xsi:nil=\"true\"/>");
        return this;
    }

    Markup empty(String name) {
        text.append('<').append(name).append("/>");
        return this;
    }

    Markup leaf(String name, String value) {
        if (value == null || value.isEmpty()) {
            return empty(name);
        }
        text.append('<').append(name).append('>');
        escape(value);
        text.append("</").append(name).append('>');
        return this;
    }

    Markup leaf(String name, long value) {
        return leaf(name, Long.toString(value));
    }

    Markup leaf(String name, boolean value) {
        return leaf(name, Boolean.toString(value));
    }

    /** A float of the wire: 1.20 is written 1.2. */
    Markup leaf(String name, BigDecimal value) {
        return leaf(name, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    Markup leaf(String name, Instant value) {
        return leaf(name, TIME.format(value.truncatedTo(ChronoUnit.SECONDS)));
    }

    Markup leaf(String name, byte[] value) {
        return leaf(name, Base64.getEncoder().encodeToString(value));
    }

    /** The value, or xsi:nil when there is none. */
    Markup orNil(String name, Object value) {
        if (value == null) {
            return nil(name);
        }
        return value instanceof Instant instant ? leaf(name, instant) : leaf(name, value.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                default -> text.append(c);
            }
        }
    }
}
