package io.guichet.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Forgets the originals of files that were read, a day's folder at a time. */
public final class Originals {

    private final Path home;
    private final Optional<Duration> keep;
    private final Clock clock;

    /** @param keep how long they are kept; for ever when empty */
    public Originals(Path home, Optional<Duration> keep, Clock clock) {
        this.home = home;
        this.keep = keep;
        this.clock = clock;
    }

    public void forget() throws IOException {
        if (keep.isEmpty()) {
            return;
        }
        // A day is over at its end, so its folder is kept for that long afterwards.
        LocalDate oldest = clock.instant().minus(keep.get()).atZone(clock.getZone()).toLocalDate();
        for (String kind : List.of("done", "error")) {
            Path folder = home.resolve(kind);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> days = Files.list(folder)) {
                    days.filter(day -> day(day).filter(date -> date.isBefore(oldest)).isPresent())
                            .forEach(Originals::delete);
                }
            }
        }
    }

    /** Only folders that are named as days are ours to delete. */
    private static Optional<LocalDate> day(Path folder) {
        try {
            return Files.isDirectory(folder)
                    ? Optional.of(LocalDate.parse(folder.getFileName().toString()))
                    : Optional.empty();
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
