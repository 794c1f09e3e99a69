package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an operation acts on that carries no key of its own, such as the payment that a refund pays back: its name at the
 * service, and how it stood just before the call. The intent keeps both, so that what was done can be told from what was
 * there already; one such operation is open at a time.
 *
 * @param before no personal data
 */
public record Parent(String reference, ObjectNode before) {

    /** Stands in logs. */
    @Override
    public String toString() {
        return "parent " + reference;
    }
}
