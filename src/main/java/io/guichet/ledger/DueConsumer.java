package io.guichet.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that claims, and a pool of hands that work. It claims only what it has hands for, wakes at once when a row is
 * committed in this process, and otherwise at the next due time.
 */
final class DueConsumer extends DefaultConsumer implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(DueConsumer.class);

    /** Rows that another node left behind are seen after this at the latest. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Dues dues;
    private final int hands;
    private final int batch;
    private final Semaphore free;
    private ExecutorService workers;
    private ExecutorService claimer;
    private volatile boolean running;

    DueConsumer(DueEndpoint endpoint, Processor processor, Dues dues, int hands, int batch) {
        super(endpoint, processor);
        this.dues = dues;
        this.hands = hands;
        this.batch = batch;
        this.free = new Semaphore(hands);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var pools = getEndpoint().getCamelContext().getExecutorServiceManager();
        workers = pools.newFixedThreadPool(this, "due", hands);
        claimer = pools.newSingleThreadExecutor(this, "due-claim");
        running = true;
        claimer.execute(this::claim);
    }

    @Override
    protected void doStop() throws Exception {
        running = false;
        dues.bell().ring();
        var pools = getEndpoint().getCamelContext().getExecutorServiceManager();
        // A claim under way still finds its hands: a row without would lie until its lease ends.
        pools.shutdownGraceful(claimer);
        // What is in hand is finished: a call that has left must be settled.
        pools.shutdownGraceful(workers);
        super.doStop();
    }

    private void claim() {
        while (running) {
            try {
                if (isSuspendingOrSuspended()) {
                    pause();
                    continue;
                }
                if (!free.tryAcquire(1, TimeUnit.SECONDS)) {
                    continue;
                }
                int taken = 1 + free.drainPermits();
                int left = taken;
                try {
                    long seen = dues.bell().rings();
                    List<?> bodies = running ? bodies(dues.claim(taken * Math.max(batch, 1))) : List.of();
                    for (Object body : bodies) {
                        workers.execute(() -> work(body));
                        left--;
                    }
                    if (bodies.size() < taken) {
                        free.release(left);
                        left = 0;
                        if (bodies.isEmpty() && running) {
                            dues.bell().await(seen,
                                    dues.nextDue().filter(d -> d.compareTo(LONGEST_SLEEP) < 0).orElse(LONGEST_SLEEP));
                        }
                    }
                } finally {
                    free.release(left);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                LOG.warn("{}: could not look for due rows, trying again: {}", getEndpoint().getEndpointUri(),
                        failed.toString());
                pause();
            }
        }
    }

    private List<?> bodies(List<?> rows) {
        if (batch == DueEndpoint.ONE_BY_ONE) {
            return rows;
        }
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + batch)
                .mapToObj(from -> List.copyOf(rows.subList(from, Math.min(from + batch, rows.size())))).toList();
    }

    private void work(Object body) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(body);
            getProcessor().process(exchange);
        } catch (Exception failed) {
            exchange.setException(failed);
        } finally {
            free.release();
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("A due row was not worked off; its lease will end", exchange,
                        exchange.getException());
            }
            releaseExchange(exchange, false);
        }
    }

    private void pause() {
        try {
            long seen = dues.bell().rings();
            if (running) {
                dues.bell().await(seen, AFTER_FAILURE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
