package io.guichet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The page of the figures: ratios first, of runs that followed one another; medians with their ranges. */
final class BenchPage {

    private final int orders;
    private final int warmUp;
    private final int workers;
    private final int delay;

    BenchPage(int orders, int warmUp, int workers, int delay) {
        this.orders = orders;
        this.warmUp = warmUp;
        this.workers = workers;
        this.delay = delay;
    }

    void write(Map<Contestant, List<Figures>> all, Path page) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Benchmarks", "",
                "Made by `mvn verify -Pbench` out of what was run; nobody writes in it. The same orders (one stamp, PDF) are carried",
                "out by each contestant in turn, each in processes of its own, against the local twin, on an own PostgreSQL whose",
                "commits are flushed. Read the ratios: each is of two runs that followed one another.", "",
                String.format(Locale.ROOT,
                        "%s, %s, Java %s; %d pairs of %,d orders after %,d to warm up, %d workers, the service answers"
                                + " after %d ms.",
                        LocalDate.now(ZoneOffset.UTC), Machine.name(),
                        System.getProperty("java.version"), all.get(Contestant.GUICHET).size(), orders, warmUp,
                        workers, delay),
                "", "| ratio | wanted | median | range |", "|---|---|---|---|"));
        ratio(lines, "Guichet / lean Java, orders/s", "≥ 1.0", all, Contestant.GUICHET, Contestant.LEAN, Figures::rate);
        ratio(lines, "Guichet / naive Camel, orders/s", "≥ 2.5", all, Contestant.GUICHET, Contestant.NAIVE,
                Figures::rate);
        ratio(lines, "Guichet's SOAP call / HttpClient 5 call, CPU", "≤ 15", all, Contestant.OWN, Contestant.RAW,
                Figures::cpu);
        ratio(lines, "camel-cxf call / HttpClient 5 call, CPU", "", all, Contestant.CXF, Contestant.RAW, Figures::cpu);
        lines.addAll(List.of("",
                "| contestant | orders/s | CPU µs an order: process | database | twin | p50 / p95 / p99 ms of one among as many as there are workers | kB allocated an order | MB resident |",
                "|---|---|---|---|---|---|---|---|"));
        for (Contestant one : Contestant.values()) {
            List<Figures> runs = all.get(one);
            lines.add(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %s |", one.words(),
                    spread(runs, Figures::rate), spread(runs, Figures::cpu),
                    one.isWhole() ? spread(runs, Figures::database) : "", spread(runs, Figures::twin),
                    median(runs, Figures::p50) > 0
                            ? String.format(Locale.ROOT, "%.1f / %.1f / %.1f", median(runs, Figures::p50),
                                    median(runs, Figures::p95), median(runs, Figures::p99))
                            : "",
                    median(runs, Figures::allocated) > 0 ? spread(runs, Figures::allocated) : "",
                    median(runs, Figures::resident) > 0 ? spread(runs, Figures::resident) : ""));
        }
        lines.addAll(List.of("", String.format(Locale.ROOT,
                "While Guichet ran, everybody else had %.0f %% of both cores (median; range %s), and other machines took %s %%.",
                median(all.get(Contestant.GUICHET), Figures::foreign),
                range(all.get(Contestant.GUICHET), Figures::foreign),
                spread(all.get(Contestant.GUICHET), Figures::steal)), ""));
        Files.writeString(page, String.join("\n", lines), StandardCharsets.UTF_8);
    }

    private static void ratio(List<String> lines, String words, String wanted, Map<Contestant, List<Figures>> all,
            Contestant one,
            Contestant other, ToDoubleFunction<Figures> figure) {
        List<Double> ratios = IntStream.range(0, all.get(one).size())
                .mapToObj(i -> figure.applyAsDouble(all.get(one).get(i)) / figure.applyAsDouble(all.get(other).get(i)))
                .sorted().toList();
        lines.add(String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f to %.2f |", words, wanted,
                ratios.get(ratios.size() / 2),
                ratios.get(0), ratios.get(ratios.size() - 1)));
    }

    private static String spread(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return String.format(Locale.ROOT, "%,.0f (%s)", median(runs, figure), range(runs, figure));
    }

    private static String range(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        List<Double> all = sorted(runs, figure);
        return String.format(Locale.ROOT, "%,.0f to %,.0f", all.get(0), all.get(all.size() - 1));
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        List<Double> all = sorted(runs, figure);
        return all.get(all.size() / 2);
    }

    private static List<Double> sorted(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        List<Double> all = new ArrayList<>(runs.stream().mapToDouble(figure).boxed().toList());
        Collections.sort(all);
        return all;
    }
}
