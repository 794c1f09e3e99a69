package io.guichet.order;

import java.util.List;

/** Words for what cannot be read in one input. */
final class Complaints {

    private static final int MAX_DETAIL = 160;

    private final Texts texts;
    private final int maxOrderBytes;
    private final String name;

    Complaints(Texts texts, int maxOrderBytes) {
        this(texts, maxOrderBytes, "");
    }

    private Complaints(Texts texts, int maxOrderBytes, String name) {
        this.texts = texts;
        this.maxOrderBytes = maxOrderBytes;
        this.name = name;
    }

    Complaints about(String inputName) {
        return new Complaints(texts, maxOrderBytes, inputName);
    }

    String line(long number) {
        return texts.text("errors", "place.line", number);
    }

    String order(long number) {
        return texts.text("errors", "place.order", number);
    }

    UnreadableInput empty() {
        return new UnreadableInput(texts.problem("GUI-1106", "", name));
    }

    /** A problem at a place of this input. */
    Problem at(String code, long line, long column, Object... more) {
        Object[] values = new Object[3 + more.length];
        values[0] = name;
        values[1] = line;
        values[2] = column;
        for (int i = 0; i < more.length; i++) {
            values[3 + i] = brief(String.valueOf(more[i]));
        }
        return texts.problem(code, "", values);
    }

    Problem notUtf8(MalformedUtf8 malformed) {
        return at("GUI-1001", malformed.line(), malformed.column(), malformed.offset());
    }

    Problem tooLarge(long line, long column) {
        return at("GUI-1006", line, column, maxOrderBytes);
    }

    OneAhead.Read refusedLine(long line, boolean terminated, Problem problem) {
        return new OneAhead.Read(RawOrder.unreadable(line, line(line), List.of(problem)), terminated);
    }

    OneAhead.Read refusedOrder(long number, List<Problem> problems) {
        return new OneAhead.Read(RawOrder.unreadable(number, order(number), problems), true);
    }

    private static String brief(String detail) {
        String oneLine = detail.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= MAX_DETAIL ? oneLine : oneLine.substring(0, MAX_DETAIL) + "…";
    }
}
