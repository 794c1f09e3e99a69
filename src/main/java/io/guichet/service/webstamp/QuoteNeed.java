package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.purchase.Account;
import io.guichet.purchase.Guard;
import io.guichet.purchase.Work;

/**
 * Whether the service is asked before it buys: for a limit, or because we are in doubt and it is not (webstamp 3.2).
 */
public final class QuoteNeed {

    private final Guard guard;

    public QuoteNeed(Guard guard) {
        this.guard = guard;
    }

    public boolean asks(Work work, Account account, FoundProduct product, LicenceChoice licence) {
        return work.operation().equals(WebstampService.STAMPS)
                && (guard.needsQuote(work, account) || product.doubtful() || licence.doubtful());
    }
}
