package io.guichet.purchase;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One set of credentials of one client at one service, with what it may spend. Settings are those below
 * {@code guichet.account.SERVICE.NAME.}; they may hold secrets, so this never prints them.
 */
public record Account(String service, String name, Map<String, String> settings) {

    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String required(String key) {
        return setting(key).orElseThrow(() -> new IllegalStateException(nameOf(key) + ": missing"));
    }

    /** What the setting is called in the files and in what people are told. */
    public String nameOf(String key) {
        return "guichet.account." + service + "." + name + "." + key;
    }

    /** The most that one order may cost. */
    public Optional<BigDecimal> maxPrice() {
        return setting("max-price").map(BigDecimal::new);
    }

    /** The products that may be bought; empty means all. */
    public Set<String> allowedProducts() {
        Set<String> products = new TreeSet<>();
        setting("allowed-products").ifPresent(list -> {
            for (String product : list.split(",")) {
                if (!product.isBlank()) {
                    products.add(product.strip());
                }
            }
        });
        return products;
    }

    public boolean dryRun() {
        return setting("dry-run").map(Boolean::parseBoolean).orElse(false);
    }

    @Override
    public String toString() {
        return service + "/" + name;
    }
}
