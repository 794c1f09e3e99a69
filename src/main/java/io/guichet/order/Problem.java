package io.guichet.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that is wrong, in words that help.
 *
 * @param code    our own number, {@code GUI-1002}; each stands in docs/errors.md
 * @param field   JSON pointer into the order message, empty where the whole is meant
 * @param message names the thing, the value and what was expected
 * @param advice  the way out
 * @param service the service's own code, text and request id, where it was the service that spoke
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(String code, String field, String message, String advice, Optional<ServiceFault> service) {

    /** What the service said of it, word for word. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceFault(String code, String text, String requestId) {
    }

    /** The same, after the place where its value stands. */
    Problem at(String place) {
        return new Problem(code, field, place + ": " + message, advice, service);
    }

    public Problem with(ServiceFault fault) {
        return new Problem(code, field, message, advice, Optional.of(fault));
    }
}
