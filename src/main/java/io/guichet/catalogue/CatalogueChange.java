package io.guichet.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is different between two looks at a catalogue (webstamp 3.1). */
public record CatalogueChange(List<Entry> entries) {

    /** How a product changed. */
    public enum Kind {
        NEW, GONE, RENUMBERED, REPRICED, BARCODE
    }

    /**
     * One product's change.
     *
     * @param before the product as it was; empty for a new one
     * @param after  the product as it is; empty for one that has gone
     */
    public record Entry(Kind kind, Optional<Product> before, Optional<Product> after) {

        public Product product() {
            return after.or(() -> before).orElseThrow();
        }

        /** The price difference per piece, where it has one. */
        public BigDecimal priceDifference() {
            return after.flatMap(now -> before.map(then -> now.price().subtract(then.price()))).orElse(BigDecimal.ZERO);
        }
    }

    /**
     * A carrier's number names one product of an assortment, so that a new number of the service is seen as what it
     * is.
     */
    private record Place(int assortment, long postProductNumber) {
    }

    public static final CatalogueChange NONE = new CatalogueChange(List.of());

    public CatalogueChange {
        entries = List.copyOf(entries);
    }

    public static CatalogueChange between(Catalogue before, Catalogue after) {
        Map<Place, Product> then = places(before);
        Map<Place, Product> now = places(after);
        List<Entry> entries = new ArrayList<>();
        then.forEach((place, old) -> {
            if (!now.containsKey(place)) {
                entries.add(new Entry(Kind.GONE, Optional.of(old), Optional.empty()));
            }
        });
        now.forEach((place, product) -> {
            Optional<Product> old = Optional.ofNullable(then.get(place));
            if (old.isEmpty()) {
                entries.add(new Entry(Kind.NEW, old, Optional.of(product)));
                return;
            }
            if (old.get().number() != product.number()) {
                entries.add(new Entry(Kind.RENUMBERED, old, Optional.of(product)));
            }
            if (old.get().price().compareTo(product.price()) != 0) {
                entries.add(new Entry(Kind.REPRICED, old, Optional.of(product)));
            }
            if (old.get().barcode() != product.barcode()) {
                entries.add(new Entry(Kind.BARCODE, old, Optional.of(product)));
            }
        });
        return new CatalogueChange(entries);
    }

    /** Both changes as one, each product's change told once. */
    public CatalogueChange and(CatalogueChange other) {
        List<Entry> all = new ArrayList<>(entries);
        other.entries().stream().filter(entry -> !all.contains(entry)).forEach(all::add);
        return new CatalogueChange(all);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The carrier's numbers that changed; new products are nobody's loss and left out. */
    public Set<String> postProductNumbers() {
        Set<String> numbers = new TreeSet<>();
        touched().forEach(entry -> numbers.add(Long.toString(entry.product().postProductNumber())));
        return numbers;
    }

    /** The service's own numbers that changed, old and new ones. */
    public Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        touched().forEach(entry -> {
            entry.before().ifPresent(product -> numbers.add(Integer.toString(product.number())));
            entry.after().ifPresent(product -> numbers.add(Integer.toString(product.number())));
        });
        return numbers;
    }

    private List<Entry> touched() {
        return entries.stream().filter(entry -> entry.kind() != Kind.NEW).toList();
    }

    private static Map<Place, Product> places(Catalogue catalogue) {
        Map<Place, Product> places = new LinkedHashMap<>();
        catalogue.products().forEach(p -> places.putIfAbsent(new Place(p.assortment(), p.postProductNumber()), p));
        return places;
    }
}
