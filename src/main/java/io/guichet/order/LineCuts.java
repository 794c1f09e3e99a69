package io.guichet.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Rows and lines: an order goes from its line to the next order's; what stands before the first is the header. */
final class LineCuts extends OrderCuts {

    private boolean wanted = true;

    LineCuts(InputStream in, OutputStream out) {
        super(in, out);
    }

    @Override
    void order(long position, boolean chosen) throws IOException {
        while (feed.line() < position && pass(wanted) >= 0) {
            // Up to the order's first byte.
        }
        wanted = chosen;
    }

    @Override
    void end() throws IOException {
        while (pass(wanted) >= 0) {
            // Up to the last byte.
        }
    }
}
