package io.guichet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is held against the last kept one that is like it. */
class RegressionGuardTest {

    private static final String LEAN = "Guichet / lean Java, orders/s";

    @TempDir
    Path folder;

    private RegressionGuard guard;

    @BeforeEach
    void nothingKept() {
        guard = new RegressionGuard(folder.resolve("benchmarks.jsonl"));
    }

    @Test
    void beforeNowAndFactorAreTold() throws Exception {
        guard.keep(run("2026-11-01", 0, 0.20));
        guard.keep(run("2026-11-02", 0, 0.40));

        assertThat(guard.compared(run("2026-11-03", 0, 0.30)))
                .anySatisfy(line -> assertThat(line).contains("against 2026-11-02"))
                .anySatisfy(line -> assertThat(line).startsWith(LEAN)
                        .matches(".* 0\\.40 +0\\.30 +0\\.75  more"));
    }

    @Test
    void whatTheServicesOwnTimeHidesIsNotHeldAgainst() throws Exception {
        guard.keep(run("2026-11-01", 0, 0.20));
        guard.keep(run("2026-11-02", 50, 0.90));

        assertThat(guard.compared(run("2026-11-03", 0, 0.20)).get(0)).contains("against 2026-11-01");
    }

    @Test
    void theFirstRunIsToldAsItIs() throws Exception {
        assertThat(guard.compared(run("2026-11-01", 0, 0.20)))
                .anySatisfy(line -> assertThat(line).contains("nothing is kept"))
                .anySatisfy(line -> assertThat(line).startsWith(LEAN).matches(".* - +0\\.20 +-  more"));
    }

    /** What was kept before a ratio was watched. */
    @Test
    void aRatioThatWasNotKeptIsToldWithoutItsBefore() throws Exception {
        guard.keep(new KeptRun("2026-11-01", "m", "17", 5, 2_000, 16, 0, Map.of()));

        assertThat(guard.compared(run("2026-11-02", 0, 0.20)))
                .anySatisfy(line -> assertThat(line).startsWith(LEAN).matches(".* - +0\\.20 +-  more"));
    }

    @Test
    void theMedianOfRatiosIsKept() throws Exception {
        Map<Contestant, List<Figures>> all = new HashMap<>();
        for (Contestant one : Contestant.values()) {
            all.put(one, List.of(figures(100), figures(100), figures(100)));
        }
        all.put(Contestant.GUICHET, List.of(figures(10), figures(90), figures(30)));

        KeptRun kept = KeptRun.of(all, 500, 16, 0);

        assertThat(kept.ratios()).containsEntry(LEAN, 0.3);
        assertThat(kept.pairs()).isEqualTo(3);
    }

    private static Figures figures(double rate) {
        return new Figures(rate, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static KeptRun run(String date, int delay, double lean) {
        Map<String, Double> ratios = new HashMap<>();
        Ratio.WATCHED.forEach(ratio -> ratios.put(ratio.name(), 1.0));
        ratios.put(LEAN, lean);
        return new KeptRun(date, "m", "17", 5, 2_000, 16, delay, ratios);
    }
}
