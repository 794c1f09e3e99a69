package io.guichet.crash;

import io.guichet.bench.Machine;
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
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The page of the duel: one row for each moment, whatever it says. */
final class DuelPage {

    private DuelPage() {
    }

    static void write(List<DuelMoment> moments, Map<String, List<Reckoning>> all, Path page) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Duel", "",
                "Made by `mvn verify -Pduel` out of what was counted; nobody writes in it. The same thing happens to the same orders,",
                "with the route of a careful newcomer and with Guichet, each in a process of its own that is ended by SIGKILL, started",
                "again and left alone until it is quiet. Then the twin's own book is held against the files that were answered. Where",
                "one order is hit, it is the third of its file.", "",
                "The route is [CarefulCamel](../src/test/java/io/guichet/bench/CarefulCamel.java): file, split, an idempotent consumer",
                "with its keys in PostgreSQL, three redeliveries, camel-cxf, a result file, an error file for what fails for good;",
                "defaults but for the time that an answer is waited for, which is 5 s for all. By default the idempotent consumer",
                "keeps a key before its order is carried out; `eager(false)` keeps it afterwards. Guichet has the settings of the",
                "crash campaign: short waits, so that a doubt is over within seconds.", "",
                String.format(Locale.ROOT, "%s, %s, Java %s.", LocalDate.now(ZoneOffset.UTC), Machine.name(),
                        System.getProperty("java.version")),
                "",
                "| | orders | bought twice | bought, no result | lost: neither bought nor answered | result, not bought"
                        + " | told as failed, not bought |",
                "|---|---:|---:|---:|---:|---:|---:|"));
        all.forEach((name, each) -> lines.add("| " + name + " | " + sum(each, Reckoning::orders) + " | "
                + sum(each, Reckoning::twice) + " | " + sum(each, Reckoning::noResult) + " | "
                + sum(each, Reckoning::lost) + " | " + sum(each, Reckoning::notBought) + " | "
                + sum(each, Reckoning::failed) + " |"));
        lines.addAll(List.of("",
                "Moment by moment; where nothing is said, every order was bought once and its result is there.",
                "", "| moment | orders | " + String.join(" | ", all.keySet()) + " |",
                "|---|---:|" + "---|".repeat(all.size())));
        for (int i = 0; i < moments.size(); i++) {
            int row = i;
            lines.add("| " + moments.get(i).words() + " | " + moments.get(i).orders() + " | " + all.values().stream()
                    .map(each -> each.get(row).words()).collect(Collectors.joining(" | ")) + " |");
        }
        lines.add("");
        Files.writeString(page, String.join("\n", lines), StandardCharsets.UTF_8);
    }

    private static long sum(List<Reckoning> all, ToLongFunction<Reckoning> what) {
        return all.stream().mapToLong(what).sum();
    }
}
