package io.guichet.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the deliveries of a channel are tried again.
 *
 * @param delays after the first failure, the second and so on; the last one repeats
 * @param giveUp the age from which a delivery that failed is no longer tried; empty: it always is
 * @param lease  the longest that one try may take
 * @param pauses between two tries of the channel as a whole while it is down; empty where each delivery delays itself only
 */
public record Retry(List<Duration> delays, Optional<Duration> giveUp, Duration lease, List<Duration> pauses) {

    public Retry {
        delays = List.copyOf(delays);
        pauses = List.copyOf(pauses);
    }

    /** Each delivery for itself, without end. */
    public static Retry forEver(Duration first, Duration longest) {
        return new Retry(doubling(first, longest), Optional.empty(), Duration.ofMinutes(1), List.of());
    }

    /** First, twice that, and so on up to the longest. */
    public static List<Duration> doubling(Duration first, Duration longest) {
        List<Duration> delays = new ArrayList<>();
        for (Duration delay = first; delay.compareTo(longest) < 0; delay = delay.multipliedBy(2)) {
            delays.add(delay);
        }
        delays.add(longest);
        return delays;
    }

    /** One row of calls stops while the whole is down, so that who is down is not called for every delivery. */
    boolean paced() {
        return !pauses.isEmpty();
    }

    /** @param failures before this one */
    Duration delay(int failures) {
        return step(delays, failures);
    }

    /** @param failures since the channel counts as down */
    Duration pause(int failures) {
        return step(pauses, failures);
    }

    private static Duration step(List<Duration> steps, int failures) {
        return steps.get(Math.min(failures, steps.size() - 1));
    }
}
