package io.guichet.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of docs/benchmarks.jsonl: what a run has come to, on what, and how long it was. */
record KeptRun(String date, String machine, String java, int pairs, int orders, int workers, int delay,
        Map<String, Double> ratios) {

    static KeptRun of(Map<Contestant, List<Figures>> all, int orders, int workers, int delay) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Ratio ratio : Ratio.WATCHED) {
            ratios.put(ratio.name(), Math.round(ratio.median(all) * 1_000) / 1_000.0);
        }
        return new KeptRun(LocalDate.now(ZoneOffset.UTC).toString(), Machine.name(),
                System.getProperty("java.version"), all.get(Contestant.GUICHET).size(), orders, workers, delay, ratios);
    }

    /** Whether its ratios can be held against the other's: a service that takes its time hides what everybody else costs. */
    boolean isLike(KeptRun other) {
        return workers == other.workers && delay == other.delay;
    }
}
