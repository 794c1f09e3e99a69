package io.guichet.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes one by one, with the line and column of the next one; a leading byte order mark is passed over. The marks that
 * separate orders are ASCII, so they are found without decoding, and a malformed line spoils no other.
 */
final class ByteFeed implements Closeable {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private boolean begun;
    private boolean marked;
    private long passed;
    private long line = 1;
    private long column = 1;

    ByteFeed(InputStream in) {
        this.in = in;
    }

    /** The next byte, -1 at the end. */
    int next() throws IOException {
        int b = peek();
        if (b >= 0) {
            at++;
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
        return b;
    }

    /** The next byte, which stays. */
    int peek() throws IOException {
        return at < end || fill() ? buffer[at] & 0xFF : -1;
    }

    void skipBlanks() throws IOException {
        for (int b = peek(); b == ' ' || b == '\t' || b == '\r' || b == '\n'; b = peek()) {
            next();
        }
    }

    /** Of the next byte, from 1. */
    long line() {
        return line;
    }

    /** Of the next byte, in characters from 1. */
    long column() {
        return column;
    }

    /** Of the next byte in the input, from 0. */
    long offset() {
        return passed + at;
    }

    /** True where a byte order mark said that the input is UTF-8. */
    boolean marked() throws IOException {
        peek();
        return marked;
    }

    private boolean fill() throws IOException {
        passed += end;
        at = 0;
        end = 0;
        if (!begun) {
            begun = true;
            end = in.readNBytes(buffer, 0, 3);
            if (end == 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB && (buffer[2] & 0xFF) == 0xBF) {
                at = 3;
                marked = true;
            }
            if (at < end) {
                return true;
            }
            passed += end;
            at = 0;
            end = 0;
        }
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
