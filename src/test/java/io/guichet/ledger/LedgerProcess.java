package io.guichet.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own for tests that kill it: starts the database, commits a row, says so in a file, and stays. */
final class LedgerProcess {

    static final String TEST_MIGRATIONS = "classpath:db/testmigration";

    private LedgerProcess() {
    }

    /** Arguments: the ledger's directory, the file that tells how it went. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Path report = Path.of(arguments[1]);
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(directory);
            commitRow(database);
            tell(report, "committed");
        } catch (LedgerUnavailable refused) {
            tell(report, refused.getMessage());
            return;
        }
        new CountDownLatch(1).await();
    }

    /** A JVM that runs {@link #main}, with a temporary folder of its own. */
    static Process begin(Path directory, Path report, Path temporaryFolder) throws IOException {
        return new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporaryFolder,
                "-cp", System.getProperty("java.class.path"),
                LedgerProcess.class.getName(), directory.toString(), report.toString()))
                .redirectErrorStream(true)
                .redirectOutput(report.resolveSibling(report.getFileName() + ".log").toFile())
                .start();
    }

    private static void commitRow(EmbeddedDatabase database) throws SQLException {
        try (LedgerDatabase ledger = LedgerDatabase.open(database.connection(), 2, List.of(TEST_MIGRATIONS));
                Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into probe values (1, 'acknowledged')");
        }
    }

    private static void tell(Path report, String text) throws IOException {
        Path partial = report.resolveSibling(report.getFileName() + ".partial");
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(partial, report);
    }
}
