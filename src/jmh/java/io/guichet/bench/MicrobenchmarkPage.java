package io.guichet.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The page of the hot pieces. */
final class MicrobenchmarkPage {

    private final double loadBefore;

    private MicrobenchmarkPage(double loadBefore) {
        this.loadBefore = loadBefore;
    }

    /** Before anything is measured: what the machine does besides is part of the figures. */
    static MicrobenchmarkPage begin() {
        return new MicrobenchmarkPage(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    void write(Collection<RunResult> results, Path page) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Microbenchmarks", "",
                "Made by `mvn verify -Pjmh` out of what JMH measured; nobody writes in it. One thread, one process for each"
                        + " operation,",
                "three seconds to warm up and five that count. The ledger is the embedded PostgreSQL, whose commits are"
                        + " flushed.",
                "Read the order of magnitude; the error is JMH's, at 99.9 %.", "",
                String.format(Locale.ROOT,
                        "%s, %s, Java %s; the load average was %.1f when it began, so whatever else ran is in the"
                                + " figures.",
                        LocalDate.now(ZoneOffset.UTC), Machine.name(), System.getProperty("java.version"), loadBefore),
                "", "| operation | µs/op | error |", "|---|---:|---:|"));
        for (RunResult one : results) {
            Result<?> time = one.getPrimaryResult();
            lines.add(String.format(Locale.ROOT, "| %s | %,.2f | ± %,.2f |", words(time.getLabel()), time.getScore(),
                    time.getScoreError()));
        }
        lines.add("");
        Files.writeString(page, String.join("\n", lines), StandardCharsets.UTF_8);
    }

    /** What the method is called. */
    private static String words(String method) {
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
