package io.guichet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A twin's append-only book: one JSON object a line, on disk before the answer leaves, read again at start. */
public final class Book implements AutoCloseable {

    private final FileChannel channel;
    private final List<JsonNode> lines = new ArrayList<>();
    private final Object writing = new Object();
    private final Object forcing = new Object();
    private volatile long written;
    private long forced;

    /**
     * Opens the book and reads what stands in it; a torn last line, left by a kill, is dropped.
     *
     * @throws IOException when a whole line cannot be read, or another process writes this book
     */
    public Book(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(file + ": another process writes this book (expected: one sandbox a directory)");
            }
            read(file);
            forceDirectory(file.toAbsolutePath().getParent());
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(file + ": this process has the book open already", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The lines that stood in the book when it was opened. */
    public List<JsonNode> lines() {
        return List.copyOf(lines);
    }

    /** Adds one line; it is on disk when this returns. Calls that wait together share one flush. */
    public void append(Object line) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(line);
        ByteBuffer bytes = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        long end;
        synchronized (writing) {
            long start = written;
            try {
                writeFully(bytes, start);
            } catch (IOException e) {
                // Half a line would make the next one unreadable.
                channel.truncate(start);
                throw e;
            }
            end = start + json.length + 1;
            written = end;
        }
        synchronized (forcing) {
            if (forced < end) {
                long reach = written;
                channel.force(false);
                forced = reach;
            }
        }
    }

    /** Empties the book. */
    public void clear() throws IOException {
        synchronized (writing) {
            synchronized (forcing) {
                channel.truncate(0);
                channel.force(true);
                written = 0;
                forced = 0;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        for (int number = 1; start < all.length; number++) {
            int end = start;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            boolean last = end == all.length;
            try {
                JsonNode line = Json.MAPPER.readTree(all, start, end - start);
                if (!line.isObject()) {
                    throw new IOException(file + " line " + number + ": not a JSON object");
                }
                lines.add(line);
            } catch (JsonProcessingException e) {
                if (!last) {
                    throw new IOException(file + " line " + number + ": not readable; nothing was changed", e);
                }
                channel.truncate(start);
                channel.force(true);
                break;
            }
            start = end + 1;
            if (last) {
                writeFully(ByteBuffer.wrap("\n".getBytes(StandardCharsets.UTF_8)), all.length);
                channel.force(true);
            }
        }
        written = channel.size();
        forced = written;
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    // Without it the file's name itself could be gone after a power cut.
    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
