package io.guichet.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the protocol has to know of a service. Each service declares one as a bean of its route file; nothing else in the
 * product lists services.
 */
public interface Service {

    /** The service's name as in the order message. */
    String name();

    List<Operation> operations();

    /** The zone in which the service's day begins and its listings are asked. */
    ZoneId zone();

    /**
     * The service's own rules over a request that its schema accepted; fields are pointers from /request.
     *
     * @param words in the language of the order's account
     */
    List<Problem> check(String operation, JsonNode request, Texts words);

    /**
     * The service's outcome table for what went wrong. What no row names is {@link Outcome.Unknown} where the request may have
     * left.
     *
     * @param sent the intent was committed, so that the request may have left
     */
    Outcome failed(Work work, boolean sent, Throwable error);

    /** Why this account cannot work as it is set, one sentence each; empty when it can. */
    List<String> faults(Account account);

    /**
     * How long after a call the service's listing may still lack its booking; empty where nobody can be asked what became of
     * a call of this operation. A service that can be asked has the routes direct:SERVICE-lookup and direct:SERVICE-fetch.
     */
    default Optional<Duration> settleTime(String operation) {
        return Optional.empty();
    }

    default Optional<Operation> operation(String operationName) {
        return operations().stream().filter(o -> o.name().equals(operationName)).findFirst();
    }
}
