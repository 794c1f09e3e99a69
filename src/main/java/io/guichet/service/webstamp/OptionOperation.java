package io.guichet.service.webstamp;

import io.guichet.purchase.Work;

/** The service's operation behind a request for a list; a closed table, so that no message chooses a destination. */
public final class OptionOperation {

    public String of(Work work) {
        return CatalogueList.of(work.request()).operation();
    }
}
