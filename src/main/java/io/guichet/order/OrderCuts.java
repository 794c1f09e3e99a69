package io.guichet.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Copies chosen orders out of an input as they stand there, byte for byte, into an input of the same form. Where each
 * order lies is told by the positions of all of them ({@link RawOrder#number()}), so that nothing is interpreted again:
 * not the quotes of a CSV file, not its character set.
 */
public abstract class OrderCuts implements Closeable {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    final ByteFeed feed;
    private final OutputStream out;
    private boolean begun;

    OrderCuts(InputStream in, OutputStream out) {
        this.feed = new ByteFeed(in);
        this.out = out;
    }

    /** @param in is closed with what is returned; {@code out} is not */
    public static OrderCuts of(Form form, InputStream in, OutputStream out) {
        return switch (form) {
            case CSV, NDJSON -> new LineCuts(in, out);
            case JSON -> new ArrayCuts(in, out);
            case XML -> new XmlCuts(in, out);
        };
    }

    /**
     * The next order of the input.
     *
     * @param position growing from call to call
     * @param chosen   whether it is copied
     */
    public final void next(long position, boolean chosen) throws IOException {
        begin();
        order(position, chosen);
    }

    /** The last order was told: what belongs to the whole follows. */
    public final void finish() throws IOException {
        begin();
        end();
    }

    abstract void order(long position, boolean chosen) throws IOException;

    abstract void end() throws IOException;

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            feed.peek();
            // The feed passes over a byte order mark; who wrote one wants one.
            write(MARK, (int) feed.offset());
        }
    }

    /** One byte on; it is written when it is wanted. */
    final int pass(boolean wanted) throws IOException {
        int b = feed.next();
        if (wanted && b >= 0) {
            out.write(b);
        }
        return b;
    }

    final void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public final void close() throws IOException {
        feed.close();
    }
}
