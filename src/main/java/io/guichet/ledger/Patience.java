package io.guichet.ledger;

import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has answered is not forgotten because the database is away for a moment: written again until it is
 * there, as long as the order is in this worker's hands. The version in each statement keeps a second writing harmless.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long PAUSE_MS = 500;

    /** Connection gone, out of resources (a full disk), stopped by an operator, rolled back by the server. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "40");

    void run(Work work, Runnable writing) {
        for (boolean told = false;; told = true) {
            try {
                writing.run();
                return;
            } catch (RuntimeException failed) {
                if (work.state() != State.SENT || !passes(failed)
                        || work.leaseEndNanos() - System.nanoTime() < TimeUnit.MILLISECONDS.toNanos(PAUSE_MS)) {
                    throw failed;
                }
                if (!told) {
                    LOG.warn("{}: its answer is here but the ledger is not; trying again until it is", work);
                }
                pause(failed);
            }
        }
    }

    private static boolean passes(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().length() == 5
                    && PASSING.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }

    private static void pause(RuntimeException failed) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
