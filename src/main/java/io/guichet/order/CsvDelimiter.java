package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;

/** How a sender separates cells, so that what he gets back opens in his spreadsheet as what he sent did. */
public final class CsvDelimiter {

    private static final int MOST = 64 * 1024;

    private CsvDelimiter() {
    }

    /** Told by the header line, as it is when the file is read. */
    public static char of(InputStream in) throws IOException {
        ByteFeed feed = new ByteFeed(in);
        feed.skipBlanks();
        StringBuilder line = new StringBuilder();
        for (int b = feed.next(); b >= 0 && b != '\n' && line.length() < MOST; b = feed.next()) {
            line.append((char) b);
        }
        return CsvHeader.delimiter(line.toString());
    }
}
