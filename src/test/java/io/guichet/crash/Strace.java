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
                kill(36, "write", "pwrite64,write", ".%s-1.result.json.part"),
                kill(37, "flush", "fsync,fdatasync", ".%s-1.result.json.part"),
                kill(38, "rename", "rename,renameat,renameat2", ".%s-1.result.json.part"),
                kill(39, "flush of the folder", "fsync,fdatasync", ""),
                diskFull());
    }

    private static Trial kill(int point, String words, String calls, String name) {
        return Trials.told(point, "kill at the " + words + " of a result", (stage, id) -> {
            stage.stop();
            stage.withStrace("-P", stage.home().resolve("out").resolve(name.formatted(id)).toString(), "-e",
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
