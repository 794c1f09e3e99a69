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
        return (char) CsvDialect.PLAIN.delimiter(in.readNBytes(MOST));
    }
}
