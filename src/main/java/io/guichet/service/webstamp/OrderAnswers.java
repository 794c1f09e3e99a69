package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an answer to an order means (webstamp 2.14). Reading is tolerant, so what must be there is looked for here: what
 * cannot be read is nothing, or zero.
 */
public final class OrderAnswers {

    private final Texts texts;
    private final Replacement replacement;

    public OrderAnswers(Texts texts) {
        this.texts = texts;
        this.replacement = new Replacement(texts);
    }

    /** The outcome of {@code new_order}, and of {@code new_order_preview} where that was ordered. */
    public Outcome read(Work work, WswsOrder answer, FoundProduct found, LicenceChoice licence) {
        return read(work, answer, Optional.of(found), Optional.of(licence));
    }

    /** The outcome of {@code previous_order}: a booking that was found, with its documents. */
    public Outcome fetched(Work work, WswsOrder answer) {
        return read(work, answer, Optional.empty(), Optional.empty());
    }

    private Outcome read(Work work, WswsOrder answer, Optional<FoundProduct> found, Optional<LicenceChoice> licence) {
        boolean buys = work.operation().equals(WebstampService.STAMPS);
        Optional<String> unreadable = unreadable(answer);
        if (buys && (answer == null || answer.getOrderId() == null || answer.getOrderId() == 0)) {
            return new Outcome.Unknown(unreadable.map(what -> texts.problem("GUI-3003", "", what))
                    .orElseGet(() -> texts.problem("GUI-3005", "")));
        }
        if (!buys && unreadable.isPresent()) {
            throw new UnreadableAnswer(unreadable.get());
        }
        Optional<String> carrierId = Optional.ofNullable(answer.getOrderId()).map(Object::toString);
        Optional<BigDecimal> price = Optional.ofNullable(answer.getPrice()).map(Money::rounded);
        List<Notice> notices = new ArrayList<>(ServiceMessages.read(answer.getMessages()));
        if (unreadable.isPresent()) {
            // Booked, but what it cost or what it is cannot be read: it is fetched again.
            return new Outcome.Bought(partial(carrierId), carrierId, price,
                    texts.problem("GUI-3003", "", unreadable.get()), notices);
        }
        replacement.notice(RequestedProduct.of(work.request()), found, answer).ifPresent(notices::add);
        StampDocuments documents = buys
                ? StampDocuments.bought(work.request(), answer)
                : StampDocuments.previewed(work.request(), answer);
        ObjectNode result = OrderResult.of(work, answer, licence, documents.documents());
        if (!documents.missing().isEmpty()) {
            return new Outcome.Bought(result, carrierId, price,
                    texts.problem("GUI-3006", "", String.join(", ", documents.missing())), notices);
        }
        deliveryNote(answer, documents).ifPresent(notices::add);
        // What a preview names is no booking.
        return new Outcome.Done(result, buys ? carrierId : Optional.empty(), buys ? price : Optional.empty(),
                documents.documents(), notices);
    }

    private Optional<Notice> deliveryNote(WswsOrder answer, StampDocuments documents) {
        boolean noted = documents.documents().stream().anyMatch(document -> document.kind().equals("delivery-note"));
        boolean tracked = StampDocuments.stamps(answer).stream()
                .anyMatch(stamp -> stamp.getTrackingNumber() != null && !stamp.getTrackingNumber().isBlank());
        if (answer.getOrderId() == null || !noted && !tracked) {
            return Optional.empty();
        }
        return Optional.of(Notice.of("delivery-note",
                texts.text(WebstampService.NAME, noted ? "delivery-note" : "delivery-note.absent",
                        answer.getOrderId())));
    }

    private static ObjectNode partial(Optional<String> carrierId) {
        return JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId", carrierId.orElse(null));
    }

    /** The first thing that every answer to an order says and this one does not. */
    static Optional<String> unreadable(WswsOrder answer) {
        if (answer == null) {
            return Optional.of("no answer in the envelope");
        }
        if (answer.getPrice() == null) {
            return Optional.of("no price");
        }
        if (answer.getProductNumber() == 0) {
            return Optional.of("no product_number");
        }
        if (answer.getPostProductNumber() == 0) {
            return Optional.of("no post_product_number");
        }
        return Optional.empty();
    }
}
