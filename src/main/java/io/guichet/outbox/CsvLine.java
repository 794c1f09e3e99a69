package io.guichet.outbox;

import io.guichet.order.CsvStyle;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row as RFC 4180 has it, for people who open it in a spreadsheet. */
final class CsvLine {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NO_MARK = {};

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");
    /** A spreadsheet takes such a cell for a formula and works it out. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    /** Signs of our own sentences in character sets that have none of them. */
    private static final Map<String, String> SPELT = Map.of("\u2264", "<=", "\u2019", "'");

    private final CsvStyle style;
    private final String delimiter;
    private final CharsetEncoder encoder;

    CsvLine(CsvStyle style) {
        this.style = style;
        // A quote between cells could not be told from one around them.
        this.delimiter = style.delimiter() == '"' ? "," : Character.toString(style.delimiter());
        this.encoder = style.charset().newEncoder();
    }

    /** What stands before the first row, so that spreadsheets know the character set. */
    byte[] mark() {
        return style.charset().equals(StandardCharsets.UTF_8) ? MARK.clone() : NO_MARK;
    }

    byte[] of(List<String> cells) {
        return (cells.stream().map(this::cell).collect(Collectors.joining(delimiter)) + "\r\n")
                .getBytes(style.charset());
    }

    private String cell(String value) {
        // Spelt first: what becomes an equals sign or a delimiter must not come unseen.
        String spelt = spelt(value);
        String plain = spelt.replaceAll("[\\p{Cntrl}&&[^\t]]+", " ");
        boolean formula = !plain.isEmpty() && FORMULA_BEGINS.indexOf(spelt.charAt(0)) >= 0
                && !NUMBER.matcher(plain).matches();
        String harmless = formula ? "'" + plain : plain;
        return harmless.contains(delimiter) || harmless.indexOf('"') >= 0
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }

    /** What the character set lacks in plainer signs, or as a question mark. */
    private String spelt(String value) {
        if (encoder.canEncode(value)) {
            return value;
        }
        return value.codePoints().mapToObj(Character::toString).map(sign -> {
            String plainer = encoder.canEncode(sign)
                    ? sign
                    : SPELT.getOrDefault(sign, Normalizer.normalize(sign, Normalizer.Form.NFKC));
            return encoder.canEncode(plainer) ? plainer : "?";
        }).collect(Collectors.joining());
    }
}
