package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.FreshCatalogues;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wants a fresh catalogue where the service used another product than ours says it would (webstamp 3.2). */
public final class StaleCatalogue {

    private static final Logger LOG = LoggerFactory.getLogger(StaleCatalogue.class);

    private final FreshCatalogues fresh;

    public StaleCatalogue(FreshCatalogues fresh) {
        this.fresh = fresh;
    }

    public void compare(Work work, WswsOrder answer, FoundProduct found) {
        try {
            if (answer != null && Replacement.catalogueIsStale(RequestedProduct.of(work.request()), found, answer)) {
                fresh.want(WebstampService.NAME);
            }
        } catch (RuntimeException failed) {
            // The answer is in hand: nothing may keep it from being written down.
            LOG.warn("{}: a fresh catalogue could not be asked for: {}", work, failed.toString());
        }
    }
}
