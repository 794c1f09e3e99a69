package io.guichet.order;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes bytes on after it has seen that they are UTF-8, without a leading byte order mark. */
final class StrictUtf8 extends FilterInputStream {

    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final Utf8Watch watch = new Utf8Watch();
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
        if (count < 0 && watch.isInside()) {
            throw new MalformedUtf8(line, column, offset);
        }
        for (int i = 0; i < count; i++) {
            look(into[from + i] & 0xFF);
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

    private void look(int b) throws MalformedUtf8 {
        onlyBlanks &= b == ' ' || b == '\t' || b == '\r' || b == '\n';
        if (!watch.accepts(b)) {
            throw new MalformedUtf8(line, column, offset);
        }
        offset++;
        if (b == '\n') {
            line++;
            column = 1;
        } else if (!watch.isInside()) {
            column++;
        }
    }
}
