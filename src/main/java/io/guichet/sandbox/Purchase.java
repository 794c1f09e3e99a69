package io.guichet.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One booking as {@code GET /control/purchases} shows it, the same for every twin.
 *
 * @param account    who pays, as the service knows it
 * @param key        the purchase key without its attempt, null when the order carried none
 * @param attemptKey the purchase key with its attempt, null when the order carried none
 * @param reference  the sender's own reference, null when absent
 * @param orderId    the service's number of the booking
 * @param amount     decimal in major units
 * @param operation  the service's own name of the operation
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Purchase(String service, String account, String key, String attemptKey, String reference,
        String orderId, String amount, String currency, Instant time, String operation, List<Document> documents) {

    /** One document delivered with the booking; id is the service's own number of the part, null for the whole. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Document(String kind, String id, String sha256) {
    }
}
