package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to be counted after a restart, from four witnesses that do not know each other: the twin, the ledger, the
 * folders and the queues.
 *
 * @param sent     the order ids that were handed to the doors, each once
 * @param book     what the twin says it sold
 * @param requests how many requests to buy have reached the twin; empty where it was killed and forgot
 * @param queues   what lies on each queue
 * @param secrets  words that belong nowhere, and those that belong into the orders and documents alone
 * @param words    everything that the process has said
 */
record Evidence(Set<String> sent, List<Booking> book, Optional<Long> requests, Ledger ledger, Path home,
        Map<String, List<JsonNode>> queues, Secrets secrets, List<String> words) {

    /** One booking; the reference is the sender's order id. */
    record Booking(String reference, String attemptKey, List<String> documents) {
    }

    /**
     * Rows of the ledger, as SQL of the tests reads them.
     *
     * @param answered   orders with a final answer that goes out
     * @param handedOver orders of which a person was told, by an interim answer that goes out
     * @param texts      everything that is said to anybody
     */
    record Ledger(List<OrderRow> orders, List<AuditRow> audit, List<AttemptRow> attempts, List<Long> answered,
            List<Long> handedOver, List<String> texts) {
    }

    record OrderRow(long id, String orderId, String operation, String name, String state, int version, boolean due,
            boolean leased) {

        boolean isFinal() {
            return Set.of("COMPLETED", "REJECTED", "REFUSED", "FAILED", "CANCELLED").contains(state);
        }
    }

    record AuditRow(long order, int version, Optional<String> from, String to) {
    }

    record AttemptRow(long order, String key, Optional<String> ended) {
    }

    /**
     * Planted words.
     *
     * @param nowhere  credentials: in no file, no table, no line
     * @param ordersOf what senders wrote into addresses: only in orders and documents
     */
    record Secrets(List<String> nowhere, List<String> ordersOf) {
    }
}
