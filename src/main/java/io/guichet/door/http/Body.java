package io.guichet.door.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole body of a request: in memory where it is small, in a file of its own otherwise. */
public final class Body {

    private static final Logger LOG = LoggerFactory.getLogger(Body.class);

    private final byte[] small;
    private final Optional<Path> file;
    private final String sha256;
    private final Runnable room;

    /**
     * @param small what it says, where no file holds it
     * @param room  gives back the room that it takes
     */
    Body(byte[] small, Optional<Path> file, String sha256, Runnable room) {
        this.small = small;
        this.file = file;
        this.sha256 = sha256;
        this.room = room;
    }

    /** From the beginning, as often as it is wanted; the caller closes it. */
    public InputStream open() throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(small);
    }

    public String sha256() {
        return sha256;
    }

    /** Nobody reads it any more. */
    void forget() {
        room.run();
        file.ifPresent(Body::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} was read and could not be deleted; the next start does: {}", file, stays.toString());
        }
    }
}
