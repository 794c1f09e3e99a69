package io.guichet.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shelf's catalogues in memory: an order looks its product up without a query, and another node's refresh is seen
 * soon.
 */
public final class CurrentCatalogues {

    private static final Duration TRUSTED = Duration.ofSeconds(5);

    private final Shelf shelf;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(Instant checkedAt, Optional<Catalogue> catalogue) {
    }

    public CurrentCatalogues(Shelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    public Optional<Catalogue> find(String service, String scope) {
        Instant now = clock.instant();
        return held.compute(service + "/" + scope, (key, old) -> {
            if (old != null && old.checkedAt().plus(TRUSTED).isAfter(now)) {
                return old;
            }
            if (old != null && shelf.takenAt(service, scope).equals(old.catalogue().map(Catalogue::takenAt))) {
                return new Held(now, old.catalogue());
            }
            return new Held(now, shelf.find(service, scope));
        }).catalogue();
    }

    /** When a scope's catalogue was taken: its age for health and metrics. */
    public Optional<Instant> takenAt(String service, String scope) {
        return find(service, scope).map(Catalogue::takenAt);
    }
}
