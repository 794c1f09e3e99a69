package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Work;

/** The refund that the self-test sends to a socket of our own: of the right shape, and nobody's. */
public final class Rehearsal {

    public WebCall request(Work work) {
        return new WebCall("Transaction/CancelOrRefund", JsonNodeFactory.instance.objectNode()
                .put("uuid", "0".repeat(32)).put("resolutionMode", "REFUND_ONLY")
                .put("comment", work.key().toString()));
    }
}
