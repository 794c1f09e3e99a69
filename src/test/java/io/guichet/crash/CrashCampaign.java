package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crash campaign's long form: {@code mvn verify -Pcrash}, in parts with {@code -Dcrash.part=i/n}. A scenario that has
 * been played, in this part or another, is not played again as long as its lines stand in target/crash.
 */
class CrashCampaign {

    private static final Path LINES = Path.of("target", "crash");
    private static final String PART = System.getProperty("crash.part", "1/1");
    private static final String ONLY = System.getProperty("crash.only", "");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        int part = Integer.parseInt(PART.split("/")[0]);
        int parts = Integer.parseInt(PART.split("/")[1]);
        Set<String> played = Diary.read(LINES).stream().filter(line -> line.has("played"))
                .map(line -> line.path("scenario").asText()).collect(Collectors.toSet());
        List<Scenario> all = Scenarios.all();
        return IntStream.range(0, all.size()).filter(i -> i % parts == part - 1).mapToObj(all::get)
                .filter(scenario -> scenario.id().contains(ONLY) && !played.contains(scenario.id()))
                .map(scenario -> DynamicTest.dynamicTest(scenario.id(), () -> play(scenario)));
    }

    private static void play(Scenario scenario) throws Exception {
        Diary diary = new Diary(LINES.resolve("part-" + PART.replace('/', '-') + ".jsonl"), scenario);
        scenario.course().run(Files.createDirectory(folder.resolve(scenario.id())), diary);

        if (scenario.mutation().isPresent()) {
            assertThat(diary.findings()).as("what the count says of a product that is broken on purpose").isNotEmpty();
        } else {
            assertThat(diary.findings()).isEmpty();
        }
        diary.write(Diary.line().put("played", true));
    }

    @AfterAll
    static void report() throws IOException {
        List<JsonNode> lines = Diary.read(LINES);
        if (!lines.isEmpty()) {
            CrashReport.write(lines, Path.of("docs", "crash-report.md"));
        }
    }
}
