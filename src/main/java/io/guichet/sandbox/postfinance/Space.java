package io.guichet.sandbox.postfinance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One space of the twin (postfinance 5.1); docs/sandbox.md lists them.
 *
 * @param requestLimit calls in two minutes, 0 where there is none
 */
record Space(long id, String name, String currency, int requestLimit, Set<Trait> traits) {

    private static final List<Space> ALL = List.of(new Space(405, "Demo", "CHF", 0, Set.of()),
            new Space(406, "Deferred", "EUR", 0, Set.of(Trait.DEFERRED)),
            new Space(407, "By hand", "CHF", 0, Set.of(Trait.BY_HAND)),
            new Space(408, "No methods", "CHF", 0, Set.of(Trait.NO_METHODS)),
            new Space(409, "Slow", "CHF", 20, Set.of()));

    /** What is special about a space. */
    enum Trait {
        /** USE_CONFIGURATION means that captures are asked for. */
        DEFERRED,
        /** Deliveries and refunds wait for a person. */
        BY_HAND,
        /** No payment method is configured. */
        NO_METHODS
    }

    static Optional<Space> of(String id) {
        return ALL.stream().filter(space -> Long.toString(space.id).equals(id)).findFirst();
    }

    static List<Space> all() {
        return ALL;
    }

    static Set<Long> ids() {
        return ALL.stream().map(Space::id).collect(Collectors.toUnmodifiableSet());
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
