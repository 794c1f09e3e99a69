package io.guichet.service.sips;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One request as it is sent, sealed.
 *
 * @param path below {@code /rs-services/v2/}
 */
public record WebCall(String path, ObjectNode body) {

    static final String INIT = "paymentInit";

    boolean isOffice() {
        return !path.equals(INIT);
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return path;
    }
}
