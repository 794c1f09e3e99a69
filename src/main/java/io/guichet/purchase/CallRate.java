package io.guichet.purchase;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps each account below the calls that its service allows it within a sliding minute: what would be too many is not
 * sent, and the account rests until there is room. Counted by each process for itself.
 */
public final class CallRate {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    /** Nothing was sent. */
    public static final class TooManyCalls extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Duration left;

        TooManyCalls(Account account, Duration left) {
            super(account + ": rests; nothing was sent");
            this.left = left;
        }

        /** How long the account still rests. */
        public Duration left() {
            return left;
        }
    }

    private final int perMinute;
    private final Rests rests;
    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> taken = new ConcurrentHashMap<>();

    public CallRate(int perMinute, Rests rests) {
        this(perMinute, rests, System::nanoTime);
    }

    /**
     * @param perMinute calls of an account that does not say itself, in its setting {@code calls-per-minute}
     * @param nanos     a clock that never steps, as {@link System#nanoTime()}
     */
    CallRate(int perMinute, Rests rests, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.rests = rests;
        this.nanos = nanos;
    }

    /**
     * Takes room for some calls, all or none.
     *
     * @throws TooManyCalls when there is none, or while the account rests
     */
    public void take(Account account, int calls) {
        check(account);
        int limit = account.setting("calls-per-minute").map(Integer::valueOf).orElse(perMinute);
        int wanted = Math.min(calls, limit);
        Deque<Long> window = taken.computeIfAbsent(account.toString(), name -> new ArrayDeque<>());
        synchronized (window) {
            long now = nanos.getAsLong();
            while (!window.isEmpty() && now - window.peekFirst() >= WINDOW) {
                window.removeFirst();
            }
            int over = window.size() + wanted - limit;
            if (over > 0) {
                long freed = window.stream().skip(over - 1L).findFirst().orElseThrow() + WINDOW;
                rests.rest(account.service(), account.name(), Duration.ofNanos(freed - now));
                check(account);
            }
            for (int i = 0; i < wanted; i++) {
                window.addLast(now);
            }
        }
    }

    /** @throws TooManyCalls while the account rests */
    public void check(Account account) {
        rests.left(account.service(), account.name()).ifPresent(left -> {
            throw new TooManyCalls(account, left);
        });
    }
}
