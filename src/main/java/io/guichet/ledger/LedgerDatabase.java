package io.guichet.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * An open ledger database, embedded or the user's own: a pool of connections, its tables brought up to date, and the
 * certainty that the server keeps what it acknowledged.
 */
public final class LedgerDatabase implements AutoCloseable {

    /** Where the product's own migrations are. */
    public static final String MIGRATIONS = "classpath:db/migration";

    // Each of these settings, switched off, loses or tears commits that were acknowledged.
    private static final Map<String, Set<String>> KEEPS_A_COMMIT = new TreeMap<>(Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            // All but off wait for this server's own disk; they differ in what they ask of standbys.
            "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply")));

    // No statement of the ledger is long: one that is must not hold rows or a worker.
    private static final String SESSION = "set statement_timeout = '30s'; set lock_timeout = '10s';"
            + " set idle_in_transaction_session_timeout = '60s'";
    private static final long WAIT_FOR_CONNECTION_MS = 10_000;
    private static final int IDLE_CONNECTIONS = 2;

    private final HikariDataSource pool;

    private LedgerDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens the ledger with the product's own migrations. */
    public static LedgerDatabase open(LedgerConnection connection, int poolSize) {
        return open(connection, poolSize, List.of(MIGRATIONS));
    }

    /**
     * Opens the ledger: connects, refuses a server that would not keep a commit, applies the migrations.
     *
     * @param poolSize the most connections that are open at a time, at least 1
     * @param migrations Flyway locations; none leaves the tables as they are
     * @throws LedgerUnavailable when the database cannot be reached, would lose commits, or cannot be migrated
     */
    public static LedgerDatabase open(LedgerConnection connection, int poolSize, List<String> migrations) {
        HikariDataSource pool = pool(connection, poolSize);
        try {
            requireKeptCommits(pool, connection);
            if (!migrations.isEmpty()) {
                migrate(connection, migrations);
            }
            return new LedgerDatabase(pool);
        } catch (RuntimeException refused) {
            pool.close();
            throw refused;
        }
    }

    /** Connections in auto-commit mode, READ COMMITTED, named {@code guichet}, that wait for no statement for ever. */
    public DataSource dataSource() {
        return pool;
    }

    /** The same connections for statements; an error tells neither the statement nor the values in it. */
    Jdbi jdbi() {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /**
     * What the database tells of itself.
     *
     * @param tables the number of the last migration
     * @param now    by its own clock
     */
    public record Facts(String version, String tables, Instant now) {
    }

    /** It keeps its commits and its tables are up to date, otherwise it would not be open. */
    public Facts facts() {
        return jdbi().withHandle(h -> h.createQuery("""
                select current_setting('server_version') as version, clock_timestamp() as now,
                    (select version from flyway_schema_history where success order by installed_rank desc limit 1)
                        as tables""")
                .map((row, context) -> new Facts(row.getString("version"), row.getString("tables"),
                        Tables.instant(row, "now").orElseThrow()))
                .one());
    }

    /** Closes the connections; the server runs on. */
    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(LedgerConnection connection, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("guichet-ledger");
        config.setJdbcUrl(connection.url());
        config.setUsername(connection.user());
        config.setPassword(connection.password());
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(Math.min(poolSize, IDLE_CONNECTIONS));
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MS);
        config.setAutoCommit(true);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(SESSION);
        config.addDataSourceProperty("ApplicationName", "guichet");
        // The server's details quote whole rows: an order has no place in an exception.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        // Longer than any statement may take: only a server that is gone is silent for so long.
        config.addDataSourceProperty("socketTimeout", "60");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException refused) {
            throw new LedgerUnavailable("The ledger's database " + connection + " cannot be opened (" + reason(refused)
                    + "): check guichet.ledger.url, its user and password, and that PostgreSQL runs there.", refused);
        }
    }

    private static void requireKeptCommits(DataSource pool, LedgerConnection connection) {
        try (Connection open = pool.getConnection(); Statement statement = open.createStatement()) {
            for (Map.Entry<String, Set<String>> setting : KEEPS_A_COMMIT.entrySet()) {
                String value = show(statement, setting.getKey());
                if (!setting.getValue().contains(value)) {
                    throw new LedgerUnavailable(setting.getKey() + ": " + value + " (expected: on) in the ledger's"
                            + " database " + connection + ": a crash would lose purchases that are already paid, so"
                            + " Guichet does not start on it; switch it on for server, database and role.");
                }
            }
        } catch (SQLException refused) {
            throw new LedgerUnavailable("The ledger's database " + connection + " does not tell its settings: "
                    + refused.getMessage(), refused);
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    // On a connection of its own: a migration may take longer than a statement of the pool.
    private static void migrate(LedgerConnection connection, List<String> migrations) {
        try {
            Flyway.configure()
                    .dataSource(connection.url(), connection.user(), connection.password())
                    .locations(migrations.toArray(String[]::new))
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException refused) {
            throw new LedgerUnavailable("The tables of the ledger's database " + connection
                    + " could not be brought up to date: " + refused.getMessage(), refused);
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }
}
