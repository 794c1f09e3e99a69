package io.guichet.door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that ends only when it has stood still: one that was changed since it was opened is read on until nothing has
 * happened to it for the settle time.
 */
final class StillFile extends FilterInputStream {

    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private final Path path;
    private final Duration settle;
    private FileTime changed;

    StillFile(Path path, Duration settle) throws IOException {
        // The time first: what is written after it was looked at counts as a change.
        this(path, settle, Files.getLastModifiedTime(path));
    }

    private StillFile(Path path, Duration settle, FileTime changed) throws IOException {
        super(Files.newInputStream(path));
        this.path = path;
        this.settle = settle;
        this.changed = changed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        if (count >= 0 || !hasChanged()) {
            return count;
        }
        long stillSince = System.nanoTime();
        while (true) {
            count = super.read(into, from, length);
            if (count >= 0 || System.nanoTime() - stillSince >= settle.toNanos()) {
                return count;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            if (hasChanged()) {
                stillSince = System.nanoTime();
            }
        }
    }

    private boolean hasChanged() throws IOException {
        FileTime now = Files.getLastModifiedTime(path);
        boolean moved = !now.equals(changed);
        changed = now;
        return moved;
    }
}
