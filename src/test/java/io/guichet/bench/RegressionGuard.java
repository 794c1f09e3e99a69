package io.guichet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds the ratios of a run against the last kept ones. It tells and never fails: machines differ, and so do their days. */
final class RegressionGuard {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path kept;

    /** @param kept one run a line, the last one last */
    RegressionGuard(Path kept) {
        this.kept = kept;
    }

    /** What there is to be told, a line each. */
    List<String> compared(KeptRun now) throws IOException {
        Optional<KeptRun> before = last(now);
        List<String> lines = new ArrayList<>();
        lines.add(before.map(run -> "Now (" + words(now) + ") against " + run.date() + " (" + words(run) + "):")
                .orElse("Now (" + words(now) + "); nothing is kept that it could be held against:"));
        lines.add(String.format(Locale.ROOT, "%-45s %8s %8s %8s  %s", "ratio", "before", "now", "factor", "better is"));
        for (Ratio ratio : Ratio.WATCHED) {
            double value = now.ratios().get(ratio.name());
            Optional<Double> old = before.map(run -> run.ratios().get(ratio.name()));
            lines.add(String.format(Locale.ROOT, "%-45s %8s %8.2f %8s  %s", ratio.name(),
                    old.map(was -> String.format(Locale.ROOT, "%.2f", was)).orElse("-"), value,
                    old.map(was -> String.format(Locale.ROOT, "%.2f", value / was)).orElse("-"),
                    ratio.better().name().toLowerCase(Locale.ROOT)));
        }
        return lines;
    }

    void keep(KeptRun now) throws IOException {
        Files.writeString(kept, JSON.writeValueAsString(now) + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Optional<KeptRun> last(KeptRun now) throws IOException {
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        return Files.readAllLines(kept, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank())
                .map(RegressionGuard::read).filter(now::isLike).reduce((first, second) -> second);
    }

    private static KeptRun read(String line) {
        try {
            return JSON.readValue(line, KeptRun.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(line, broken);
        }
    }

    private static String words(KeptRun run) {
        return run.pairs() + " pairs of " + run.orders() + " orders, " + run.machine() + ", Java " + run.java();
    }
}
