package io.guichet.order;

import java.util.List;
import java.util.Optional;

/** What an order was read from: where its values stand in the sender's own file, and what of them cannot be read. */
@FunctionalInterface
public interface Origin {

    /** Of an order whose fields have the names that the order message gives them. */
    Origin UNKNOWN = (field, words) -> Optional.empty();

    /**
     * {@code march.csv, line 12, column PLZ} for the JSON pointer of a field, in the words of the order's
     * account; empty where there is nothing to add.
     */
    Optional<String> of(String field, Texts words);

    /** What could not be read, in the words of the order's account; as it was said at first where there are no others. */
    default List<Problem> problems(List<Problem> said, Texts words) {
        return said;
    }
}
