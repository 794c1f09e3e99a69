package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A payment from its initialisation on (sips 3.1, 5.4).
 *
 * @param token        the redirectionData
 * @param request      what was asked for, by the names of the JSON connector
 * @param byPost       it came by Paypage POST
 * @param responseCode null until the buyer or the end of the session has decided
 * @param status       of the transaction; null where there is none
 * @param amount       what is left of it, in minor units
 * @param refunded     what was given back
 */
record Payment(String token, String merchantId, String reference, ObjectNode request, boolean byPost, Instant created,
        String responseCode, String status, long amount, long refunded, String brand) {

    Payment concluded(String code, String nextStatus, String paidWith) {
        return new Payment(token, merchantId, reference, request, byPost, created, code, nextStatus, amount, refunded,
                paidWith);
    }

    Payment in(String nextStatus, long nextAmount) {
        return new Payment(token, merchantId, reference, request, byPost, created, responseCode, nextStatus, nextAmount,
                refunded, brand);
    }

    Payment refunding(String nextStatus, long back) {
        return new Payment(token, merchantId, reference, request, byPost, created, responseCode, nextStatus,
                amount - back, refunded + back, brand);
    }

    String asked(String member) {
        return request.path(member).asText("");
    }

    boolean isOpen() {
        return responseCode == null;
    }
}
