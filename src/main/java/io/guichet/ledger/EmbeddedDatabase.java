package io.guichet.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.util.PasswordUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's own PostgreSQL below one directory: data, programs, password, log, and a lock that admits one process.
 * It listens on 127.0.0.1 alone, asks everyone for the password, and keeps every commit it acknowledged
 * ({@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on and cannot be switched off by SQL).
 * It has no shutdown hook: who started it closes it, after the last call in hand is settled.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** The role that owns the ledger and can do nothing outside it; the database has the same name. */
    private static final String LEDGER = "guichet";
    private static final String ADMINISTRATOR = "postgres";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANY_PORT = 0;
    private static final int START_ATTEMPTS = 10;
    private static final Duration BETWEEN_STARTS = Duration.ofMillis(500);
    private static final long LOG_LIMIT_BYTES = 16L << 20;
    private static final String WRONG_PASSWORD_OR_ROLE = "28P01";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Path directory;
    private final LedgerConnection connection;
    private final LedgerConnection administrator;
    private final PostgresPrograms programs;
    private final Postmaster postmaster;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(Path directory, LedgerConnection connection, LedgerConnection administrator,
            PostgresPrograms programs, Postmaster postmaster, DirectoryLock lock) {
        this.directory = directory;
        this.connection = connection;
        this.administrator = administrator;
        this.programs = programs;
        this.postmaster = postmaster;
        this.lock = lock;
    }

    /** Starts the database of the directory on a free port; the first start makes it. */
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, ANY_PORT);
    }

    /**
     * Starts the database of the directory on a port of 127.0.0.1; 0 takes a free one. What an earlier process left
     * running is ended first.
     *
     * @throws LedgerUnavailable when the directory is in use, or PostgreSQL does not start; with the reason
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, settings());
    }

    /** Whether a database was ever made in the directory. */
    public static boolean exists(Path directory) {
        return Files.exists(data(directory).resolve("PG_VERSION"));
    }

    /**
     * Starts the database for one command only: no other command finds it, so that none has it stopped under its hands.
     *
     * @throws LedgerUnavailable when there is no ledger yet, its directory is in use, or PostgreSQL does not start
     */
    public static EmbeddedDatabase startUnseen(Path directory) {
        if (!exists(directory)) {
            throw new LedgerUnavailable("There is no ledger in " + directory + " (expected: the guichet.home of a"
                    + " Guichet that has run, or guichet.ledger.url).");
        }
        return start(directory, ANY_PORT, settings(), false);
    }

    static EmbeddedDatabase start(Path directory, int port, Map<String, String> settings) {
        return start(directory, port, settings, true);
    }

    private static EmbeddedDatabase start(Path directory, int port, Map<String, String> settings, boolean seen) {
        try {
            Files.createDirectories(directory, DurableFiles.OWNER_ONLY_FOLDER);
            Path real = directory.toRealPath();
            DirectoryLock lock = DirectoryLock.hold(real);
            try {
                return startLocked(real, port, settings, lock, seen);
            } catch (IOException | InterruptedException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new LedgerUnavailable("The ledger's directory " + directory + " cannot be used (" + failure
                    + "): Guichet needs to read and write there, and room on its disk.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("The start of the ledger in " + directory + " was interrupted.", interrupted);
        }
    }

    /**
     * How a second process, a command line, reaches the database that runs in the directory; empty when none answers.
     * It takes no lock and changes nothing. A server whose own process was killed still answers.
     */
    public static Optional<LedgerConnection> running(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (!Files.exists(connectionFile(real)) || !postmaster(real).runs()) {
                return Optional.empty();
            }
            Properties file = new Properties();
            try (var reader = Files.newBufferedReader(connectionFile(real), StandardCharsets.UTF_8)) {
                file.load(reader);
            }
            LedgerConnection found = new LedgerConnection(file.getProperty("url", ""), file.getProperty("user", ""),
                    Files.readString(passwordFile(real), StandardCharsets.UTF_8).strip());
            connect(found).close();
            return Optional.of(found);
        } catch (IOException | SQLException notRunning) {
            LOG.debug("No ledger answers in {}", directory, notRunning);
            return Optional.empty();
        }
    }

    /** Address, role and password of the ledger's database. */
    public LedgerConnection connection() {
        return connection;
    }

    /** The same server's administrator: no business of the running process. */
    LedgerConnection administrator() {
        return administrator;
    }

    /** Where data, programs, password and log lie. */
    public Path directory() {
        return directory;
    }

    /** Stops the database within 30 s and frees the directory. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // An interrupted caller still wants the database stopped.
        boolean interrupted = Thread.interrupted();
        try {
            Files.deleteIfExists(connectionFile(directory));
            postmaster.stop(programs);
            LOG.info("The ledger's PostgreSQL in {} has stopped", directory);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            LOG.error("The ledger's PostgreSQL in {} did not stop; the next start ends it", directory, failure);
        } finally {
            release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException failure) {
            LOG.warn("The lock of {} falls with this process: {}", directory, failure.toString());
        }
    }

    /** What the server is told at each start; told on its command line, which outranks every file and ALTER SYSTEM. */
    static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
            // On a Mac a plain fsync leaves the data in the drive's own cache.
            settings.put("wal_sync_method", "fsync_writethrough");
        }
        settings.put("listen_addresses", LOOPBACK);
        settings.put("unix_socket_directories", "");
        settings.put("shared_buffers", "128MB");
        settings.put("max_connections", "50");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        // An order's content has no place in the server's log.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        return settings;
    }

    private static EmbeddedDatabase startLocked(Path directory, int port, Map<String, String> settings,
            DirectoryLock lock, boolean seen) throws IOException, InterruptedException {
        long began = System.nanoTime();
        PostgresPrograms programs = PostgresPrograms.below(programFolder(directory));
        Postmaster postmaster = postmaster(directory);
        postmaster.endLeftover(programs);
        programs.removeOthers();
        Files.deleteIfExists(connectionFile(directory));
        boolean first = !exists(directory);
        if (first) {
            makeData(directory, programs);
        }
        String password = password(directory);
        rotateLog(logFile(directory));
        try {
            int bound = startServer(directory, port, settings, programs);
            LedgerConnection connection = at(bound, LEDGER, LEDGER, password);
            LedgerConnection administrator = at(bound, ADMINISTRATOR, ADMINISTRATOR, password);
            admit(connection, administrator, directory);
            if (seen) {
                DurableFiles.writePrivate(connectionFile(directory),
                        "url=" + connection.url() + "\nuser=" + connection.user() + "\n");
            }
            LOG.info("The ledger's PostgreSQL in {} listens on {}:{} after {} ms{}", directory, LOOPBACK, bound,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), first ? " (first start)" : "");
            return new EmbeddedDatabase(directory, connection, administrator, programs, postmaster, lock);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            stopAfter(failure, postmaster, programs);
            throw failure;
        }
    }

    private static void stopAfter(Exception failure, Postmaster postmaster, PostgresPrograms programs) {
        try {
            postmaster.stop(programs);
        } catch (IOException | InterruptedException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    // Only a finished directory gets the name "data": nothing of that name is ever half done, or deleted.
    private static void makeData(Path directory, PostgresPrograms programs) throws IOException, InterruptedException {
        Path data = data(directory);
        if (Files.exists(data, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(data)) {
            throw new LedgerUnavailable(data + " holds files but no PG_VERSION, so it is no PostgreSQL data directory:"
                    + " restore it from a backup, or move it away to begin with an empty ledger.");
        }
        removeHalfDone(directory);
        if (!Files.exists(passwordFile(directory))) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            DurableFiles.writePrivate(passwordFile(directory),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        // A name of its own: an initdb that outlived its JVM may still write into the last one.
        long pid = ProcessHandle.current().pid();
        Path partial = directory.resolve("data." + pid + "-" + System.nanoTime() + ".partial");
        PostgresPrograms.Finished made = programs.run("initdb", List.of("-D", partial.toString(),
                "-U", ADMINISTRATOR, "--auth=scram-sha-256", "--pwfile=" + passwordFile(directory),
                "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--data-checksums"));
        if (!made.succeeded()) {
            throw new LedgerUnavailable("The ledger's PostgreSQL could not be made in " + directory + ": "
                    + made.output());
        }
        DurableFiles.rename(partial, data);
    }

    private static void removeHalfDone(Path directory) {
        try (DirectoryStream<Path> halfDone = Files.newDirectoryStream(directory, "data.*.partial")) {
            for (Path folder : halfDone) {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException stillWritten) {
            LOG.info("A half done data directory stays in {} until the next start: {}", directory,
                    stillWritten.toString());
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            return !content.iterator().hasNext();
        }
    }

    private static String password(Path directory) throws IOException {
        Path file = passwordFile(directory);
        if (!Files.exists(file)) {
            throw new LedgerUnavailable(file + " is missing, and only it opens the ledger in " + data(directory)
                    + ": restore it from the backup that holds both.");
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static int startServer(Path directory, int port, Map<String, String> settings, PostgresPrograms programs)
            throws IOException, InterruptedException {
        Path log = logFile(directory);
        for (int attempt = 1;; attempt++) {
            int chosen = port == ANY_PORT ? freePort() : port;
            long before = Files.exists(log) ? Files.size(log) : 0;
            // 300 s leave room for the recovery of a long log after a crash.
            PostgresPrograms.Finished started = programs.run("pg_ctl", List.of("start", "-w", "-t", "300",
                    "-D", data(directory).toString(), "-l", log.toString(), "-o", options(chosen, settings)));
            if (started.succeeded()) {
                return chosen;
            }
            String said = tail(log, before);
            boolean portTaken = port == ANY_PORT && said.contains("Address already in use");
            boolean lastBackendStillEnds = said.contains("shared memory block");
            if (attempt == START_ATTEMPTS || !portTaken && !lastBackendStillEnds) {
                throw new LedgerUnavailable("The ledger's PostgreSQL in " + directory + " did not start on " + LOOPBACK
                        + ":" + chosen + " (its log is " + log + "): " + (said.isEmpty() ? started.output() : said));
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_STARTS.toMillis());
        }
    }

    private static String options(int port, Map<String, String> settings) {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        settings.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
        return String.join(" ", options);
    }

    // Found by trying the ledger's own door first: role and database are there on every start but the first.
    private static void admit(LedgerConnection ledger, LedgerConnection administrator, Path directory) {
        try {
            connect(ledger).close();
            return;
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            if (!state.equals(WRONG_PASSWORD_OR_ROLE) && !state.equals(NO_SUCH_DATABASE)) {
                throw new LedgerUnavailable("The ledger's PostgreSQL in " + directory + " started but refuses: "
                        + refused.getMessage(), refused);
            }
        }
        try (Connection open = connect(administrator); Statement statement = open.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + LEDGER + "'")) {
                // Sent as its SCRAM verifier: the password itself is in no statement.
                String verifier = PasswordUtil.encodePassword(LEDGER, ledger.password().toCharArray(), "scram-sha-256");
                statement.execute("create role " + LEDGER + " login password '" + verifier + "'");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + LEDGER + "'")) {
                statement.execute("create database " + LEDGER + " owner " + LEDGER);
            }
        } catch (SQLException refused) {
            throw new LedgerUnavailable("The password in " + passwordFile(directory) + " does not open the ledger in "
                    + data(directory) + " (" + refused.getMessage() + "): restore both from the same backup.", refused);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static LedgerConnection at(int port, String database, String user, String password) {
        return new LedgerConnection("jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database, user, password);
    }

    private static Connection connect(LedgerConnection to) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", to.user());
        properties.setProperty("password", to.password());
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "guichet");
        return DriverManager.getConnection(to.url(), properties);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), ANY_PORT));
            return socket.getLocalPort();
        }
    }

    private static void rotateLog(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            DurableFiles.rename(log, log.resolveSibling("postgresql.log.1"));
        }
    }

    private static String tail(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(from, file.length() - 2000));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    private static Postmaster postmaster(Path directory) {
        return new Postmaster(data(directory), programFolder(directory));
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }

    private static Path programFolder(Path directory) {
        return directory.resolve("bin");
    }

    private static Path passwordFile(Path directory) {
        return directory.resolve("password");
    }

    private static Path connectionFile(Path directory) {
        return directory.resolve("connection");
    }

    private static Path logFile(Path directory) {
        return directory.resolve("postgresql.log");
    }
}
