package io.guichet.order;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes bytes on after it has seen that they are UTF-8, without a leading byte order mark. */
final class StrictUtf8 extends FilterInputStream {

    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private int pending;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long line = 1;
    private long column = 1;
    private long offset;
    private byte[] head = new byte[0];
    private int headAt;
    private boolean begun;
    private boolean onlyBlanks = true;

    StrictUtf8(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        begin();
        int count;
        if (headAt < head.length) {
            count = Math.min(length, head.length - headAt);
            System.arraycopy(head, headAt, into, from, count);
            headAt += count;
        } else {
            count = in.read(into, from, length);
        }
        if (count < 0 && pending > 0) {
            throw new MalformedUtf8(line, column, offset);
        }
        for (int i = 0; i < count; i++) {
            accept(into[from + i] & 0xFF);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("every byte is looked at");
    }

    /** True while nothing but blanks and line breaks was read. */
    boolean onlyBlanks() {
        return onlyBlanks;
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        byte[] first = in.readNBytes(MARK.length);
        if (first.length == MARK.length && (first[0] & 0xFF) == MARK[0] && (first[1] & 0xFF) == MARK[1]
                && (first[2] & 0xFF) == MARK[2]) {
            offset = MARK.length;
        } else {
            head = first;
        }
    }

    /** The well-formed sequences of Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
    private void accept(int b) throws MalformedUtf8 {
        onlyBlanks &= b == ' ' || b == '\t' || b == '\r' || b == '\n';
        if (pending > 0) {
            if (b < lowest || b > highest) {
                throw new MalformedUtf8(line, column, offset);
            }
            lowest = 0x80;
            highest = 0xBF;
            if (--pending == 0) {
                column++;
            }
        } else if (b < 0x80) {
            column = b == '\n' ? 1 : column + 1;
            line += b == '\n' ? 1 : 0;
        } else if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            throw new MalformedUtf8(line, column, offset);
        }
        offset++;
    }
}
