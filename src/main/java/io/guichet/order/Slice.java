package io.guichet.order;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one order, up to a limit; what is beyond is counted and forgotten. */
final class Slice {

    private static final int SMALL = 64 * 1024;

    private final int limit;
    private byte[] bytes = new byte[1024];
    private int length;
    private boolean overflowed;
    private long line;
    private long column;
    private long offset;

    Slice(int limit) {
        this.limit = limit;
    }

    /** Begins anew with the feed's next byte. */
    void begin(ByteFeed feed) {
        length = 0;
        overflowed = false;
        line = feed.line();
        column = feed.column();
        offset = feed.offset();
        if (bytes.length > SMALL) {
            bytes = new byte[SMALL];
        }
    }

    void add(int b) {
        if (length == limit) {
            overflowed = true;
            return;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
        }
        bytes[length++] = (byte) b;
    }

    boolean overflowed() {
        return overflowed;
    }

    int length() {
        return length;
    }

    /** Where it begins. */
    long line() {
        return line;
    }

    long column() {
        return column;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return !overflowed;
    }

    String text() throws MalformedUtf8 {
        return text(0, length);
    }

    String text(int from, int to) throws MalformedUtf8 {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer source = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer text = CharBuffer.allocate(to - from);
        CoderResult result = decoder.decode(source, text, true);
        if (result.isError()) {
            throw malformedAt(source.position());
        }
        return text.flip().toString();
    }

    private MalformedUtf8 malformedAt(int position) {
        long badLine = line;
        long badColumn = column;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                badLine++;
                badColumn = 1;
            } else if ((bytes[i] & 0xC0) != 0x80) {
                badColumn++;
            }
        }
        return new MalformedUtf8(badLine, badColumn, offset + position);
    }
}
