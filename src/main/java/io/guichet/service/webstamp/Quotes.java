package io.guichet.service.webstamp;

import io.guichet.call.UnreadableAnswer;
import io.guichet.catalogue.FoundProduct;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Quote;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a preview says about the purchase to come (webstamp 2.13, 3.2). */
public final class Quotes {

    private final Texts texts;
    private final ServiceMessages messages;
    private final Replacement replacement;

    public Quotes(Texts texts, ServiceMessages messages) {
        this.texts = texts;
        this.messages = messages;
        this.replacement = new Replacement(texts);
    }

    /** @throws RuntimeException where the answer lacks the price or the product: nothing was bought */
    public Quote read(Work work, WswsOrder answer, FoundProduct found) {
        return read(work, answer, Optional.of(found));
    }

    /** Of an order that was made before: its product is not looked up again. */
    public Quote read(Work work, WswsOrder answer) {
        return read(work, answer, Optional.empty());
    }

    private Quote read(Work work, WswsOrder answer, Optional<FoundProduct> found) {
        OrderAnswers.unreadable(answer).ifPresent(lack -> {
            throw new UnreadableAnswer(lack);
        });
        UnfitLetter.in(answer).ifPresent(unfit -> {
            throw unfit;
        });
        Set<String> products = new LinkedHashSet<>();
        products.add(Long.toString(answer.getPostProductNumber()));
        products.add(Integer.toString(answer.getProductNumber()));
        List<Notice> notices = new ArrayList<>(messages.read(answer.getMessages(), texts.of(work.identity())));
        replacement.notice(work, found, answer).ifPresent(notices::add);
        return new Quote(Money.rounded(answer.getPrice()), Money.CURRENCY, products, notices);
    }
}
