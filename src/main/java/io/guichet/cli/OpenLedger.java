package io.guichet.cli;

import io.guichet.ledger.EmbeddedDatabase;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.LedgerInUse;
import io.guichet.ledger.LedgerUnavailable;
import io.guichet.ops.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** The ledger for one command: where it runs, or started for as long as the command takes. */
final class OpenLedger implements AutoCloseable {

    private static final int ONE_CONNECTION = 1;

    private final LedgerDatabase database;
    private final Optional<EmbeddedDatabase> started;

    private OpenLedger(LedgerDatabase database, Optional<EmbeddedDatabase> started) {
        this.database = database;
        this.started = started;
    }

    /** The ledger that answers now; empty where the embedded one does not run. */
    static Optional<OpenLedger> running(Settings settings) {
        Optional<LedgerConnection> answers = settings.find("guichet.ledger.url").isPresent()
                ? Optional.of(new LedgerConnection(settings.get("guichet.ledger.url"),
                        settings.get("guichet.ledger.user"), settings.get("guichet.ledger.password")))
                : EmbeddedDatabase.running(directory(settings));
        return answers.map(there -> new OpenLedger(LedgerDatabase.open(there, ONE_CONNECTION), Optional.empty()));
    }

    /**
     * The ledger, whether Guichet runs or not.
     *
     * @throws LedgerUnavailable when there is none, or another process is just starting or stopping it
     */
    static OpenLedger open(Settings settings) {
        return running(settings).orElseGet(() -> start(directory(settings)));
    }

    /** Whether there is one to be opened; the embedded one is made by the first start of Guichet. */
    static boolean exists(Settings settings) {
        return settings.find("guichet.ledger.url").isPresent() || EmbeddedDatabase.exists(directory(settings));
    }

    private static OpenLedger start(Path directory) {
        EmbeddedDatabase embedded;
        try {
            embedded = EmbeddedDatabase.startUnseen(directory);
        } catch (LedgerInUse busy) {
            throw new LedgerUnavailable("The ledger in " + directory + " is in the hands of process " + busy.holder()
                    + ", which is starting or stopping Guichet, or is another command: try again in a moment.");
        }
        try {
            return new OpenLedger(LedgerDatabase.open(embedded.connection(), ONE_CONNECTION), Optional.of(embedded));
        } catch (RuntimeException failed) {
            embedded.close();
            throw failed;
        }
    }

    private static Path directory(Settings settings) {
        return settings.path("guichet.home").resolve("ledger");
    }

    LedgerDatabase database() {
        return database;
    }

    /** Nobody works off here what the command leaves due. */
    boolean wasDown() {
        return started.isPresent();
    }

    @Override
    public void close() {
        database.close();
        started.ifPresent(EmbeddedDatabase::close);
    }
}
