package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.OrderRequest;
import java.util.Map;
import java.util.Optional;

/** The purchase that the self-test sends to a socket of our own: of the right shape, and with nobody's credentials. */
public final class Rehearsal {

    private static final String NOBODY = "selftest";

    public OrderRequest request(Work work) {
        Account account = new Account(WebstampService.NAME, NOBODY,
                Map.of("user-id", NOBODY, "password", NOBODY, "application-id", NOBODY));
        return OrderMapper.map(JsonNodeFactory.instance.objectNode().put("product", 1).put("quantity", 1), account,
                Optional.of(work.key()));
    }
}
