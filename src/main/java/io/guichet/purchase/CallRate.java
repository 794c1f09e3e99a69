package io.guichet.purchase;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keeps each account below the calls that its service allows it within a sliding minute, or another time: what would be too many is not
 * sent, and the account rests until there is room. Counted by each process for itself.
 */
public final class CallRate {

    private static final Duration MINUTE = Duration.ofMinutes(1);

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
    private final long window;
    private final Rests rests;
    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> taken = new ConcurrentHashMap<>();

    public CallRate(int perMinute, Rests rests) {
        this(perMinute, MINUTE, rests, System::nanoTime);
    }

    /** For a service that counts otherwise than by account and minute. */
    public CallRate(Duration window, Rests rests) {
        this(0, window, rests, System::nanoTime);
    }

    /**
     * @param perMinute calls of an account that does not say itself, in its setting {@code calls-per-minute}
     * @param nanos     a clock that never steps, as {@link System#nanoTime()}
     */
    CallRate(int perMinute, Rests rests, LongSupplier nanos) {
        this(perMinute, MINUTE, rests, nanos);
    }

    private CallRate(int perMinute, Duration window, Rests rests, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.window = window.toNanos();
        this.rests = rests;
        this.nanos = nanos;
    }

    /**
     * Takes room for some calls, all or none.
     *
     * @throws TooManyCalls when there is none, or while the account rests
     */
    public void take(Account account, int calls) {
        take(account, account.toString(), account.setting("calls-per-minute").map(Integer::valueOf).orElse(perMinute),
                calls);
    }

    /**
     * The same, of a limit that several accounts may share.
     *
     * @param shared what they have in common
     */
    public void take(Account account, String shared, int limit, int calls) {
        check(account);
        int wanted = Math.min(calls, limit);
        Deque<Long> room = taken.computeIfAbsent(shared, name -> new ArrayDeque<>());
        synchronized (room) {
            long now = nanos.getAsLong();
            while (!room.isEmpty() && now - room.peekFirst() >= window) {
                room.removeFirst();
            }
            int over = room.size() + wanted - limit;
            if (over > 0) {
                long freed = room.stream().skip(over - 1L).findFirst().orElseThrow() + window;
                rests.rest(account.service(), account.name(), Duration.ofNanos(freed - now));
                check(account);
            }
            for (int i = 0; i < wanted; i++) {
                room.addLast(now);
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
