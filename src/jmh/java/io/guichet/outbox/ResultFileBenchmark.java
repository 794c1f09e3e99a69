package io.guichet.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A result that is on the disk, and its name as well. */
@State(Scope.Benchmark)
public class ResultFileBenchmark {

    private static final String NAME = "SO-1.result.json";

    private final byte[] result = ("{\"orderId\":\"SO-1\",\"state\":\"COMPLETED\",\"price\":\"1.20\",\"product\":15220,"
            + "\"documents\":[{\"file\":\"SO-1.1.pdf\"}],\"more\":\"" + "x".repeat(600) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    private Path directory;
    private LocalFolder folder;

    @Setup
    public void folder() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "jmh-results");
        folder = new LocalFolder(directory);
    }

    /** A name that is taken is replaced, which is another work. */
    @TearDown(Level.Invocation)
    public void away() throws IOException {
        folder.remove(NAME);
    }

    @Benchmark
    public void writeOneResultFileAndFlushIt() throws IOException {
        folder.put(NAME, out -> out.write(result), () -> {
        });
        folder.flush();
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(directory);
    }
}
