package io.guichet.door;

import io.guichet.ledger.Intake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Takes files that stand still out of a folder into work/, under a name that is never used again. */
public final class TakenFiles {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final FileDoors doors;
    private final FarFiles far;
    private final Intake intake;
    private final StrangeNames strange;
    private final Clock clock;

    public TakenFiles(FileDoors doors, FarFiles far, Intake intake, StrangeNames strange, Clock clock) {
        this.doors = doors;
        this.far = far;
        this.intake = intake;
        this.strange = strange;
        this.clock = clock;
    }

    public void take(String doorName, String path) throws IOException {
        FileDoor door = doors.named(doorName);
        Path file = Path.of(path);
        String name = file.getFileName().toString();
        if (strange.refuse(name, path)) {
            return;
        }
        Files.createDirectories(door.work());
        String token = TIME.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(24);
        try {
            Files.move(file, door.work().resolve(token + "~" + name), StandardCopyOption.ATOMIC_MOVE);
            Shelf.flush(door.work());
        } catch (AtomicMoveNotSupportedException elsewhere) {
            copy(door, file);
        } catch (NoSuchFileException vanished) {
            // Somebody was faster: it is his again.
        }
    }

    private void copy(FileDoor door, Path file) throws IOException {
        Seen seen = Seen.of(file);
        Optional<Intake.Input> brought = far.bring(door, seen);
        if (brought.isPresent() && Seen.of(file).equals(seen)) {
            Files.delete(file);
            Shelf.flush(file.getParent());
            intake.sourceGone(brought.get());
            // It may have been read before it was gone from there.
            DoneMarkers.remove(door, file.getFileName().toString());
        }
    }

    /** A file of another disk. */
    private record Seen(Path path, long size, long time) implements FarFile {

        static Seen of(Path path) throws IOException {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Seen(path, now.size(), now.lastModifiedTime().toMillis());
        }

        @Override
        public String where() {
            return path.toString();
        }

        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }
}
