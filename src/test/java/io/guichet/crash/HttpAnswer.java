package io.guichet.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * An answer as the twin sent it.
 *
 * @param whole false where the twin broke off; the bytes that came are here all the same
 */
record HttpAnswer(byte[] bytes, int headLength, boolean whole) {

    static HttpAnswer read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        HeadBytes end = new HeadBytes();
        int next;
        do {
            next = in.read();
            if (next < 0) {
                return new HttpAnswer(all.toByteArray(), 0, false);
            }
            all.write(next);
        } while (!end.endsWith(next));
        int headLength = all.size();
        int length = HttpHead.of(all.toByteArray()).contentLength();
        all.writeBytes(in.readNBytes(length));
        return new HttpAnswer(all.toByteArray(), headLength, all.size() == headLength + length);
    }

    HttpHead head() {
        return HttpHead.of(Arrays.copyOf(bytes, headLength));
    }

    byte[] body() {
        return Arrays.copyOfRange(bytes, headLength, bytes.length);
    }
}
