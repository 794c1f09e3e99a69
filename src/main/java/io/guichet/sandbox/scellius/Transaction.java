package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One transaction (scellius 3.5, 6.2).
 *
 * @param amount    in minor units
 * @param operation DEBIT or CREDIT
 * @param parent    the one that a refund pays back; null otherwise
 * @param error     of the acquirer, null where there is none
 * @param request   what the form had asked for
 */
record Transaction(String uuid, String shop, String orderId, long amount, String currency, String operation,
        String parent, String detailedStatus, String error, Instant created, String paymentOrderId,
        ObjectNode request) {

    /** One of four words; what it means for money stands in the detailed one. */
    String status() {
        return switch (detailedStatus) {
            case "AUTHORISED", "CAPTURED", "ACCEPTED" -> "PAID";
            case "AUTHORISED_TO_VALIDATE", "WAITING_AUTHORISATION", "WAITING_AUTHORISATION_TO_VALIDATE" -> "RUNNING";
            default -> "UNPAID";
        };
    }

    boolean isCancellable() {
        return detailedStatus.equals("AUTHORISED") || status().equals("RUNNING");
    }

    Transaction in(String status) {
        return new Transaction(uuid, shop, orderId, amount, currency, operation, parent, status, error, created,
                paymentOrderId, request);
    }
}
