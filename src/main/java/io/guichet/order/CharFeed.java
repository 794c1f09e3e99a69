package io.guichet.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Characters one by one, with the line and column of the next one, out of UTF-8 or of a character set with one byte a
 * character. Bytes that are no character of it are told, each for itself, so that they spoil only their row.
 */
final class CharFeed implements Closeable {

    static final int END = -1;
    /** In the place of a character: bytes that are none. */
    static final int MALFORMED = -2;

    private static final int UNDEFINED = 0xFFFD;

    private final ByteFeed bytes;
    private final Charset charset;
    private final boolean utf8;
    /** The character of each byte; empty for UTF-8. */
    private final String single;
    private long line;
    private long column = 1;
    private boolean looked;
    private int ahead;
    private int aheadByte;
    private long aheadOffset;
    private Utf8Watch watch = new Utf8Watch();
    private boolean onlyUtf8 = true;
    private boolean onlyAscii = true;

    /** A byte order mark wins over the character set that was told: the file itself says that it is UTF-8. */
    CharFeed(InputStream in, Charset told) throws IOException {
        this.bytes = new ByteFeed(in);
        this.charset = bytes.marked() ? StandardCharsets.UTF_8 : told;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.single = utf8 ? "" : table(charset);
        this.line = bytes.line();
    }

    /** The 256 characters of a character set that has one byte for each; U+FFFD where it has none. */
    static String table(Charset charset) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return new String(all, charset);
    }

    Charset charset() {
        return charset;
    }

    /** The next character, {@link #MALFORMED}, or {@link #END}. */
    int next() throws IOException {
        int c = peek();
        looked = false;
        if (c != END && !utf8) {
            boolean inside = watch.isInside();
            onlyUtf8 &= watch.accepts(aheadByte) && (inside || aheadByte < 0x80 || isLead(aheadByte));
            onlyAscii &= aheadByte < 0x80;
        }
        if (c == '\n') {
            line++;
            column = 1;
        } else if (c != END) {
            column++;
        }
        return c;
    }

    /** The same, which stays. */
    int peek() throws IOException {
        if (!looked) {
            aheadOffset = bytes.offset();
            ahead = decoded();
            looked = true;
        }
        return ahead;
    }

    /** Of the next character, from 1. */
    long line() {
        return line;
    }

    /** Of the next character, from 1. */
    long column() {
        return column;
    }

    /** Of the next character's first byte, from 0. */
    long offset() throws IOException {
        peek();
        return aheadOffset;
    }

    /** From here on it is watched anew whether the bytes are those of UTF-8. */
    void watchAnew() {
        watch = new Utf8Watch();
        onlyUtf8 = true;
        onlyAscii = true;
    }

    /**
     * True where UTF-8 was read as a set of Western Europe: an A with a mark before each sign, and nothing else beyond
     * ASCII.
     */
    boolean looksLikeUtf8() {
        return !utf8 && !onlyAscii && onlyUtf8 && !watch.isInside() && single.charAt(0xC3) == '\u00C3';
    }

    /** Of Latin letters and of the usual signs; other ones are too rare to be told from text. */
    private static boolean isLead(int b) {
        return b >= 0xC2 && b <= 0xC5 || b == 0xE2;
    }

    private int decoded() throws IOException {
        int first = bytes.next();
        if (first < 0) {
            return END;
        }
        if (!utf8) {
            aheadByte = first;
            return single.charAt(first) == UNDEFINED ? MALFORMED : single.charAt(first);
        }
        if (first < 0x80) {
            return first;
        }
        Utf8Watch sequence = new Utf8Watch();
        if (!sequence.accepts(first)) {
            return MALFORMED;
        }
        int c = first >= 0xF0 ? first & 0x07 : first >= 0xE0 ? first & 0x0F : first & 0x1F;
        while (sequence.isInside()) {
            int more = bytes.peek();
            if (more < 0 || !sequence.accepts(more)) {
                return MALFORMED;
            }
            bytes.next();
            c = c << 6 | more & 0x3F;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
