package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes docs/crash-report.md of what all parts of the campaign have written. */
final class CrashReport {

    private final List<JsonNode> rounds;
    private final List<JsonNode> lines;
    private final StringBuilder page = new StringBuilder();

    private CrashReport(List<JsonNode> lines) {
        this.lines = lines;
        this.rounds = lines.stream().filter(line -> line.has("how") && !line.has("mutation")).toList();
    }

    /** Writes the page anew. */
    static void write(List<JsonNode> lines, Path page) throws IOException {
        Files.writeString(page, new CrashReport(lines).page(), StandardCharsets.UTF_8);
    }

    static String of(List<JsonNode> lines) {
        return new CrashReport(lines).page();
    }

    private String page() {
        line("# Crash report");
        line("");
        line("Made by `mvn verify -Pcrash` out of what was run; nobody writes in it. A real process is killed, started again");
        line("and counted: the twin's own book against the ledger, the folders and the queues. The points and their numbers");
        line("are those of the design.");
        line("");
        count();
        points();
        others();
        liar();
        mutations();
        notPlayed();
        findings();
        return page.toString();
    }

    private void count() {
        long requests = sum("requests");
        long attempts = sum("attempts");
        line("| counted | |");
        line("|---|---|");
        line("| rounds (strike, start again, count) | " + rounds.size() + " |");
        line("| orders bought | " + sum("sold") + " |");
        line("| findings: bought twice, lost, missing, contradictory, left lying, told | " + findingsOf(rounds) + " |");
        line("| attempts committed | " + attempts + " |");
        line("| requests to buy (an attempt that was killed before its first byte has none) | " + requests + " |");
        List<Long> resolved = new ArrayList<>();
        rounds.forEach(round -> round.path("resolvedMs").forEach(ms -> resolved.add(ms.asLong())));
        line("| in doubt, ended without a person | " + resolved.size()
                + (resolved.isEmpty() ? "" : "; p50 " + part(resolved, 50) + " ms, p99 " + part(resolved, 99) + " ms")
                + " |");
        lines.stream().filter(entry -> entry.has("restartMs")).forEach(entry -> line("| restart to the first completed"
                + " order, with " + entry.path("open").asLong() + " open | " + entry.path("restartMs").asLong()
                + " ms |"));
        line("");
    }

    private void points() {
        line("## Points");
        line("");
        line("| point | | how | rounds | findings |");
        line("|---|---|---|---|---|");
        for (CrashPoint point : CrashPoint.ALL) {
            Map<String, List<JsonNode>> ways = rounds.stream()
                    .filter(round -> round.path("point").asInt() == point.number())
                    .collect(Collectors.groupingBy(round -> round.path("how").asText(), TreeMap::new,
                            Collectors.toList()));
            if (ways.isEmpty()) {
                String why = point.words().startsWith("(assert")
                        ? "part of every count"
                        : "not reached: " + point.unreached().orElse("not played yet");
                line("| " + point.number() + " | " + point.words() + " | " + why + " | | |");
            }
            ways.forEach((how, played) -> line("| " + point.number() + " | " + point.words() + " | "
                    + how.replace("|", "\\|") + " | " + played.size() + " | " + findingsOf(played) + " |"));
        }
        line("");
    }

    private void others() {
        line("## Without a point");
        line("");
        line("| how | rounds | findings |");
        line("|---|---|---|");
        rounds.stream().filter(round -> round.path("point").asInt() == 0)
                .collect(Collectors.groupingBy(round -> round.path("how").asText(), TreeMap::new, Collectors.toList()))
                .forEach((how, played) -> line("| " + how + " | " + played.size() + " | " + findingsOf(played) + " |"));
        line("");
    }

    private void liar() {
        line("## The liar");
        line("");
        line("A service that lists a booking later than the settle time can be bought from twice: that is the limit. Each such");
        line("purchase is told in a notice and pauses its account.");
        line("");
        line("| | orders | bought twice | told |");
        line("|---|---|---|---|");
        lines.stream().filter(entry -> entry.has("liar"))
                .forEach(entry -> line("| " + entry.path("liar").asText() + " | "
                        + entry.path("orders").asLong() + " | " + entry.path("twice").asLong() + " | "
                        + entry.path("alarmed").asLong() + " |"));
        line("");
    }

    private void mutations() {
        line("## Broken on purpose");
        line("");
        line("A campaign that cannot fail proves nothing. Each of these is the product with one thing changed, and must be found.");
        line("");
        line("| changed | found |");
        line("|---|---|");
        for (Mutation mutation : Mutation.values()) {
            String found = lines.stream().filter(entry -> entry.path("mutation").asText().equals(mutation.words()))
                    .flatMap(entry -> texts(entry.path("findings")).stream()).distinct()
                    .collect(Collectors.joining("; "));
            line("| " + mutation.words() + " | "
                    + (found.isEmpty()
                            ? "not played yet"
                            : found)
                    + " |");
        }
        line("");
    }

    private void notPlayed() {
        List<String> skipped = lines.stream().filter(entry -> entry.has("skipped"))
                .map(entry -> entry.path("skipped").asText()).distinct().toList();
        if (!skipped.isEmpty()) {
            line("## Not played here");
            line("");
            skipped.forEach(why -> line("- " + why));
            line("");
        }
        Set<String> played = lines.stream().filter(line -> line.has("played"))
                .map(line -> line.path("scenario").asText()).collect(Collectors.toSet());
        List<String> open = Scenarios.all().stream().map(Scenario::id).filter(id -> !played.contains(id)).toList();
        if (!open.isEmpty()) {
            line("## Not played yet");
            line("");
            line(played.size() + " of " + (played.size() + open.size()) + " scenarios were played to their end. Open: "
                    + String.join(", ", open) + ".");
            line("");
        }
    }

    private void findings() {
        List<JsonNode> with = rounds.stream().filter(round -> !round.path("findings").isEmpty()).toList();
        if (!with.isEmpty()) {
            line("## Findings");
            line("");
            with.forEach(round -> texts(round.path("findings")).forEach(finding -> line("- "
                    + round.path("scenario").asText() + ", " + round.path("how").asText() + ": " + finding)));
            line("");
        }
    }

    private long sum(String member) {
        return rounds.stream().mapToLong(round -> round.path(member).asLong()).sum();
    }

    private static long findingsOf(List<JsonNode> rounds) {
        return rounds.stream().mapToLong(round -> round.path("findings").size()).sum();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static long part(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
