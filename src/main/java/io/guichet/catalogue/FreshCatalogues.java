package io.guichet.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for fresh catalogues where an order shows that ours are behind, but not for each of ten thousand such orders.
 */
public final class FreshCatalogues {

    private final CurrentCatalogues catalogues;
    private final Shelf shelf;
    private final Duration minAge;
    private final Clock clock;

    public FreshCatalogues(CurrentCatalogues catalogues, Shelf shelf, Duration minAge, Clock clock) {
        this.catalogues = catalogues;
        this.shelf = shelf;
        this.minAge = minAge;
        this.clock = clock;
    }

    public void want(String service) {
        Optional<Instant> takenAt = catalogues.takenAt(service, Catalogue.EVERYBODY);
        if (takenAt.isEmpty() || takenAt.get().plus(minAge).isBefore(clock.instant())) {
            shelf.want(service, Duration.ZERO);
        }
    }
}
