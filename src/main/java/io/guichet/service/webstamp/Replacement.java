package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.Product;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.util.Optional;

/** Compares the product that was used with the one that was asked for (webstamp 3.2). */
final class Replacement {

    private final Texts texts;

    Replacement(Texts texts) {
        this.texts = texts;
    }

    static boolean happened(RequestedProduct requested, WswsOrder answer) {
        return requested
                .number() != (requested.postNumber() ? answer.getPostProductNumber() : answer.getProductNumber());
    }

    /** Our catalogue does not know what the service used: a replacement, or a new number behind the same product. */
    static boolean catalogueIsStale(RequestedProduct requested, FoundProduct found, WswsOrder answer) {
        return happened(requested, answer)
                || found.product().map(product -> product.number() != answer.getProductNumber()).orElse(true);
    }

    /** @param found what our catalogue knows of it; empty where it was not looked up */
    Optional<Notice> notice(Work work, Optional<FoundProduct> found, WswsOrder answer) {
        RequestedProduct requested = RequestedProduct.of(work.request());
        if (!happened(requested, answer)) {
            return Optional.empty();
        }
        Texts words = texts.of(work.identity());
        long used = requested.postNumber() ? answer.getPostProductNumber() : answer.getProductNumber();
        String text =
                found.flatMap(FoundProduct::product).map(Product::price).filter(old -> answer.getItemPrice() != null)
                        .map(old -> words.text(WebstampService.NAME, "replaced.priced", requested.number(), used,
                                Money.text(old),
                                Money.text(answer.getItemPrice()), Money.text(answer.getItemPrice().subtract(old))))
                        .orElseGet(() -> words.text(WebstampService.NAME, "replaced", requested.number(), used,
                                answer.getItemPrice() == null ? "?" : Money.text(answer.getItemPrice())));
        String once = "replacement/" + requested.number() + "/" + used + "/" + answer.getItemPrice();
        return Optional.of(new Notice("replacement", text, Optional.empty(), Optional.empty(), Optional.of(once)));
    }
}
