package io.guichet.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Empty, migrated ledgers for tests: one PostgreSQL a JVM, one database a call, copied from a migrated template. */
public final class TestLedger {

    private static final int POOL_SIZE = 8;
    private static final String TEMPLATE = "ledger_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static EmbeddedDatabase server;
    private static UnaryOperator<LedgerConnection> way = real -> real;

    private TestLedger() {
    }

    /** A new ledger of its own with the product's tables; the test closes it. */
    public static LedgerDatabase fresh() {
        return open(freshConnection());
    }

    /** Opens a ledger that is there, by the way that is in force. */
    static LedgerDatabase open(LedgerConnection ledger) {
        return LedgerDatabase.open(way.apply(ledger), POOL_SIZE, List.of());
    }

    /** Ledgers are reached another way from here on, for tests of the tests. */
    static void through(UnaryOperator<LedgerConnection> other) {
        way = other;
    }

    /** The address of a new ledger of its own with the product's tables, for tests that open it themselves. */
    public static synchronized LedgerConnection freshConnection() {
        if (server == null) {
            server = begin();
            createDatabase(TEMPLATE, "template0");
            // A template must have no connection open, so the pool is closed before the first copy.
            LedgerDatabase.open(to(TEMPLATE), 1, migrations()).close();
        }
        String name = "ledger_" + COUNT.incrementAndGet();
        createDatabase(name, TEMPLATE);
        return to(name);
    }

    /** Where the server is that has them all. */
    public static synchronized Path directory() {
        if (server == null) {
            freshConnection();
        }
        return server.directory();
    }

    private static EmbeddedDatabase begin() {
        try {
            Path directory = Files.createTempDirectory("guichet-test-ledger");
            EmbeddedDatabase started = EmbeddedDatabase.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "test-ledger-end"));
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void end(EmbeddedDatabase started) {
        started.close();
        // Not as the product deletes: its flushes, of some hundred databases, take longer than a fork is given to end.
        try (Stream<Path> tree = Files.walk(started.directory())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> migrations() {
        boolean present = TestLedger.class.getClassLoader().getResource("db/migration") != null;
        return present ? List.of(LedgerDatabase.MIGRATIONS) : List.of();
    }

    private static void createDatabase(String name, String template) {
        LedgerConnection administrator = server.administrator();
        Properties properties = new Properties();
        properties.setProperty("user", administrator.user());
        properties.setProperty("password", administrator.password());
        properties.setProperty("loginTimeout", "30");
        // Copying waits for a checkpoint, on a busy disk for long, and never for ever.
        properties.setProperty("socketTimeout", "120");
        try (Connection connection = DriverManager.getConnection(administrator.url(), properties);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + server.connection().user()
                    + " template " + template);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static LedgerConnection to(String database) {
        String server = TestLedger.server.connection().url();
        return new LedgerConnection(server.substring(0, server.lastIndexOf('/') + 1) + database,
                TestLedger.server.connection().user(), TestLedger.server.connection().password());
    }
}
