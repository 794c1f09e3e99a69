package io.guichet.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The process that PostgreSQL names in the data directory's {@code postmaster.pid}; it outlives its JVM. */
final class Postmaster {

    // Above every system's highest process number, so that PostgreSQL takes the file for one of a dead process.
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);
    private static final List<List<String>> WAYS_TO_STOP =
            List.of(List.of("-m", "fast", "-t", "20"), List.of("-m", "immediate", "-t", "8"));

    private final Path data;
    private final Path pidFile;
    private final Path programFolder;

    Postmaster(Path data, Path programFolder) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
        this.programFolder = programFolder;
    }

    /** True when a living process of this ledger's own programs holds the data directory. */
    boolean runs() throws IOException {
        Optional<ProcessHandle> named = named();
        return named.isPresent() && isPostgresOfThisLedger(named.get());
    }

    /** Ends what an earlier JVM left behind; a process that merely got its number is left alone. */
    void endLeftover(PostgresPrograms programs) throws IOException, InterruptedException {
        Optional<ProcessHandle> named = named();
        if (named.isEmpty()) {
            return;
        }
        ProcessHandle process = named.get();
        if (isPostgresOfThisLedger(process)) {
            stop(programs);
        } else if (isStranger(process) || isZombie(process)) {
            disown();
        } else {
            throw new LedgerUnavailable("Process " + process.pid() + " may be the earlier PostgreSQL of " + data
                    + ", but this user is not shown what it is: end it if it is, delete " + pidFile + " if it is not.");
        }
    }

    /** Stops the database, at first in order, then at once: its log makes that good at the next start. */
    void stop(PostgresPrograms programs) throws IOException, InterruptedException {
        String output = "";
        for (List<String> way : WAYS_TO_STOP) {
            Optional<ProcessHandle> named = named();
            // A crashed server's number may be another program's by now.
            if (named.isEmpty() || isStranger(named.get()) || isZombie(named.get())) {
                return;
            }
            List<String> arguments = new ArrayList<>(List.of("stop", "-D", data.toString(), "-w"));
            arguments.addAll(way);
            PostgresPrograms.Finished stopped = programs.run("pg_ctl", arguments);
            if (stopped.succeeded()) {
                return;
            }
            output = stopped.output();
        }
        if (runs()) {
            throw new LedgerUnavailable("The PostgreSQL of " + data + " (process " + pid().orElse("?")
                    + ") does not stop: " + output);
        }
    }

    private Optional<String> pid() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile, StandardCharsets.UTF_8).stream().findFirst().map(String::strip)
                .filter(text -> text.matches("[1-9][0-9]{0,17}"));
    }

    private Optional<ProcessHandle> named() throws IOException {
        return pid().flatMap(text -> ProcessHandle.of(Long.parseLong(text))).filter(ProcessHandle::isAlive);
    }

    private boolean isPostgresOfThisLedger(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> Path.of(command).startsWith(programFolder)).isPresent()
                || info.arguments().filter(words -> Arrays.asList(words).contains(data.toString())
                        && info.command().filter(command -> command.contains("postgres")).isPresent()).isPresent();
    }

    private boolean isStranger(ProcessHandle process) {
        return process.info().command().isPresent() && !isPostgresOfThisLedger(process);
    }

    // In a container whose first process buries nobody, a killed postmaster keeps its number.
    private static boolean isZombie(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        return Files.exists(stat) && Files.readString(stat, StandardCharsets.ISO_8859_1).contains(") Z ");
    }

    // Only the number is replaced: the shared memory named below it still tells PostgreSQL of backends left running.
    private void disown() throws IOException {
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        lines.set(0, NOBODY);
        DurableFiles.writePrivate(pidFile, String.join("\n", lines) + "\n");
    }
}
