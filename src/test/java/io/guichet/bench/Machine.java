package io.guichet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel has counted: CPU of processes, of everybody, and what others took (proc(5); clock ticks are hundredths). */
public final class Machine {

    private static final long TICK_NANOS = 10_000_000;

    /** @param steal taken by other machines on the same host */
    record Ticks(long busy, long steal) {
    }

    private Machine() {
    }

    /** What the figures were measured on. */
    public static String name() throws IOException {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst().orElse("?");
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpu;
    }

    static Ticks ticks() throws IOException {
        String[] cpu = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
        long user = Long.parseLong(cpu[1]) + Long.parseLong(cpu[2]) + Long.parseLong(cpu[3]) + Long.parseLong(cpu[6])
                + Long.parseLong(cpu[7]);
        return new Ticks(user * TICK_NANOS, Long.parseLong(cpu[8]) * TICK_NANOS);
    }

    static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /**
     * Of a database's processes, the ended ones included as their parent has waited for them.
     *
     * @param directory of the server; another build's beside it is not counted
     */
    static long databases(Path directory) throws IOException {
        long ticks = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path one : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                ticks += database(one, directory);
            }
        }
        return ticks * TICK_NANOS;
    }

    private static long database(Path process, Path directory) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            if (!stat.contains("(postgres)")
                    || !Files.readSymbolicLink(process.resolve("cwd")).startsWith(directory.toRealPath())) {
                return 0;
            }
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)) + Long.parseLong(fields.get(13))
                    + Long.parseLong(fields.get(14));
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Resident memory, in megabytes. */
    static long resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst().orElse(0) / 1024;
    }
}
