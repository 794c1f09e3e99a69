package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a scenario leaves for the report: one JSON object a line. */
final class Diary {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Scenario scenario;
    private final List<String> findings = new ArrayList<>();

    Diary(Path file, Scenario scenario) {
        this.file = file;
        this.scenario = scenario;
    }

    /** The findings of every count so far. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    static ObjectNode line() {
        return JSON.createObjectNode();
    }

    void write(ObjectNode line) {
        line.put("scenario", scenario.id());
        scenario.mutation().ifPresent(mutation -> line.put("mutation", mutation));
        line.path("findings").forEach(finding -> findings.add(finding.asText()));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Every line of every part in the folder. */
    static List<JsonNode> read(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
