package io.guichet.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;

/** The folders of originals, one a day; a name that is taken gets ~2, ~3 and so on. */
final class Shelf {

    private Shelf() {
    }

    static Path today(Path folder, Clock clock) throws IOException {
        return Files.createDirectories(folder.resolve(LocalDate.now(clock).toString()));
    }

    /** Moves an original and flushes the folder, so that it does not come back after a power cut. */
    static Path move(Path file, Path folder, String name) throws IOException {
        Path target = free(folder, name);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        flush(folder);
        return target;
    }

    static Path free(Path folder, String name) {
        Path target = folder.resolve(name);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        for (int n = 2; Files.exists(target); n++) {
            target = folder.resolve(stem + "~" + n + ending);
        }
        return target;
    }

    static void flush(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
