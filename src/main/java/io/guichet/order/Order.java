package io.guichet.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message that asks one service for one operation, checked whole.
 *
 * @param request       the operation's own members, as its JSON Schema describes them and its service can print them
 * @param contentHash   SHA-256 (lower-case hex) of the canonical request as it was sent: the same content has the same
 *                      hash, however it is read
 * @param maxPrice      the most that this order may cost, in major units of the service's currency
 * @param notBefore     not sent before this instant
 * @param notAfter      not sent after this instant
 * @param dryRun        goes up to the intent and buys nothing
 * @param onBehalfOf    the third party that the purchase is billed to
 * @param correlationId the sender's own key, returned in every answer
 * @param cleaned       which of its texts were cleaned when it was read
 */
public record Order(
        OrderIdentity identity,
        ObjectNode request,
        String contentHash,
        Optional<BigDecimal> maxPrice,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        boolean dryRun,
        Optional<String> onBehalfOf,
        Optional<String> correlationId,
        List<Cleaned> cleaned) {

    /** One that is taken as it was sent. */
    public Order(OrderIdentity identity, ObjectNode request, String contentHash, Optional<BigDecimal> maxPrice,
            Optional<Instant> notBefore, Optional<Instant> notAfter, boolean dryRun, Optional<String> onBehalfOf,
            Optional<String> correlationId) {
        this(identity, request, contentHash, maxPrice, notBefore, notAfter, dryRun, onBehalfOf, correlationId,
                List.of());
    }
}
