package io.guichet.ledger;

import io.guichet.purchase.State;
import io.guichet.purchase.Work;
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

    void run(Work work, Runnable writing) {
        for (boolean told = false;; told = true) {
            try {
                writing.run();
                return;
            } catch (RuntimeException failed) {
                if (work.state() != State.SENT || !Outage.is(failed)
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

    private static void pause(RuntimeException failed) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
