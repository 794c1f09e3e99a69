package io.guichet.outbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder on this machine: a temporary name in the same folder, flush, rename, flush the folder. */
public final class LocalFolder implements AnswerFolder {

    private static final int BUFFER = 64 * 1024;

    private final Path folder;

    public LocalFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public void put(String name, Content content, Runnable alive) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + name + ".part");
        // Never the same file that somebody who has lost this delivery may still be writing to.
        Files.deleteIfExists(temporary);
        try (FileChannel file =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            content.writeTo(out);
            out.flush();
            file.force(true);
        }
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public boolean holds(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public void flush() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
