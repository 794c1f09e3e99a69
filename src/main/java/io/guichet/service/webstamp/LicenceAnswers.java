package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.Licence;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.catalogue.LicenceMemory;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.LicenseItems;
import java.util.List;
import java.util.Optional;

/** What the customer's licences mean for an order; they are remembered for a short while (webstamp 3.6). */
public final class LicenceAnswers {

    private final LicenceMemory memory;

    public LicenceAnswers(LicenceMemory memory) {
        this.memory = memory;
    }

    public LicenceChoice read(Work work, FoundProduct found, LicenseItems answer) {
        List<Licence> licences = answer.getItem().stream()
                .filter(licence -> licence.getNumber() != null && !licence.getNumber().isBlank())
                .map(licence -> new Licence(licence.getNumber().strip(), String.valueOf(licence.getComment()),
                        positive(licence.getSubsystem()), positive(licence.getSegment())))
                .toList();
        LicenceQuestion question = LicenceQuestion.of(work, found);
        memory.keep(work.identity().account(), question.postProductNumber(), licences);
        return LicenceChoice.of(found, question.given(), Optional.of(licences));
    }

    /** An empty element reads as 0 (webstamp 6). */
    static Optional<Integer> positive(Integer number) {
        return Optional.ofNullable(number).filter(n -> n > 0);
    }
}
