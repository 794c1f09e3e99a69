package io.guichet.door;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * A file is whole when its size and time have stood still for the settle time, as seen here: the file's own time may lie
 * (a copy that keeps it). Where the folder asks for a marker, NAME.done says that it is whole. Only names that the door's mask
 * means are looked at.
 */
public final class SettledFiles implements GenericFileFilter<Object> {

    private record Seen(long size, long time, long sinceNanos) {
    }

    private static final int MOST_REMEMBERED = 100_000;

    private final FileDoor door;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    public SettledFiles(FileDoor door) {
        this.door = door;
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        if (file.isDirectory() || !door.mask().matches(file.getFileNameOnly())) {
            return false;
        }
        // Elsewhere the marker is looked for where the file is taken.
        if (door.marker() && door.folder().isPresent()
                && !Files.exists(Path.of(DoneMarkers.of(file.getAbsoluteFilePath())))) {
            return false;
        }
        long now = System.nanoTime();
        Seen last = seen.get(file.getAbsoluteFilePath());
        if (last == null || last.size != file.getFileLength() || last.time != file.getLastModified()) {
            if (seen.size() >= MOST_REMEMBERED) {
                // Files that were taken away again unseen; what is still there is merely looked at anew.
                seen.clear();
            }
            last = new Seen(file.getFileLength(), file.getLastModified(), now);
            seen.put(file.getAbsoluteFilePath(), last);
        }
        return now - last.sinceNanos >= door.settle().toNanos();
    }

    /** Forgets a file that is on its way into work/. */
    public void taken(String path) {
        seen.remove(path);
    }
}
