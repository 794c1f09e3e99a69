package io.guichet.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** What is to be done once it is decided where an original will lie, and before it leaves work/. */
    interface Kept {

        void at(Path original) throws IOException;
    }

    /**
     * Moves an original under a free name. A second link is made first: it takes a name that nobody else can take at the
     * same time, and after a kill in between the same file is found under it again, not moved once more.
     */
    static void keep(Path file, Path folder, String name, Kept kept) throws IOException {
        Path target = folder.resolve(name);
        for (int n = 2; !link(file, target); n++) {
            target = folder.resolve(numbered(name, n));
        }
        flush(folder);
        kept.at(target);
        if (Files.exists(target) && Files.isSameFile(file, target)) {
            Files.delete(file);
        } else {
            Files.move(file, target);
            flush(folder);
        }
    }

    /** False where another file bears the name. A file system without links leaves the move for later. */
    private static boolean link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return Files.isSameFile(file, target);
        } catch (NoSuchFileException vanished) {
            throw vanished;
        } catch (UnsupportedOperationException | FileSystemException without) {
            return !Files.exists(target);
        }
    }

    static Path free(Path folder, String name) {
        Path target = folder.resolve(name);
        for (int n = 2; Files.exists(target); n++) {
            target = folder.resolve(numbered(name, n));
        }
        return target;
    }

    static String numbered(String name, int n) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) + "~" + n + name.substring(dot) : name + "~" + n;
    }

    static void flush(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
