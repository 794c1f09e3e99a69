package io.guichet.door.http;

import java.util.concurrent.atomic.AtomicBoolean;

/** A request between the doorkeeper and the end of its exchange: what it takes up meanwhile is given back once. */
final class Stay {

    private final Runnable last;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param last gives back what the request takes up */
    Stay(Runnable last) {
        this.last = last;
    }

    /** From now on its exchange ends it, whatever becomes of the connection. */
    void take() {
        taken.set(true);
    }

    /** The connection has ended; nobody may have taken the request: its route was stopped, or its sender went away. */
    void leave() {
        if (!taken.get()) {
            end();
        }
    }

    void end() {
        if (over.compareAndSet(false, true)) {
            last.run();
        }
    }
}
