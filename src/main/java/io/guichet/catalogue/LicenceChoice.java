package io.guichet.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the franking licence before an order goes out (webstamp 3.6). Only the order's own licence is ever
 * sent: where several fit and none is given, the service takes the customer's favourite, which we cannot see.
 *
 * @param shown the licence that will be used as far as we can tell
 */
public record LicenceChoice(Kind kind, Optional<String> shown) {

    /** How it stands. */
    public enum Kind {
        /** The product needs none, or the customer is a private one. */
        NOT_NEEDED,
        /** Given with the order, and the customer has it. */
        GIVEN,
        /** Given with the order, but not among the customer's licences for this product. */
        GIVEN_NOT_FOUND,
        /** The customer has exactly one that fits. */
        ONLY_ONE,
        /** Several fit: the service takes the favourite. */
        SERVICE_CHOOSES,
        /** None fits; the service will say so. */
        NONE,
        /** The licences could not be asked for. */
        NOT_KNOWN
    }

    /** An answer that was remembered is no ground for this: the licences are to be asked for again. */
    public boolean uncertain() {
        return kind == Kind.NOT_KNOWN || kind == Kind.GIVEN_NOT_FOUND || kind == Kind.NONE;
    }

    /** The service is to be asked before it buys. */
    public boolean doubtful() {
        return kind == Kind.GIVEN_NOT_FOUND;
    }

    /**
     * @param licences the customer's licences for this product, as the service listed them; empty where it was not
     *                 reached
     */
    public static LicenceChoice of(FoundProduct found, Optional<String> given, Optional<List<Licence>> licences) {
        if (given.isEmpty() && !needed(found)) {
            return new LicenceChoice(Kind.NOT_NEEDED, Optional.empty());
        }
        if (licences.isEmpty()) {
            return new LicenceChoice(Kind.NOT_KNOWN, given);
        }
        List<Licence> fitting = licences.get().stream().filter(l -> found.product().map(l::fits).orElse(true)).toList();
        if (given.isPresent()) {
            boolean has = fitting.stream().anyMatch(l -> l.number().equals(given.get()));
            return new LicenceChoice(has ? Kind.GIVEN : Kind.GIVEN_NOT_FOUND, given);
        }
        return switch (fitting.size()) {
            case 0 -> new LicenceChoice(Kind.NONE, Optional.empty());
            case 1 -> new LicenceChoice(Kind.ONLY_ONE, Optional.of(fitting.get(0).number()));
            default -> new LicenceChoice(Kind.SERVICE_CHOOSES, Optional.empty());
        };
    }

    /** False where it is certain that the customer's licences play no part. */
    public static boolean needed(FoundProduct found) {
        boolean isPrivate = found.group().equals(Optional.of(CustomerGroup.PRIVATE));
        return !isPrivate && found.product().map(Product::licensed).orElse(false);
    }
}
