package io.guichet.order;

import java.util.Optional;

/** Where a value of an order stands in the sender's own file, in the sender's own words. */
@FunctionalInterface
public interface Origin {

    /** Of an order whose fields have the names that the order message gives them. */
    Origin UNKNOWN = (field, words) -> Optional.empty();

    /**
     * {@code march.csv, line 12, column PLZ} for the JSON pointer of a field, in the words of the order's
     * account; empty where there is nothing to add.
     */
    Optional<String> of(String field, Texts words);
}
