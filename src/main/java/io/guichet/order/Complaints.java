package io.guichet.order;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The same input in other words. */
    Complaints in(Texts words) {
        return new Complaints(words, maxOrderBytes, name);
    }

    String line(long number) {
        return texts.text("errors", "place.line", number);
    }

    String lines(long first, long last) {
        return first == last ? line(first) : texts.text("errors", "place.lines", first, last);
    }

    /** Where a cell stands; only the line where no column is meant. */
    String cell(long line, Optional<String> column) {
        return column.map(label -> text("place.cell", name, line, brief(label)))
                .orElseGet(() -> name + ", " + line(line));
    }

    /** A value as a message may show it. */
    String shown(String value, boolean hidden) {
        return new ShownValue(texts).of(TextNode.valueOf(value), hidden);
    }

    String text(String key, Object... values) {
        return texts.text("errors", key, values);
    }

    String order(long number) {
        return texts.text("errors", "place.order", number);
    }

    UnreadableInput empty() {
        return new UnreadableInput(texts.problem("GUI-1106", "", name));
    }

    /** A problem at a place of this input. */
    Problem at(String code, long line, long column, Object... more) {
        return whole(code, line, column, Stream.of(more).map(one -> brief(String.valueOf(one))).toArray());
    }

    /** The same with details that are known to be of a bearable length. */
    Problem whole(String code, long line, long column, Object... more) {
        return texts.problem(code, "",
                Stream.concat(Stream.of(name, line, column), Stream.of(more)).toArray());
    }

    Problem notUtf8(MalformedUtf8 malformed) {
        return at("GUI-1001", malformed.line(), malformed.column(), malformed.offset(), "UTF-8");
    }

    Problem tooLarge(long line, long column) {
        return at("GUI-1006", line, column, maxOrderBytes);
    }

    OneAhead.Read refusedLine(long line, boolean terminated, Problem problem) {
        return new OneAhead.Read(RawOrder.unreadable(line, line(line), List.of(problem)), terminated);
    }

    OneAhead.Read refusedRow(CsvRows.Row row, Problem problem) {
        return new OneAhead.Read(
                RawOrder.unreadable(row.line(), row.last(), lines(row.line(), row.line()), List.of(problem)),
                row.terminated());
    }

    OneAhead.Read refusedOrder(long number, List<Problem> problems) {
        return new OneAhead.Read(RawOrder.unreadable(number, order(number), problems), true);
    }

    private static String brief(String detail) {
        String oneLine = detail.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= MAX_DETAIL ? oneLine : oneLine.substring(0, MAX_DETAIL) + "…";
    }
}
