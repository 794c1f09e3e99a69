package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.OrderRequest;
import java.util.Optional;

/** Builds what is sent for an order, whole and before the intent: afterwards nothing may fail but the call. */
public final class OrderRequests {

    /** The argument of {@code new_order}, and for the operation {@code preview} that of {@code new_order_preview}. */
    public OrderRequest build(Work work, Account account) {
        boolean buys = work.operation().equals(WebstampService.STAMPS);
        return OrderMapper.map(work.request(), account, buys ? Optional.of(work.key()) : Optional.empty());
    }
}
