package io.guichet.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** NAME.done beside NAME says that it is whole; it goes once NAME was taken. */
public final class DoneMarkers {

    private final FileDoors doors;

    public DoneMarkers(FileDoors doors) {
        this.doors = doors;
    }

    static String of(String file) {
        return file + ".done";
    }

    /** Removes the marker of a file that was taken; beside a new file of the same name it may be that one's. */
    public void remove(OrderFile file) throws IOException {
        remove(doors.named(file.door()), file.name());
    }

    static void remove(FileDoor door, String name) throws IOException {
        if (door.folder().isPresent()) {
            Path folder = door.folder().get();
            if (!Files.exists(folder.resolve(name))) {
                Files.deleteIfExists(folder.resolve(of(name)));
            }
        }
    }
}
