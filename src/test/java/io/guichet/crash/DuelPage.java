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
import java.util.function.ToLongFunction;

/** The page of the duel: one row for each moment, whatever it says. */
final class DuelPage {

    private DuelPage() {
    }

    static void write(List<DuelMoment> moments, List<Reckoning> naive, List<Reckoning> guichet, Path page)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Duel", "",
                "Made by `mvn verify -Pduel` out of what was counted; nobody writes in it. The same thing happens to the same orders,",
                "once with the route of a careful newcomer and once with Guichet, each in a process of its own that is ended by",
                "SIGKILL, started again and left alone until it is quiet. Then the twin's own book is held against the files that",
                "were answered. Where one order is hit, it is the third of its file.", "",
                "The route is [CarefulCamel](../src/test/java/io/guichet/bench/CarefulCamel.java): file, split, an idempotent consumer",
                "with its keys in PostgreSQL, three redeliveries, camel-cxf, a result file, an error file for what fails for good;",
                "defaults but for the time that an answer is waited for, which is 5 s for both. Guichet has the settings of the crash",
                "campaign: short waits, so that a doubt is over within seconds.", "",
                String.format(Locale.ROOT, "%s, %s, Java %s.", LocalDate.now(ZoneOffset.UTC), Machine.name(),
                        System.getProperty("java.version")),
                "", "- **twice**: orders that were bought more than once",
                "- **no result**: bought, and no result file says so",
                "- **lost**: neither bought nor answered",
                "- **not bought**: a result file, and nothing was bought",
                "- **failed**: not bought, and an error file says so: nothing is wrong, somebody has to send it again",
                "",
                "| moment | orders | route: twice | no result | lost | not bought | failed | Guichet: twice | no result | lost | not bought | failed |",
                "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"));
        for (int i = 0; i < moments.size(); i++) {
            lines.add("| " + moments.get(i).words() + " | " + moments.get(i).orders() + " |" + cells(naive.get(i))
                    + cells(guichet.get(i)));
        }
        lines.add("| **all** | " + sum(naive, Reckoning::orders) + " |" + cells(all(naive)) + cells(all(guichet)));
        lines.add("");
        Files.writeString(page, String.join("\n", lines), StandardCharsets.UTF_8);
    }

    private static String cells(Reckoning one) {
        return " " + one.twice() + " | " + one.noResult() + " | " + one.lost() + " | " + one.notBought() + " | "
                + one.failed() + " |";
    }

    private static Reckoning all(List<Reckoning> each) {
        return new Reckoning((int) sum(each, Reckoning::orders), sum(each, Reckoning::twice),
                sum(each, Reckoning::noResult), sum(each, Reckoning::lost), sum(each, Reckoning::notBought),
                sum(each, Reckoning::failed));
    }

    private static long sum(List<Reckoning> all, ToLongFunction<Reckoning> what) {
        return all.stream().mapToLong(what).sum();
    }
}
