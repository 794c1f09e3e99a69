package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mvn verify -Pmillion}: one CSV file with a million orders in a process with a small heap, which is killed twice on the
 * way and goes on where it was. Its orders are to be sent next year, so that reading is all that is measured; every
 * hundredth is wrong. At the end they are all taken back, and the report of a million lines is written. Makes docs/million.md.
 */
class MillionOrders {

    private static final Logger LOG = LoggerFactory.getLogger(MillionOrders.class);

    private static final int ORDERS = Integer.getInteger("million.orders", 1_000_000);
    private static final int STEP = ORDERS / 10;
    private static final int WRONG = 100;
    private static final int HEAP_MB = 256;
    /** Less than what the orders of one step weigh, were each to leave two hundred bytes behind. */
    private static final int FLAT_MB = 20;
    private static final List<Double> KILLED_AT = List.of(0.37, 0.71);

    private static final Pattern FULL_COLLECTION =
            Pattern.compile("\\[gc.*Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");
    /** A smaller number is a rehearsal, and no page of ours. */
    private static final Path PAGE = Path.of(ORDERS == 1_000_000 ? "docs" : "target", "million.md");
    private static final String HEADER = "orderId;service;operation;account;notBefore;request.product;"
            + "request.quantity;request.format;request.printZone;request.reference\n";

    /**
     * What was live after everything else had been collected.
     *
     * @param seconds since the beginning
     */
    private record Heap(long orders, long seconds, int mb) {
    }

    @TempDir
    Path folder;

    private final LedgerConnection ledger = TestLedger.freshConnection();
    private final List<Heap> live = new ArrayList<>();
    private final List<String> restarts = new ArrayList<>();
    private String progress = "";
    private long began;

    @Test
    void goThroughOneFileOnceEachWhileTheHeapStaysFlat() throws Exception {
        Path home = folder.resolve("data");
        Files.createDirectories(home.resolve("in"));
        long bytes = make(home.resolve("in").resolve("million.csv"));

        began = System.nanoTime();
        GuichetChild guichet = start(home);
        try {
            int step = 1;
            for (double kill : KILLED_AT) {
                step = follow(guichet, step, (long) (kill * ORDERS));
                guichet.process().destroyForcibly().waitFor();
                long taken = taken();
                long killed = System.nanoTime();
                guichet.close();
                guichet = start(home);
                GuichetChild again = guichet;
                until(again, () -> taken() > taken);
                restarts.add(
                        String.format(Locale.ROOT, "| after %,d orders | %d s, the start of the process included |",
                                taken, seconds(killed)));
            }
            follow(guichet, step, ORDERS);
            GuichetChild last = guichet;
            until(last, () -> closed());
            long read = seconds(began);
            progress = last.output().lines().filter(line -> line.contains("million.csv:") && line.contains("% of"))
                    .reduce("", (one, other) -> other).replaceFirst("^.*?(?=million\\.csv)", "");

            assertThat(count("select count(*) from orders")).isEqualTo(ORDERS);
            assertThat(count("select count(distinct position) from orders")).isEqualTo(ORDERS);
            assertThat(count("select count(distinct order_id) from orders")).isEqualTo(ORDERS);
            assertThat(count("select count(*) from orders where state = 'REJECTED'")).isEqualTo(ORDERS / WRONG);
            assertThat(count("select count(*) from intake")).isEqualTo(1);

            // Taken back all at once, since what is to be seen now is the report.
            long reporting = System.nanoTime();
            update("""
                    update orders set state = 'CANCELLED', bound = false, completed_at = clock_timestamp()
                    where completed_at is null""");
            update("update intake set report_at = clock_timestamp()");
            Path report = home.resolve("report/million.report.csv");
            until(last, () -> Files.exists(report));
            long reported = seconds(reporting);
            int afterReport = collect(last);
            assertThat(lines(report)).isEqualTo(ORDERS + 1L);
            assertThat(lines(home.resolve("report/million.rejected.csv"))).isEqualTo(ORDERS / WRONG + 1L);
            assertThat(live).extracting(Heap::mb)
                    .allSatisfy(mb -> assertThat(mb).isLessThan(live.get(0).mb() + FLAT_MB));
            assertThat(afterReport).isLessThan(live.get(0).mb() + FLAT_MB);
            write(bytes, read, reported, afterReport);
        } finally {
            guichet.close();
        }
    }

