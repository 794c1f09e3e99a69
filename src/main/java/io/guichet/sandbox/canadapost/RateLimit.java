package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.canadapost.Account.Trait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Counts each key's calls in a rolling minute, each group of operations apart; who exceeds the limit is out until the
 * window has drained (canadapost 1.6, 6 row 14).
 */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int SLOW = 20;
    private static final String EVERYBODY = "";

    private final Clock clock;
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private final Set<String> out = new HashSet<>();

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Sets the limit of all keys. */
    synchronized void all(int limit) {
        limits.put(EVERYBODY, limit);
    }

    /** Sets the limit of one account's key. */
    synchronized void of(Account account, int limit) {
        limits.put(account.user(), limit);
    }

    /** Back to the limits that the accounts have of themselves, with empty windows. */
    synchronized void calm() {
        limits.clear();
        windows.clear();
        out.clear();
    }

    /** Counts the call, or says no; a rejected call is not counted. */
    synchronized boolean admits(Account account, Operation operation) {
        OptionalInt limit = limit(account);
        if (limit.isEmpty()) {
            return true;
        }
        String key = account.user() + " " + operation.group();
        Deque<Instant> window = windows.computeIfAbsent(key, any -> new ArrayDeque<>());
        Instant now = clock.instant();
        // The clock may have been set back: calls of the future have not happened.
        window.removeIf(time -> !time.isAfter(now.minus(WINDOW)) || time.isAfter(now));
        if (window.isEmpty()) {
            out.remove(key);
        }
        if (window.size() >= limit.getAsInt()) {
            out.add(key);
        }
        if (out.contains(key)) {
            return false;
        }
        window.addLast(now);
        return true;
    }

    private OptionalInt limit(Account account) {
        Integer set = limits.getOrDefault(account.user(), limits.get(EVERYBODY));
        if (set != null) {
            return OptionalInt.of(set);
        }
        return account.has(Trait.SLOW) ? OptionalInt.of(SLOW) : OptionalInt.empty();
    }
}
