package io.guichet.purchase;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Accounts of which a service wants no calls for a while. Their orders are not claimed until then, so that they take no
 * hand from another account. Each process finds out by itself.
 */
public final class Rests {

    private record Resting(String service, String account) {
    }

    private final LongSupplier nanos;
    private final Map<Resting, Long> ends = new ConcurrentHashMap<>();

    /** @param nanos a clock that never steps, as {@link System#nanoTime()} */
    public Rests(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A rest under way is never cut short. */
    public void rest(String service, String account, Duration wait) {
        long end = nanos.getAsLong() + wait.toNanos();
        ends.merge(new Resting(service, account), end, (one, other) -> one - other > 0 ? one : other);
    }

    /** How long an account still rests; empty when it may call. */
    public Optional<Duration> left(String service, String account) {
        return Optional.ofNullable(ends.get(new Resting(service, account))).flatMap(this::left);
    }

    /** How long until the first of a service's accounts may call again; empty when none rests. */
    public Optional<Duration> next(String service) {
        return ends.entrySet().stream().filter(entry -> entry.getKey().service().equals(service))
                .flatMap(entry -> left(entry.getValue()).stream()).min(Duration::compareTo);
    }

    private Optional<Duration> left(long end) {
        long left = end - nanos.getAsLong();
        return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }
}
