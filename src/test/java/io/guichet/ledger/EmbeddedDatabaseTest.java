package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedDatabaseTest {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabaseTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path home;
    private static Path ledger;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void theFirstStartMakesTheDatabase() {
        ledger = home.resolve("ledger");
        timed("first start", ledger).close();
    }

    @ParameterizedTest
    @CsvSource({
            "fsync, on",
            "synchronous_commit, on",
            "full_page_writes, on",
            "data_checksums, on",
            "listen_addresses, 127.0.0.1",
            "unix_socket_directories, ''",
            "password_encryption, scram-sha-256",
            "shared_buffers, 128MB",
            "max_connections, 50",
            "server_encoding, UTF8"})
    void theServerRunsWithTheSettingsThatKeepACommit(String setting, String value) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThat(ask(database.administrator(), "show " + setting)).isEqualTo(value);
        }
    }

    @Test
    void theSettingsOutrankAlterSystem() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            run(database.administrator(), "alter system set fsync = off");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThat(ask(database.connection(), "show fsync")).isEqualTo("on");
            run(database.administrator(), "alter system reset fsync");
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            for (LedgerConnection door : List.of(database.connection(), database.administrator())) {
                LedgerConnection wrong = new LedgerConnection(door.url(), door.user(), "wrong");
                assertThatThrownBy(() -> ask(wrong, "select 1")).hasMessageContaining("password authentication failed");
            }
            assertThat(ask(database.administrator(),
                    "select string_agg(distinct auth_method, ',') from pg_hba_file_rules")).isEqualTo("scram-sha-256");
        }
    }

    @Test
    void theLedgersRoleRulesNothingButItsLedger() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThat(ask(database.connection(), "select rolsuper or rolcreaterole or rolcreatedb or rolreplication"
                    + " from pg_roles where rolname = current_user")).isEqualTo("f");
        }
    }

    @Test
    void onlyTheOwnerReadsThePassword() throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            for (String file : List.of("password", "connection", "lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledger.resolve(file))))
                        .as(file).isEqualTo("rw-------");
            }
            assertThat(ledger.resolve("connection")).content(StandardCharsets.UTF_8)
                    .doesNotContain(database.connection().password()).contains(database.connection().url());
            assertThat(database.connection().toString()).doesNotContain(database.connection().password());
            assertThat(ledger.resolve("postgresql.log")).content(StandardCharsets.UTF_8)
                    .doesNotContain(database.connection().password());
        }
    }

    @Test
    void aSecondStartFindsTheDataAndThePasswordOfTheFirst() throws SQLException {
        String password;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            password = database.connection().password();
            run(database.connection(), "create table kept (note text)", "insert into kept values ('still here')");
        }
        try (EmbeddedDatabase database = timed("warm start", ledger)) {
            assertThat(database.connection().password()).isEqualTo(password);
            assertThat(ask(database.connection(), "select note from kept")).isEqualTo("still here");
        }
    }

    @Test
    void aClientFindsTheRunningDatabaseAndNoneWhenItIsClosed() throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(ledger);
        assertThat(EmbeddedDatabase.running(ledger)).contains(database.connection());
        database.close();
        database.close();
        assertThat(EmbeddedDatabase.running(ledger)).isEmpty();
        assertThat(EmbeddedDatabase.running(home.resolve("nothing"))).isEmpty();
        assertThat(postmasters(ledger)).isEmpty();
    }

    @Test
    void aSetPortIsTakenAndATakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedDatabase.start(ledger, port)).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("Address already in use");
            taken.close();
            try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger, port)) {
                assertThat(database.connection().url()).contains("127.0.0.1:" + port + "/");
            }
        }
    }

    @Test
    void aSecondOpenerOfTheSameProcessIsRefusedAndTakesNothingAway() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(ledger)).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining(ledger.toRealPath().toString()).hasMessageContaining("guichet.home");
            assertThat(ask(database.connection(), "select 1")).isEqualTo("1");
            // The refusal above must not have dropped the lock that other processes see.
            assertThat(reportOf(LedgerProcess.begin(ledger, scratch.resolve("report"), scratch), "report"))
                    .contains("in use").contains(ledger.toRealPath().toString())
                    .contains("process " + ProcessHandle.current().pid()).contains("guichet.home");
            assertThat(ask(database.connection(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aKilledProcessLosesNoCommitAndItsServerIsReplaced() throws Exception {
        Path killed = copyOfPrograms("killed");
        Path temporary = Files.createDirectory(scratch.resolve("tmp"));
        Process process = LedgerProcess.begin(killed, scratch.resolve("report"), temporary);
        assertThat(reportOf(process, "report")).isEqualTo("committed");
        process.destroyForcibly().waitFor();

        List<Long> leftRunning = postmasters(killed);
        assertThat(leftRunning).hasSize(1);
        assertThat(EmbeddedDatabase.running(killed)).isPresent();
        try (EmbeddedDatabase database = timed("start after a kill", killed)) {
            assertThat(ask(database.connection(), "select note from probe where id = 1")).isEqualTo("acknowledged");
            assertThat(postmasters(killed)).hasSize(1).doesNotContainAnyElementsOf(leftRunning);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aKilledServerIsRecovered() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            run(database.connection(), "create table recovered (note text)", "insert into recovered values ('kept')");
            ProcessHandle.of(postmasters(ledger).get(0)).orElseThrow().destroyForcibly();
            await().atMost(PATIENCE).until(() -> postmasters(ledger).isEmpty());
        }
        assertThat(ledger.resolve("data/postmaster.pid")).exists();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThat(ask(database.connection(), "select note from recovered")).isEqualTo("kept");
        }
    }

    @Test
    void theFileOfADeadProcessIsNoHindrance() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        writePidFile(dead.pid());
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
            assertThat(ask(database.connection(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aStrangerWhoGotTheOldNumberIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            writePidFile(stranger.pid());
            try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger)) {
                assertThat(ask(database.connection(), "select 1")).isEqualTo("1");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aStrangerWhoGotTheNumberOfACrashedServerSurvivesTheClose() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(ledger);
            ProcessHandle.of(postmasters(ledger).get(0)).orElseThrow().destroyForcibly();
            await().atMost(PATIENCE).until(() -> postmasters(ledger).isEmpty());
            writePidFile(stranger.pid());
            database.close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
            EmbeddedDatabase.start(ledger).close();
        }
    }

    @Test
    void aKillWhileTheDatabaseIsMadeIsMadeGood() throws Exception {
        Path halfDone = copyOfPrograms("half-done");
        Process process = LedgerProcess.begin(halfDone, scratch.resolve("report"), scratch);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> hasHalfDoneData(halfDone));
        process.destroyForcibly().waitFor();
        assertThat(halfDone.resolve("data")).doesNotExist();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(halfDone)) {
            assertThat(ask(database.connection(), "select 1")).isEqualTo("1");
        }
        // What the killed one's initdb still wrote is gone after one more start at the latest.
        EmbeddedDatabase.start(halfDone).close();
    }

    @Test
    void foreignFilesUnderTheDatasNameAreNeverDeleted() throws Exception {
        Path foreign = copyOfPrograms("foreign");
        Path file = Files.createDirectories(foreign.resolve("data")).resolve("holiday.jpg");
        Files.writeString(file, "mine", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EmbeddedDatabase.start(foreign)).isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("PG_VERSION").hasMessageContaining("backup");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aLostPasswordIsNamedAndNotReplaced() throws IOException {
        Path password = ledger.resolve("password");
        Path aside = Files.move(password, scratch.resolve("password"));
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.start(ledger)).isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("password is missing").hasMessageContaining("backup");
            assertThat(password).doesNotExist();
        } finally {
            Files.move(aside, password, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void theProgramsLieBelowTheDirectoryAndOlderOnesGo() throws IOException {
        Files.createDirectories(ledger.resolve("bin/0123456789abcdef/bin"));
        Files.createDirectories(ledger.resolve("bin/cut.partial"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(ledger);
                Stream<Path> releases = Files.list(ledger.resolve("bin"))) {
            assertThat(releases.toList()).singleElement()
                    .satisfies(release -> assertThat(release.resolve("bin/postgres")).isExecutable());
            assertThat(postmasters(database.directory())).hasSize(1);
        }
    }

    private static EmbeddedDatabase timed(String what, Path directory) {
        long began = System.nanoTime();
        EmbeddedDatabase database = EmbeddedDatabase.start(directory);
        LOG.info("benchmark: {} in {} ms", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        return database;
    }

    /** A ledger directory whose programs are there already, so that a test of the rest is short. */
    private Path copyOfPrograms(String name) throws IOException {
        Path target = Files.createDirectory(scratch.resolve(name)).toRealPath();
        try (Stream<Path> files = Files.walk(ledger.resolve("bin"))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(ledger.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return target;
    }

    private String reportOf(Process process, String name) throws IOException {
        Path report = scratch.resolve(name);
        await().atMost(PATIENCE).until(() -> Files.exists(report) || !process.isAlive());
        return Files.readString(report, StandardCharsets.UTF_8);
    }

    private static boolean hasHalfDoneData(Path directory) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "data.*.partial")) {
            for (Path data : found) {
                return Files.exists(data.resolve("base"));
            }
            return false;
        }
    }

    private static void writePidFile(long pid) throws IOException {
        Path data = ledger.resolve("data").toRealPath();
        Files.writeString(data.resolve("postmaster.pid"),
                pid + "\n" + data + "\n1700000000\n5432\n\n127.0.0.1\n         1         0\nready   \n",
                StandardCharsets.UTF_8);
    }

    /** Living servers of the directory's programs: those not begun by another of them. */
    private static List<Long> postmasters(Path directory) {
        Path programs = directory.resolve("bin");
        return ProcessHandle.allProcesses().filter(process -> isOf(process, programs))
                .filter(process -> process.parent().filter(parent -> isOf(parent, programs)).isEmpty())
                .map(ProcessHandle::pid).toList();
    }

    private static boolean isOf(ProcessHandle process, Path programs) {
        return process.info().command().filter(command -> Path.of(command).startsWith(programs)).isPresent();
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
