package io.guichet.door.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What was packed with gzip, up to a limit: a small body can hold a very long one. */
final class Unpacked extends FilterInputStream {

    private static final int BUFFER = 32 * 1024;

    private final long most;
    private long came;

    Unpacked(InputStream packed, long most) throws IOException {
        super(new GZIPInputStream(packed, BUFFER));
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        came += Math.max(0, count);
        if (came > most) {
            throw new BodyTooLong(most);
        }
        return count;
    }
}
