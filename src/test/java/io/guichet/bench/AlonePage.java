package io.guichet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of Guichet against itself: what was wanted beside what there is. */
final class AlonePage {

    private final int orders;
    private final int warmUp;
    private final int finished;

    AlonePage(int orders, int warmUp, int finished) {
        this.orders = orders;
        this.warmUp = warmUp;
        this.finished = finished;
    }

    void write(Map<Situation, List<Double>> rates, Paced paced, Map<String, List<Double>> starts, Path page)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Benchmarks: Guichet against itself", "",
                "Made by `mvn verify -Pbench` out of what was run; nobody writes in it. Side by side with others it stands in",
                "[benchmarks.md](benchmarks.md). Each run has processes, a twin and a ledger of its own; the situations take turns.",
                "",
                String.format(Locale.ROOT, "%s, %s, Java %s; %,d orders after %,d to warm up, %d rounds.",
                        LocalDate.now(ZoneOffset.UTC), Machine.name(), System.getProperty("java.version"), orders,
                        warmUp, rates.get(Situation.FOLDER).size()),
                "", "| ratio | wanted | median | range |", "|---|---|---|---|"));
        ratio(lines, "queue door / folder door", "≥ 0.8", rates, Situation.QUEUE, Situation.FOLDER);
        ratio(lines, "metrics and names in logs on / off", "≥ 0.9", rates, Situation.FOLDER, Situation.UNWATCHED);
        ratio(lines, "another service hangs / it does not", "≥ 0.95", rates, Situation.NEIGHBOUR_HANGS,
                Situation.FOLDER);
        ratio(lines, String.format(Locale.ROOT, "%,d finished orders in the ledger / none", finished), "≥ 0.9", rates,
                Situation.FULL_LEDGER, Situation.FOLDER);
        ratio(lines, "two nodes of 4 hands / one, 50 ms", "≥ 1.9", rates, Situation.TWO_NODES, Situation.ONE_NODE);
        lines.addAll(
                List.of("", "| situation | bound by the service's time | orders/s | range |", "|---|---|---|---|"));
        for (Situation one : Situation.values()) {
            List<Double> all = rates.get(one).stream().sorted().toList();
            lines.add(String.format(Locale.ROOT, "| %s | %s | %.0f | %.0f to %.0f |", one.words(),
                    one.delayMillis() == 0 ? "" : one.nodes() * one.hands() * 1_000 / one.delayMillis(), median(all),
                    all.get(0), all.get(all.size() - 1)));
        }
        lines.addAll(List.of("", "| time | wanted | p50 | p99 |", "|---|---|---|---|",
                String.format(Locale.ROOT, "| accepted → result marked as visible, ten orders/s (%d) | ≤ 25 / 60 ms"
                        + " | %.0f ms | %.0f ms |", paced.orders(), paced.answeredP50(), paced.answeredP99()),
                String.format(Locale.ROOT,
                        "| file visible → accepted, settled after 50 ms | ≤ settle + 250 ms | %.0f ms"
                                + " | %.0f ms |",
                        paced.acceptedP50(), paced.acceptedP99()),
                "", "| start until open | wanted | median | range |", "|---|---|---|---|"));
        start(lines, "all embedded, the first (database made, catalogue empty)", "≤ 12 s", starts.get("first"));
        start(lines, "all embedded, again", "≤ 6 s", starts.get("warm"));
        start(lines, "own PostgreSQL, again", "", starts.get("own"));
        lines.add("");
        Files.writeString(page, String.join("\n", lines), StandardCharsets.UTF_8);
    }

    private static void ratio(List<String> lines, String words, String wanted, Map<Situation, List<Double>> rates,
            Situation one, Situation other) {
        List<Double> ratios = IntStream.range(0, rates.get(one).size())
                .mapToObj(i -> rates.get(one).get(i) / rates.get(other).get(i)).sorted().toList();
        lines.add(String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f to %.2f |", words, wanted, median(ratios),
                ratios.get(0), ratios.get(ratios.size() - 1)));
    }

    private static void start(List<String> lines, String words, String wanted, List<Double> seconds) {
        List<Double> all = seconds.stream().sorted().toList();
        lines.add(String.format(Locale.ROOT, "| %s | %s | %.1f s | %.1f to %.1f s |", words, wanted, median(all),
                all.get(0), all.get(all.size() - 1)));
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
