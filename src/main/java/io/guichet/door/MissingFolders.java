package io.guichet.door;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Folders that files are to be taken from and that are not there, or that nobody lets in: people are told once a day. */
public final class MissingFolders {

    private final FileDoors doors;
    private final Texts texts;
    private final NoticeBoard notices;
    private final Clock clock;

    public MissingFolders(FileDoors doors, Texts texts, NoticeBoard notices, Clock clock) {
        this.doors = doors;
        this.texts = texts;
        this.notices = notices;
        this.clock = clock;
    }

    public void tell() {
        for (Path folder : now()) {
            Problem problem = texts.problem("GUI-1069", "", folder);
            notices.tell("", "", new Notice("folder", problem.message() + " " + problem.advice(), Optional.empty(),
                    Optional.empty(), Optional.of("missing " + folder + " " + LocalDate.now(clock))));
        }
    }

    /** Those that no file can be taken out of right now. */
    public List<Path> now() {
        return doors.all().stream().flatMap(door -> door.folder().stream()).distinct()
                .filter(folder -> !Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder))
                .toList();
    }
}
