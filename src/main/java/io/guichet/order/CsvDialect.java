package io.guichet.order;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the cells of a CSV file are kept apart.
 *
 * @param delimiters the one delimiter, or those of which the first line has most; the first where it has none
 * @param quote      around cells with delimiters and line breaks in them, doubled inside; {@link #NO_QUOTE} for none
 */
record CsvDialect(String delimiters, int quote, Charset charset) {

    static final int NO_QUOTE = -3;
    static final CsvDialect PLAIN = new CsvDialect(",;", '"', StandardCharsets.UTF_8);

    /** True where the first line has to be looked at before it can be read. */
    boolean guessesDelimiter() {
        return delimiters.codePointCount(0, delimiters.length()) > 1;
    }

    int firstDelimiter() {
        return delimiters.codePointAt(0);
    }

    /** The delimiter of a file that begins with these bytes. */
    int delimiter(byte[] beginning) throws IOException {
        int[] candidates = delimiters.codePoints().toArray();
        long[] counts = new long[candidates.length];
        try (CharFeed feed = new CharFeed(new ByteArrayInputStream(beginning), charset)) {
            boolean quoted = false;
            boolean begun = false;
            for (int c = feed.next(); c != CharFeed.END && (c != '\n' || quoted || !begun); c = feed.next()) {
                quoted ^= c == quote;
                begun |= c > ' ';
                for (int i = 0; i < candidates.length && !quoted; i++) {
                    counts[i] += c == candidates[i] ? 1 : 0;
                }
            }
        }
        int most = 0;
        for (int i = 1; i < candidates.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return candidates[most];
    }
}
