package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A form that waits for its buyer (scellius 3.2, 6.4).
 *
 * @param token   its newest text
 * @param request what was asked for, with what was changed since
 * @param paid    a payment was accepted on it
 */
record FormToken(String token, String shop, Instant created, ObjectNode request, boolean paid) {

    FormToken with(String newToken, ObjectNode newRequest) {
        return new FormToken(newToken, shop, created, newRequest, paid);
    }

    FormToken asPaid() {
        return new FormToken(token, shop, created, request, true);
    }
}
