package io.guichet.catalogue;

import java.util.Optional;
import java.util.Set;

/**
 * What our catalogue knows of the product that an order names.
 *
 * @param product       empty where the catalogue does not know it
 * @param offered       it is in one of the account's assortments, or its assortments are not known
 * @param group         the account's customer group, where it is known
 * @param otherZones    zones of recipients that the product does not serve
 */
public record FoundProduct(Optional<Product> product, boolean offered, Optional<CustomerGroup> group,
        Set<Integer> otherZones) {

    /** The service itself has to say what becomes of it: we refuse nothing because of our own list. */
    public boolean doubtful() {
        return product.isEmpty() || !offered || !otherZones.isEmpty();
    }
}