    /** Follows the file up to that many orders, and has the garbage collected at each tenth. */
    private int follow(GuichetChild guichet, int first, long orders) throws Exception {
        int step = first;
        for (; (long) step * STEP <= orders; step++) {
            long mark = (long) step * STEP;
            until(guichet, () -> taken() >= mark);
            live.add(new Heap(mark, seconds(began), collect(guichet)));
            LOG.info("{}", live.get(live.size() - 1));
        }
        until(guichet, () -> taken() >= orders);
        return step;
    }

    private static int collect(GuichetChild guichet) throws Exception {
        int before = collected(guichet).size();
        guichet.collect();
        return await().atMost(Duration.ofMinutes(1)).until(() -> collected(guichet), all -> all.size() > before)
                .get(before);
    }

    private static List<Integer> collected(GuichetChild guichet) {
        return FULL_COLLECTION.matcher(guichet.output()).results().map(m -> Integer.valueOf(m.group(1))).toList();
    }

    private GuichetChild start(Path home) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("guichet.examples", "false");
        settings.put("guichet.outbox.queue.enabled", "false");
        settings.put("guichet.ledger.url", ledger.url());
        settings.put("guichet.ledger.user", ledger.user());
        settings.put("guichet.ledger.password", ledger.password());
        GuichetChild child =
                GuichetChild.start(GuichetChild.jvm("-Xmx" + HEAP_MB + "m", "-Xlog:gc", "-Dguichet.log=plain"), home,
                        settings);
        child.awaitOpen();
        return child;
    }

    private static void until(GuichetChild guichet, Callable<Boolean> there) {
        await().atMost(Duration.ofHours(6)).pollInterval(Duration.ofMillis(500)).until(() -> {
            assertThat(guichet.isAlive()).as("Guichet is alive").isTrue();
            return there.call();
        });
    }

    private static long make(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            for (int n = 1; n <= ORDERS; n++) {
                out.write("M-" + n + ";webstamp;stamps;demo;" + LocalDate.now().plusYears(1) + "T06:00:00+01:00;15220;"
                        + (n % WRONG == 0 ? "none" : "1") + ";pdf;1;M-" + n + "\n");
            }
        }
        return Files.size(file);
    }

    private long taken() throws SQLException {
        return count("select coalesce(max(taken), 0) from intake");
    }

    private boolean closed() throws SQLException {
        return count("select count(*) from intake where closed_at is not null") == 1;
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
    }

    private static long lines(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return in.lines().count();
        }
    }

    private static long seconds(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
    }

    private void write(long bytes, long read, long reported, int afterReport) throws IOException {
        StringBuilder page = new StringBuilder(String.format(Locale.ROOT,
                """
                        # A million orders in one file

                        <!-- Made by mvn verify -Pmillion -->

                        `mvn verify -Pmillion`%s on %s, JDK %s, %d cores, %s. One CSV file of %,d orders (%,d MB) lies in `in/`; Guichet
                        runs in a process of its own with `-Xmx%dm`, PostgreSQL and the test on the same cores. The orders are to be sent
                        next year, so that the workers rest; every hundredth is wrong and is answered with an error file. On the way the
                        process is killed twice with SIGKILL and started again.

                        | orders in the ledger | after | live heap after a full collection |
                        |---|---|---|
                        """,
                ORDERS == 1_000_000 ? "" : " -Dmillion.orders=" + ORDERS, LocalDate.now(),
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), machine(), ORDERS,
                bytes >> 20, HEAP_MB));
        for (int step = 0; step < live.size(); step++) {
            page.append(String.format(Locale.ROOT, "| %,d | %d s | %d MB |%n", live.get(step).orders(),
                    live.get(step).seconds(), live.get(step).mb()));
        }
        page.append(String.format(Locale.ROOT, """
                | %,d, and the report was written | %d s | %d MB |

                | killed | until the next order was in the ledger |
                |---|---|
                %s

                | figure | value |
                |---|---|
                | the whole file, both restarts included | %d s, %,d orders a second |
                | orders in the ledger, each position and each order id once | %,d |
                | report of %,d lines and rejected file of %,d rows, from the end of the last order on | %d s |

                What the console said last:

                ```
                %s
                ```
                """, ORDERS, seconds(began), afterReport, String.join("\n", restarts), read, ORDERS / Math.max(1, read),
                ORDERS, ORDERS,
                ORDERS / WRONG, reported, progress));
        Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        LOG.info("{} was written", PAGE);
    }

    private static String machine() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        return Files.isReadable(info)
                ? Files.readAllLines(info, StandardCharsets.UTF_8).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown CPU")
                : System.getProperty("os.arch");
    }
}
