package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One request as it is sent.
 *
 * @param webService as in {@code Charge/CreatePayment}
 * @param ends       when the form token that it asks for is over: counted from before the call, so never too late
 */
public record WebCall(String webService, ObjectNode body, Optional<Instant> ends) {

    WebCall(String webService, ObjectNode body) {
        this(webService, body, Optional.empty());
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return webService;
    }
}
