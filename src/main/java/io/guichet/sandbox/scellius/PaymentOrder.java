package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A payment link (scellius 3.10). Of its states only RUNNING is documented; the others are the twin's own words. */
record PaymentOrder(String id, String shop, Instant created, Instant expires, ObjectNode request, String state) {

    static final String RUNNING = "RUNNING";

    PaymentOrder in(String otherState) {
        return new PaymentOrder(id, shop, created, expires, request, otherState);
    }

    PaymentOrder asking(ObjectNode otherRequest, Instant otherEnd) {
        return new PaymentOrder(id, shop, created, otherEnd, otherRequest, state);
    }
}
