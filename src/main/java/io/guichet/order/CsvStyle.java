package io.guichet.order;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a sender writes CSV, so that what he gets back opens in his programs as what he sent did.
 *
 * @param delimiter between cells, a code point
 */
public record CsvStyle(int delimiter, Charset charset) {

    /** For who sends no CSV. */
    public static final CsvStyle USUAL = new CsvStyle(',', StandardCharsets.UTF_8);

    private static final int MOST = 64 * 1024;

    /** Told by the profile, and where that leaves it open by the beginning of the file, as when it was read. */
    public static CsvStyle of(ImportProfile profile, InputStream in) throws IOException {
        CsvDialect dialect = profile.dialect();
        byte[] beginning = in.readNBytes(MOST);
        try (CharFeed feed = new CharFeed(new ByteArrayInputStream(beginning), dialect.charset())) {
            return new CsvStyle(dialect.delimiter(beginning), feed.charset());
        }
    }
}
