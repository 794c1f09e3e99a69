package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What strace does to the process at one of its system calls. It counts per thread. */
final class Strace {

    private Strace() {
    }

    static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
    }

    static String[] killAtFlush(int k) {
        return new String[]{"--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-e",
                "inject=fsync,fdatasync:signal=SIGKILL:when=" + k};
    }

    /** The ways of one result file. */
    static List<Trial> files() {
        return List.of(
                kill(36, "write of a result", "pwrite64,write", "out/.%s-1.result.json.part"),
                kill(37, "flush of a result", "fsync,fdatasync", "out/.%s-1.result.json.part"),
                kill(38, "rename of a result", "rename,renameat,renameat2", "out/.%s-1.result.json.part"),
                kill(39, "flush of the folder of a result", "fsync,fdatasync", "out"),
                diskFull());
    }

    /** The ways of one report. */
    static List<Trial> reports() {
        return List.of(
                kill(45, "write of a report", "pwrite64,write", "report/.%s.report.csv.part"),
                kill(45, "flush of a report", "fsync,fdatasync", "report/.%s.report.csv.part"),
                kill(45, "rename of a report", "rename,renameat,renameat2", "report/.%s.report.csv.part"));
    }

    private static Trial kill(int point, String words, String calls, String file) {
        return Trials.told(point, "kill at the " + words, (stage, id) -> {
            stage.stop();
            stage.withStrace("-P", stage.home().resolve(file.formatted(id)).toString(), "-e",
                    "trace=" + calls, "-e", "inject=" + calls + ":signal=SIGKILL:when=1");
            stage.open();
            stage.drop(id + ".ndjson", Trials.ids(id, 1));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
            stage.withFuse();
        });
    }

    private static Trial diskFull() {
        return Trials.told(60, "no room on the disk for a result, twice", (stage, id) -> {
            stage.stop();
            stage.withStrace("-P", stage.home().resolve("out").resolve("." + id + "-1.result.json.part").toString(),
                    "-e", "trace=write,pwrite64", "-e", "inject=write,pwrite64:error=ENOSPC:when=1");
            stage.open();
            stage.drop(id + ".ndjson", Trials.ids(id, 1));
            stage.awaitRest();
            stage.kill();
            stage.withFuse();
        });
    }
}
