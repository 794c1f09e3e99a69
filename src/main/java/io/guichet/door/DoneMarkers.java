package io.guichet.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** NAME.done beside NAME says that it is whole; it goes once NAME was taken. */
public final class DoneMarkers {

    private final Path in;

    public DoneMarkers(Path home) {
        this.in = home.resolve("in");
    }

    static String of(String file) {
        return file + ".done";
    }

    /** Removes the marker of a file that was taken; beside a new file of the same name it may be that one's. */
    public void remove(OrderFile file) throws IOException {
        if (!Files.exists(in.resolve(file.name()))) {
            Files.deleteIfExists(in.resolve(of(file.name())));
        }
    }
}
