package io.guichet.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes who waits for due rows the moment that one is committed here; rows of other nodes are found by their due time. */
public final class Bells {

    private final Map<String, Bell> bells = new ConcurrentHashMap<>();

    public Bell bell(String topic) {
        return bells.computeIfAbsent(topic, t -> new Bell());
    }

    /** Rings are counted, so that one that comes between looking and waiting is not missed. */
    public static final class Bell {

        private long rings;

        public synchronized long rings() {
            return rings;
        }

        public synchronized void ring() {
            rings++;
            notifyAll();
        }

        /** Waits until it has rung more often than {@code seen}, at most so long. */
        public synchronized void await(long seen, Duration atMost) throws InterruptedException {
            long end = System.nanoTime() + atMost.toNanos();
            while (rings == seen) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        }
    }
}
