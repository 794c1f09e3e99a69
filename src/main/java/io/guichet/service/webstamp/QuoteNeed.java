package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.purchase.Account;
import io.guichet.purchase.Guard;
import io.guichet.purchase.Work;

/**
 * Whether the service is asked before it buys: for a limit, for a letter whose windows it looks through, or because we are
 * in doubt and it is not (webstamp 2.13, 3.2, 3.3).
 */
public final class QuoteNeed {

    private final Guard guard;

    public QuoteNeed(Guard guard) {
        this.guard = guard;
    }

    public boolean asks(Work work, Account account, FoundProduct product, LicenceChoice licence) {
        return work.operation().equals(WebstampService.STAMPS)
                && (guard.needsQuote(work, account) || product.doubtful() || licence.doubtful()
                        || work.request().hasNonNull("letter") || beyondPrivate(work.request(), product));
    }

    /** What our catalogue takes for a private customer may have become a business by now: the service knows. */
    private static boolean beyondPrivate(JsonNode request, FoundProduct product) {
        return product.group().filter(CustomerGroup.PRIVATE::equals).isPresent()
                && (request.hasNonNull("cashOnDelivery") || request.path("payment").asText().equals("invoice"));
    }
}
