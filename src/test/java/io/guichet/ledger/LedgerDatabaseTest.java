package io.guichet.ledger;

import static io.guichet.ledger.LedgerProcess.TEST_MIGRATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDatabaseTest {

    @TempDir
    private static Path home;

    @BeforeAll
    static void programsAndDataAreThere() {
        EmbeddedDatabase.start(home).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void aServerThatWouldNotKeepACommitIsRefused(String setting) {
        Map<String, String> settings = EmbeddedDatabase.settings();
        settings.put(setting, "off");
        try (EmbeddedDatabase careless = EmbeddedDatabase.start(home, 0, settings)) {
            assertThatThrownBy(() -> LedgerDatabase.open(careless.connection(), 2, List.of(TEST_MIGRATIONS)))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining(setting + ": off (expected: on)")
                    .hasMessageContaining(careless.connection().address())
                    .hasMessageNotContaining(careless.connection().password());
            assertThatThrownBy(() -> ask(careless.connection(), "select count(*) from probe"))
                    .as("nothing is written before the refusal").hasMessageContaining("does not exist");
        }
    }

    @Test
    void aRoleThatDoesNotWaitForTheDiskIsRefusedOnADurableServer() throws SQLException {
        LedgerConnection fresh = TestLedger.freshConnection();
        String database = fresh.url().substring(fresh.url().lastIndexOf('/') + 1);
        run(fresh, "alter database " + database + " set synchronous_commit = off");
        assertThatThrownBy(() -> LedgerDatabase.open(fresh, 1, List.of())).isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("synchronous_commit: off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote_write", "remote_apply"})
    void everyWayOfWaitingForTheOwnDiskIsAccepted(String value) throws SQLException {
        LedgerConnection fresh = TestLedger.freshConnection();
        String database = fresh.url().substring(fresh.url().lastIndexOf('/') + 1);
        run(fresh, "alter database " + database + " set synchronous_commit = " + value);
        assertThatCode(() -> LedgerDatabase.open(fresh, 1, List.of()).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
            "application_name, guichet",
            "transaction_isolation, read committed",
            "statement_timeout, 30s",
            "lock_timeout, 10s",
            "idle_in_transaction_session_timeout, 1min"})
    void eachConnectionOfThePoolHasItsLimits(String setting, String value) throws SQLException {
        try (LedgerDatabase ledger = TestLedger.fresh();
                Connection one = ledger.dataSource().getConnection();
                Connection other = ledger.dataSource().getConnection();
                Connection third = ledger.dataSource().getConnection()) {
            for (Connection connection : List.of(one, other, third)) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(show(connection, setting)).isEqualTo(value);
            }
        }
    }

    @Test
    void thePoolOpensNoMoreConnectionsThanAllowed() throws SQLException {
        LedgerConnection fresh = TestLedger.freshConnection();
        try (LedgerDatabase ledger = LedgerDatabase.open(fresh, 1, List.of());
                Connection only = ledger.dataSource().getConnection()) {
            assertThat(ask(fresh, "select count(*) from pg_stat_activity where application_name = 'guichet'"
                    + " and datname = current_database()")).isEqualTo("1");
            assertThat(only.isValid(5)).isTrue();
        }
    }

    @Test
    void migrationsAreAppliedOnce() throws SQLException {
        LedgerConnection fresh = TestLedger.freshConnection();
        run(fresh, "create schema testing", "alter role guichet in database "
                + fresh.url().substring(fresh.url().lastIndexOf('/') + 1) + " set search_path = testing");
        LedgerDatabase.open(fresh, 1, List.of(TEST_MIGRATIONS)).close();
        run(fresh, "insert into probe values (1, 'once')");
        LedgerDatabase.open(fresh, 1, List.of(TEST_MIGRATIONS)).close();
        assertThat(ask(fresh, "select count(*) from probe")).isEqualTo("1");
    }

    @Test
    void missingMigrationsAreRefused() {
        LedgerConnection fresh = TestLedger.freshConnection();
        assertThatThrownBy(() -> LedgerDatabase.open(fresh, 1, List.of("classpath:db/nowhere")))
                .isInstanceOf(LedgerUnavailable.class).hasMessageContaining("db/nowhere");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
        LedgerConnection nowhere =
                new LedgerConnection("jdbc:postgresql://127.0.0.1:1/guichet?password=secret", "guichet", "secret");
        assertThatThrownBy(() -> LedgerDatabase.open(nowhere, 1)).isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/guichet as guichet")
                .hasMessageContaining("guichet.ledger.url").hasMessageNotContaining("secret");
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String ask(LedgerConnection at, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at.url(), at.user(), at.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(LedgerConnection at, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at.url(), at.user(), at.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
