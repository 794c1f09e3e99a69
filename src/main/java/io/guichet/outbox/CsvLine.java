package io.guichet.outbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row as RFC 4180 has it, for people who open it in a spreadsheet. */
final class CsvLine {

    static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");
    /** A spreadsheet takes such a cell for a formula and works it out. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private final char delimiter;

    CsvLine(char delimiter) {
        this.delimiter = delimiter;
    }

    byte[] of(List<String> cells) {
        return (cells.stream().map(this::cell).collect(Collectors.joining(String.valueOf(delimiter))) + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String cell(String value) {
        String plain = value.replaceAll("[\\p{Cntrl}&&[^\t]]+", " ");
        boolean formula = !plain.isEmpty() && FORMULA_BEGINS.indexOf(value.charAt(0)) >= 0
                && !NUMBER.matcher(plain).matches();
        String harmless = formula ? "'" + plain : plain;
        return harmless.indexOf(delimiter) >= 0 || harmless.indexOf('"') >= 0
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
