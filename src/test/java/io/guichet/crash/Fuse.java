package io.guichet.crash;

import io.guichet.crash.FusePoint.Kind;
import io.guichet.crash.FusePoint.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sits in the process under test, on the class path of the tests alone. A file arms it with one {@link FusePoint}; in a process
 * that was started without such a file it does nothing.
 */
final class Fuse {

    /** The system property that names the file. */
    static final String PROPERTY = "crash.fuse";

    static final Fuse FUSE = new Fuse();

    private static final int BLOCK = 1 << 20;

    private final Path file = Path.of(System.getProperty(PROPERTY, ""));
    private String armed = "";
    private int passed;

    private Fuse() {
    }

    static boolean isPresent() {
        return System.getProperty(PROPERTY) != null;
    }

    /** Where the fuse tells that its moment has come. */
    static Path told(Path file) {
        return file.resolveSibling(file.getFileName() + ".told");
    }

    void passes(Kind kind, When when, String text) {
        String line = line();
        if (!line.isEmpty() && strikes(line, kind, when, text)) {
            act(FusePoint.parse(line), line);
        }
    }

    private synchronized boolean strikes(String line, Kind kind, When when, String text) {
        if (!line.equals(armed)) {
            armed = line;
            passed = 0;
        }
        FusePoint moment = FusePoint.parse(line);
        boolean here = moment.kind() == kind && moment.when() == when
                && (kind == Kind.STEP ? isStep(moment.what(), text) : text.contains(moment.what()));
        if (here) {
            passed++;
        }
        return here && passed == moment.passing();
    }

    /** The same is done for several orders together where they are due together. */
    private static boolean isStep(String what, String id) {
        return what.equals(id) || id.equals(what + "-together");
    }

    private void act(FusePoint moment, String line) {
        try {
            Files.writeString(told(file), line, StandardCharsets.UTF_8);
            switch (moment.act()) {
                case KILL -> kill();
                case HOLD -> {
                    while (line().equals(line)) {
                        LockSupport.parkNanos(5_000_000);
                    }
                }
                case EXHAUST -> exhaust();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The system's own SIGKILL: nothing of the JVM runs at its end. This thread never goes on. */
    private static void kill() throws IOException {
        new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start();
        while (true) {
            LockSupport.park();
        }
    }

    private static void exhaust() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[BLOCK]);
        }
    }

    private String line() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException disarmed) {
            return "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
