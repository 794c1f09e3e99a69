package io.guichet.catalogue;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks a product up in the last catalogues; where they do not know it, fresh ones are wanted (webstamp 3.1, 3.2). */
public final class ProductLookup {

    private final CurrentCatalogues catalogues;
    private final FreshCatalogues fresh;

    public ProductLookup(CurrentCatalogues catalogues, FreshCatalogues fresh) {
        this.catalogues = catalogues;
        this.fresh = fresh;
    }

    /**
     * @param postNumber which numbering {@code number} is of: the carrier's, or the service's own
     * @param countries  the recipients' countries
     */
    public FoundProduct find(String service, String account, long number, boolean postNumber,
            Collection<String> countries) {
        Optional<Catalogue> own = catalogues.find(service, account);
        Optional<Catalogue> all = catalogues.find(service, Catalogue.EVERYBODY);
        Set<Integer> assortments = own.map(Catalogue::assortmentNumbers).orElse(Set.of());
        Optional<Product> offered = own.flatMap(c -> find(c, number, postNumber, assortments));
        Optional<Product> product = offered.or(() -> all.flatMap(c -> find(c, number, postNumber, assortments)));
        if (product.isEmpty()) {
            fresh.want(service);
        }
        Set<Integer> otherZones = new TreeSet<>();
        product.ifPresent(p -> countries.forEach(
                country -> all.flatMap(c -> c.zoneOf(country)).filter(zone -> zone != p.zone())
                        .ifPresent(otherZones::add)));
        return new FoundProduct(product, own.isEmpty() || offered.isPresent(), own.flatMap(Catalogue::group),
                otherZones);
    }

    private static Optional<Product> find(Catalogue catalogue, long number, boolean postNumber,
            Set<Integer> assortments) {
        return postNumber
                ? catalogue.byPostNumber(number, assortments)
                : catalogue.byNumber(Math.toIntExact(number), assortments);
    }
}
