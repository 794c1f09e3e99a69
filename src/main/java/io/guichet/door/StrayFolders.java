package io.guichet.door;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Folders that somebody has put into in/ are not read; people are told so, once each. */
public final class StrayFolders {

    private final Path in;
    private final FileDoors doors;
    private final Texts texts;
    private final NoticeBoard notices;

    public StrayFolders(Path home, FileDoors doors, Texts texts, NoticeBoard notices) {
        this.in = home.resolve("in");
        this.doors = doors;
        this.texts = texts;
        this.notices = notices;
    }

    public void tell() throws IOException {
        if (!Files.isDirectory(in) || !isWatched(in)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(in, Files::isDirectory)) {
            for (Path folder : folders) {
                if (isWatched(folder)) {
                    continue;
                }
                Problem problem = texts.problem("GUI-1104", "", folder.getFileName());
                String key = folder.getFileName() + " " + Files.getLastModifiedTime(folder).toMillis();
                notices.tell("", "", new Notice("folder", problem.message() + " " + problem.advice(), Optional.empty(),
                        Optional.empty(), Optional.of(key)));
            }
        }
    }

    /** Some door takes files out of it. */
    private boolean isWatched(Path folder) {
        return doors.all().stream().anyMatch(door -> door.folder().equals(Optional.of(folder)));
    }
}
