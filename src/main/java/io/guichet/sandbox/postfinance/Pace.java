package io.guichet.sandbox.postfinance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts each user's calls in each space over two rolling minutes (postfinance 2.9); the default number is not known. */
final class Pace {

    private static final Duration WINDOW = Duration.ofMinutes(2);
    private static final String EVERYWHERE = "";

    private final Clock clock;
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, Deque<Instant>> windows = new HashMap<>();

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** @param spaceId null for all */
    synchronized void limit(String spaceId, int calls) {
        limits.put(spaceId == null ? EVERYWHERE : spaceId, calls);
    }

    /** Back to the limits that the spaces have of themselves, with empty windows. */
    synchronized void calm() {
        limits.clear();
        windows.clear();
    }

    synchronized int limit(Space space) {
        Integer set = limits.getOrDefault(Long.toString(space.id()), limits.get(EVERYWHERE));
        return set == null ? space.requestLimit() : set;
    }

    /** Counts the call, or says no; a call that is refused is not counted. */
    synchronized boolean admits(ApplicationUser user, Space space) {
        int limit = limit(space);
        if (limit == 0) {
            return true;
        }
        Instant now = clock.instant();
        Deque<Instant> window = windows.computeIfAbsent(user.id() + " " + space.id(), any -> new ArrayDeque<>());
        // The clock may have been set back: calls of the future have not happened.
        window.removeIf(time -> !time.isAfter(now.minus(WINDOW)) || time.isAfter(now));
        if (window.size() >= limit) {
            return false;
        }
        window.addLast(now);
        return true;
    }
}
