package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The elements of a JSON array, or the one object that the input is. */
final class ArrayCuts extends OrderCuts {

    private static final byte[] OPEN = "[\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BETWEEN = ",\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\n]\n".getBytes(StandardCharsets.US_ASCII);

    private boolean array;
    private long passed;
    private boolean any;

    ArrayCuts(InputStream in, OutputStream out) {
        super(in, out);
    }

    @Override
    void order(long position, boolean chosen) throws IOException {
        open();
        while (passed + 1 < position && feed.peek() >= 0) {
            element(false);
        }
        element(chosen);
    }

    @Override
    void end() throws IOException {
        open();
        if (array) {
            write(CLOSE, CLOSE.length);
        }
    }

    private void open() throws IOException {
        if (passed == 0 && !array) {
            feed.skipBlanks();
            if (feed.peek() == '[') {
                feed.next();
                array = true;
                write(OPEN, OPEN.length);
            }
        }
    }

    private void element(boolean chosen) throws IOException {
        passed++;
        feed.skipBlanks();
        if (array && feed.peek() == ',') {
            feed.next();
            feed.skipBlanks();
        }
        if (chosen && any) {
            write(BETWEEN, BETWEEN.length);
        }
        any |= chosen;
        boolean inString = false;
        boolean escaped = false;
        long depth = 0;
        for (int b = feed.peek(); b >= 0; b = feed.peek()) {
            if (array && !inString && depth == 0 && (b == ',' || b == ']')) {
                return;
            }
            pass(chosen);
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }
}
