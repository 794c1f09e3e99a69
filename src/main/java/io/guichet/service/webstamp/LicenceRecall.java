package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.catalogue.LicenceMemory;
import io.guichet.purchase.Work;

/** What is known of an order's licence without asking (webstamp 3.6). */
public final class LicenceRecall {

    private final LicenceMemory memory;

    public LicenceRecall(LicenceMemory memory) {
        this.memory = memory;
    }

    public LicenceChoice recall(Work work, FoundProduct found) {
        LicenceQuestion question = LicenceQuestion.of(work, found);
        return LicenceChoice.of(found, question.given(),
                memory.recall(work.identity().account(), question.postProductNumber()));
    }
}
