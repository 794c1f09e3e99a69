package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.OrderRequest;
import java.util.Optional;

/** Builds the free question what an order would cost (webstamp 2.13). */
public final class PreviewRequests {

    public OrderRequest build(Work work, Account account) {
        return OrderMapper.map(work.request(), account, Optional.empty());
    }
}
