package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that the service has processed. That says nothing of money: a refused payment is answered so too (scellius 2).
 *
 * @param answer     the payload
 * @param serverDate by the service's clock
 * @param ticket     by which its support finds the call
 */
public record Answered(JsonNode answer, Optional<Instant> serverDate, Optional<String> ticket) {

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "answer " + ticket.orElse("without ticket");
    }
}
