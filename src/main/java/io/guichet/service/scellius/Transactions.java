package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads V4 transactions (scellius 3.5, 6). */
final class Transactions {

    static final String CREDIT = "CREDIT";
    static final String CANCELLED = "CANCELLED";

    /** Nothing follows by itself (scellius 6.2). REFUSED is not among them: the buyer may try again. */
    private static final Set<String> FINAL = Set.of("ACCEPTED", "CAPTURED", "PRE_AUTHORISED", CANCELLED, "EXPIRED",
            "CAPTURE_FAILED", "ERROR", "ABANDONED", "NOT_CREATED");

    private Transactions() {
    }

    static String uuid(JsonNode transaction) {
        return transaction.path("uuid").asText();
    }

    static String detailedStatus(JsonNode transaction) {
        return transaction.path("detailedStatus").asText();
    }

    static boolean isUnpaid(JsonNode transaction) {
        return Set.of("UNPAID", "ABANDONED").contains(transaction.path("status").asText());
    }

    static boolean isCredit(JsonNode transaction) {
        return CREDIT.equals(transaction.path("operationType").asText());
    }

    static boolean isFinal(JsonNode transaction) {
        return FINAL.contains(detailedStatus(transaction));
    }

    static Optional<String> parent(JsonNode transaction) {
        return Envelopes.text(transaction.path("transactionDetails").path("parentTransactionUuid"));
    }

    /** The one that says how the payment stands: of its attempts the newest that pays or may, else the newest. */
    static Optional<JsonNode> decisive(JsonNode transactions) {
        List<JsonNode> attempts = new ArrayList<>();
        transactions.forEach(attempts::add);
        return attempts.stream().filter(one -> !isCredit(one))
                .max(Comparator.<JsonNode, Boolean>comparing(one -> !isUnpaid(one))
                        .thenComparing(one -> Envelopes.time(one.path("creationDate"))
                                .orElse(Instant.EPOCH)));
    }
}
