package io.guichet.service.sips;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;

/** The payment that the self-test sends to a socket of our own: of the right shape, and nobody's. */
public final class Rehearsal {

    public WebCall request(Work work, Account account) {
        SipsShop shop = SipsShop.of(account);
        return SipsRequests.sealed(WebCall.INIT, JsonNodeFactory.instance.objectNode().put("amount", "1")
                .put("currencyCode", "978").put("interfaceVersion", shop.version("paypage"))
                .put("transactionReference", SipsRequests.reference(work.key(), shop)), shop);
    }
}
