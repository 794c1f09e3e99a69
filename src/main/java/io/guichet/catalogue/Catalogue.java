package io.guichet.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a service offered at one moment, to everybody or to one account (webstamp 3.4).
 *
 * @param scope   the account that asked, or {@link #EVERYBODY}
 * @param takenAt when it was asked
 */
public record Catalogue(
        String service,
        String scope,
        Instant takenAt,
        List<Product> products,
        List<Assortment> assortments,
        List<Category> categories,
        List<Zone> zones,
        List<Country> countries) {

    /** The scope of what is asked without a login: all products. No account bears this name. */
    public static final String EVERYBODY = "*";

    public Catalogue {
        products = List.copyOf(products);
        assortments = List.copyOf(assortments);
        categories = List.copyOf(categories);
        zones = List.copyOf(zones);
        countries = List.copyOf(countries);
    }

    /** The product behind a carrier's number, first among these assortments. */
    public Optional<Product> byPostNumber(long postProductNumber, Set<Integer> assortmentsFirst) {
        return first(products.stream().filter(p -> p.postProductNumber() == postProductNumber).toList(),
                assortmentsFirst);
    }

    /** The product with the service's own number, first among these assortments. */
    public Optional<Product> byNumber(int number, Set<Integer> assortmentsFirst) {
        return first(products.stream().filter(p -> p.number() == number).toList(), assortmentsFirst);
    }

    /** The zone of a country given by its code, or by its name as some callers only know that (webstamp 2.8). */
    public Optional<Integer> zoneOf(String country) {
        String wanted = country.strip().toLowerCase(Locale.ROOT);
        return countries.stream()
                .filter(c -> c.alias().toLowerCase(Locale.ROOT).equals(wanted)
                        || c.name().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Country::zone).findFirst();
    }

    /** The one group that all assortments belong to; empty where there are none or the service does not say. */
    @JsonIgnore
    public Optional<CustomerGroup> group() {
        Set<CustomerGroup> groups = assortments.stream().flatMap(a -> a.group().stream()).collect(Collectors.toSet());
        return groups.size() == 1 ? Optional.of(groups.iterator().next()) : Optional.empty();
    }

    public Set<Integer> assortmentNumbers() {
        return assortments.stream().map(Assortment::number).collect(Collectors.toSet());
    }

    private static Optional<Product> first(List<Product> found, Set<Integer> assortmentsFirst) {
        return found.stream().filter(p -> assortmentsFirst.contains(p.assortment())).findFirst()
                .or(() -> found.stream().findFirst());
    }
}
