package io.guichet.ops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Drops order files into a folder that a door watches: under a name that the door ignores, flushed, then under its own.
 *
 * @param marker whether the door waits for NAME.done
 */
public record DroppedFile(Path folder, boolean marker) {

    private static final List<String> FORMS = List.of(".json", ".ndjson", ".xml", ".csv");

    /** Whether the door reads files of this name. */
    public static boolean isTaken(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && FORMS.stream().anyMatch(name::endsWith);
    }

    /**
     * @return where it lies now
     * @throws FileAlreadyExistsException when a file of this name waits there
     */
    public Path drop(Path file) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(file.getFileName());
        Path hidden = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.copy(file, hidden);
            flush(hidden);
            // A link is refused where the name is taken; a rename would replace what lies there.
            Files.createLink(target, hidden);
        } finally {
            Files.deleteIfExists(hidden);
        }
        Path done = folder.resolve(target.getFileName() + ".done");
        if (marker && !Files.exists(done)) {
            Files.createFile(done);
        }
        flush(folder);
        return target;
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
