package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Work;

/** The payment that the self-test sends to a socket of our own: of the right shape, and nobody's. */
public final class Rehearsal {

    public WebCall request(Work work) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("currency", "CHF").put("merchantReference",
                TransactionMapper.reference("selftest", work.key()));
        body.putArray("lineItems").addObject().put("uniqueId", "1").put("name", "selftest").put("type", "PRODUCT")
                .put("quantity", 1).put("amountIncludingTax", 1);
        return WebCall.post("/payment/transactions", body);
    }
}
