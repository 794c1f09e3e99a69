package io.guichet.bench;

import static org.awaitility.Awaitility.await;

import io.guichet.FreePorts;
import io.guichet.GuichetChild;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mvn verify -Pbench}, its second part: Guichet against itself in each situation, one after the other and round again, then
 * how long one order takes when there is time, and a start. Makes docs/benchmarks-alone.md.
 */
class Alone {

    private static final Logger LOG = LoggerFactory.getLogger(Alone.class);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int ORDERS = Integer.getInteger("bench.orders", 3_000);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 4_000);
    private static final int FINISHED = Integer.getInteger("bench.finished", 1_000_000);
    /** Only these, where one is looked at more closely. */
    private static final String ONLY = System.getProperty("bench.situation", "");
    private static final int PACED = Integer.getInteger("bench.paced", 600);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PASSWORD = "bench";

    @TempDir
    Path folder;

    private int number;

    @Test
    void againstItself() throws Exception {
        Map<Situation, List<Double>> rates = new EnumMap<>(Situation.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Situation situation : Situation.values()) {
                if (!situation.name().contains(ONLY)) {
                    continue;
                }
                double rate = rate(situation);
                LOG.info("{}: {} orders/s", situation, String.format("%.1f", rate));
                rates.computeIfAbsent(situation, any -> new ArrayList<>()).add(rate);
            }
        }
        if (!ONLY.isEmpty()) {
            return;
        }
        Paced paced = paced();
        LOG.info("{}", paced);
        Map<String, List<Double>> starts = starts();
        LOG.info("starts {}", starts);
        boolean full = ORDERS >= 2_000 && ROUNDS >= 2;
        new AlonePage(ORDERS, WARM_UP, FINISHED).write(rates, paced, starts,
                Path.of(full ? "docs" : "target", "benchmarks-alone.md"));
    }

    private double rate(Situation situation) throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        if (situation == Situation.FULL_LEDGER) {
            finish(ledger);
        }
        Path home = Files.createDirectory(folder.resolve(situation + "-" + ++number));
        try (Service service = Service.start(home.resolve("twin"))) {
            service.delay("new_order", situation.delayMillis());
            Nodes nodes = new Nodes(home, ledger, service.port(), situation);
            try {
                if (situation == Situation.NEIGHBOUR_HANGS) {
                    service.delay("CreateNCShipment", 600_000);
                    nodes.drop("hung.ndjson", Wares.shipments("H" + number + "-", 64));
                }
                nodes.order("W" + number + "-", WARM_UP, situation);
                long began = System.nanoTime();
                nodes.order("B" + number + "-", ORDERS, situation);
                return ORDERS * 1e9 / (System.nanoTime() - began);
            } finally {
                nodes.kill();
            }
        }
    }

    /** One order a file, ten a second. */
    private Paced paced() throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        Path home = Files.createDirectory(folder.resolve("paced"));
        try (Service service = Service.start(home.resolve("twin"))) {
            Nodes nodes = new Nodes(home, ledger, service.port(), Situation.FOLDER);
            try {
                nodes.order("W-", WARM_UP, Situation.FOLDER);
                Map<String, Long> dropped = new HashMap<>();
                long next = System.nanoTime();
                for (int i = 1; i <= PACED; i++) {
                    nodes.drop("P" + i + ".ndjson", Wares.lines("P" + i + "-", 1));
                    dropped.put("P" + i + "-1", System.currentTimeMillis());
                    next += TimeUnit.MILLISECONDS.toNanos(100);
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
                }
                Bench.awaitResults(nodes.out(), WARM_UP + PACED);
                return times(ledger, dropped);
            } finally {
                nodes.kill();
            }
        }
    }

    /** The mark in the ledger comes after the file is visible, so that what is told here is a little too long. */
    private static Paced times(LedgerConnection ledger, Map<String, Long> dropped) throws SQLException {
        List<Double> accepted = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(ledger,
                "select count(*) from delivery where channel = 'file' and state = 'DUE'") == 0);
        try (Connection connection = connect(ledger);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select o.order_id, extract(epoch from o.accepted_at) * 1000 as accepted,
                            extract(epoch from d.done_at - o.accepted_at) * 1000 as answered
                        from orders o join delivery d on d.order_id = o.id and d.channel = 'file'
                        where o.order_id like 'P%'""")) {
            while (rows.next()) {
                accepted.add(rows.getDouble("accepted") - dropped.get(rows.getString("order_id")));
                answered.add(rows.getDouble("answered"));
            }
        }
        return Paced.of(answered, accepted);
    }

    private Map<String, List<Double>> starts() throws Exception {
        List<Double> own = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            LedgerConnection ledger = TestLedger.freshConnection();
            Map<String, String> settings = new HashMap<>(Map.of("guichet.examples", "false"));
            Path embedded = folder.resolve("embedded-" + round);
            first.add(start(embedded, settings));
            warm.add(start(embedded, settings));
            settings.putAll(Map.of("guichet.ledger.url", ledger.url(), "guichet.ledger.user", ledger.user(),
                    "guichet.ledger.password", ledger.password()));
            Path apart = folder.resolve("apart-" + round);
            start(apart, settings);
            own.add(start(apart, settings));
        }
        return Map.of("first", first, "warm", warm, "own", own);
    }

    private static double start(Path home, Map<String, String> settings) throws Exception {
        long began = System.nanoTime();
        try (GuichetChild guichet = GuichetChild.start(GuichetChild.jvm("-Xmx512m"), home, settings)) {
            await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                    .until(() -> guichet.output().contains("Guichet is open"));
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /** What years of orders leave, in small rows. */
    private static void finish(LedgerConnection ledger) throws SQLException {
        try (Connection connection = connect(ledger); Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                            insert into intake (door, token, name, closed_at) values ('file', 'seed', 'seed', clock_timestamp());
                            insert into orders (intake_id, position, order_id, service, operation, account, name, state, version, bound,
                                content_hash, completed_at, price)
                            select (select id from intake where token = 'seed'), n, 'F-' || n, 'webstamp', 'stamps', 'demo', 'F-' || n,
                                'COMPLETED', 2, true, n, clock_timestamp(), 1.20
                            from generate_series(1, %1$d) as n;
                            insert into order_name (folded, name, owner)
                            select 'f-' || n, 'F-' || n, 'webstamp/demo/stamps/F-' || n from generate_series(1, %1$d) as n;
                            insert into attempt (order_id, number, opening, key, service, account, day, booked, ended, ended_at)
                            select id, 1, 1, order_id || '-1', service, account, current_date - 9, 1.20, 'DONE', clock_timestamp()
                            from orders;
                            insert into message (order_id, kind, body) select id, 'final', '{"state":"COMPLETED"}' from orders;
                            insert into delivery (message_id, order_id, name, channel, state, done_at)
                            select m.id, order_id, 'F-' || m.order_id, c, 'DONE', clock_timestamp()
                            from message m, unnest(array['file', 'queue']) as c;
                            analyze"""
                            .formatted(FINISHED));
        }
    }

    private static long count(LedgerConnection ledger, String query) throws SQLException {
        try (Connection connection = connect(ledger);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(LedgerConnection ledger) throws SQLException {
        return DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
    }

    /** The twins, in a process of their own. */
    private record Service(int port, Process process) implements AutoCloseable {

        static Service start(Path home) throws IOException {
            int port = FreePorts.next();
            Process process = Bench.java(home.resolveSibling("twin.log"), List.of(), "io.guichet.Guichet",
                    Map.of("GUICHET_SANDBOX_PORT", String.valueOf(port), "GUICHET_HOME", home.toString()), "sandbox");
            await().atMost(Duration.ofSeconds(60)).until(() -> Bench.isThere("http://127.0.0.1:" + port));
            return new Service(port, process);
        }

        void delay(String operation, int millis) throws IOException, InterruptedException {
            if (millis > 0) {
                HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"delay-before\",\"operation\":\""
                                + operation + "\",\"millis\":" + millis + ",\"calls\":100000000}"))
                        .build(), BodyHandlers.discarding());
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }

    /** One or two processes on one ledger; orders come in at the first. */
    private static final class Nodes {

        private final List<GuichetChild> all = new ArrayList<>();
        private final Path data;
        private final int brokerPort = FreePorts.next();
        private int results;

        Nodes(Path home, LedgerConnection ledger, int twin, Situation situation) throws Exception {
            this.data = home.resolve("data");
            Map<String, String> settings = new HashMap<>(Map.of("guichet.examples", "false",
                    "guichet.sandbox.enabled", "false", "guichet.sandbox.port", String.valueOf(twin),
                    "guichet.ledger.url", ledger.url(), "guichet.ledger.user", ledger.user(),
                    "guichet.ledger.password", ledger.password(), "guichet.webstamp.hands",
                    String.valueOf(situation.hands()), "guichet.intake.file.settle", "50ms",
                    "guichet.intake.file.poll", "50ms"));
            settings.put("guichet.broker.password", PASSWORD);
            settings.put("guichet.broker.port", String.valueOf(brokerPort));
            settings.putAll(situation.settings());
            start(data, settings);
            if (situation.nodes() > 1) {
                settings.putAll(Map.of("guichet.broker.url", "tcp://127.0.0.1:" + brokerPort, "guichet.broker.user",
                        "guichet", "guichet.intake.file.enabled", "false", "guichet.outbox.file.enabled", "false"));
                start(home.resolve("second"), settings);
            }
        }

        private void start(Path home, Map<String, String> settings) throws Exception {
            GuichetChild node = GuichetChild.start(GuichetChild.jvm("-Xmx512m"), home, settings);
            all.add(node);
            node.awaitOpen();
        }

        Path out() {
            return data.resolve("out");
        }

        void drop(String name, byte[] content) throws IOException {
            Path part = Files.write(data.resolve("in").resolve("." + name + ".part"), content);
            Files.move(part, data.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }

        void order(String prefix, int count, Situation situation) throws IOException {
            results += count;
            if (situation == Situation.QUEUE) {
                send(Wares.lines(prefix, count));
            } else {
                drop(prefix + ".ndjson", Wares.lines(prefix, count));
            }
            Bench.awaitResults(out(), results);
        }

        private void send(byte[] lines) {
            try (JMSContext session = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort, "guichet",
                    PASSWORD).createContext(JMSContext.SESSION_TRANSACTED)) {
                Queue orders = session.createQueue("guichet.orders");
                JMSProducer producer = session.createProducer();
                int open = 0;
                for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
                    producer.send(orders, line);
                    if (++open % 500 == 0) {
                        session.commit();
                    }
                }
                session.commit();
            }
        }

        /** What hangs is not waited for. */
        void kill() throws Exception {
            for (GuichetChild node : all) {
                node.process().destroyForcibly().waitFor();
                node.close();
            }
        }
    }
}
