package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the validation of an order has to know of the installation: services, operations, accounts. */
public interface OrderRules {

    Set<String> services();

    /** The operations of a known service. */
    Set<String> operations(String service);

    /** The account that is meant when an order names none. */
    Optional<String> defaultAccount(String service);

    /** The accounts of a known service, for messages that list them; empty where they are not to be told. */
    default Set<String> accounts(String service) {
        return Set.of();
    }

    boolean accountExists(String service, String account);

    /** True where the service tells a price before it buys, so that {@code limits.maxPrice} can be kept. */
    boolean tellsPrice(String service, String operation);

    /**
     * What the schema cannot say: the service's own rules over the whole request. Fields are pointers from /request. All
     * that is wrong is told at once, so the request need not have its schema's shape.
     *
     * @param words in the language of the order's account
     */
    List<Problem> check(String service, String operation, JsonNode request, Texts words);
}
