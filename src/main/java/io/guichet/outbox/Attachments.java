package io.guichet.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a mail, up to a size together; of what is larger only the name is kept. */
final class Attachments implements AnswerFolder {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> apart = new ArrayList<>();
    private final long limit;
    private long bytes;

    Attachments(long limit) {
        this.limit = limit;
    }

    Map<String, byte[]> files() {
        return files;
    }

    /** Names of those that are too large. */
    List<String> apart() {
        return apart;
    }

    @Override
    public String place() {
        return "mail";
    }

    @Override
    public void put(String name, Content content, Runnable alive) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try {
            content.writeTo(new Bounded(kept, limit - bytes));
            files.put(name, kept.toByteArray());
            bytes += kept.size();
        } catch (TooLarge tooLarge) {
            apart.add(name);
        }
    }

    @Override
    public void remove(String name) {
        // Nothing was there before.
    }

    @Override
    public boolean holds(String name) {
        return false;
    }

    @Override
    public void flush() {
        // The mail is sent as a whole.
    }

    private static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends OutputStream {

        private final OutputStream out;
        private long left;

        Bounded(OutputStream out, long left) {
            this.out = out;
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new TooLarge();
            }
            out.write(bytes, from, count);
        }
    }
}
