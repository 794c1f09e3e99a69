package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.ConsignmentState;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsStamp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an answer to an order means (webstamp 2.14). Reading is tolerant, so what must be there is looked for here: what
 * cannot be read is nothing, or zero.
 */
public final class OrderAnswers {

    private final Texts texts;
    private final ServiceMessages messages;
    private final Archive archive;
    private final EarlierOrders earlierOrders;
    private final Replacement replacement;

    public OrderAnswers(Texts texts, ServiceMessages messages, Archive archive, EarlierOrders earlierOrders) {
        this.texts = texts;
        this.messages = messages;
        this.archive = archive;
        this.earlierOrders = earlierOrders;
        this.replacement = new Replacement(texts);
    }

    /** The outcome of {@code new_order}, and of {@code new_order_preview} where that was ordered. */
    public Outcome read(Work work, WswsOrder answer, FoundProduct found, LicenceChoice licence) {
        return read(work, answer, Optional.of(found), Optional.of(licence));
    }

    /** The outcome of {@code previous_order}: a booking that was found, with its documents. */
    public Outcome fetched(Work work, WswsOrder answer) {
        return work.operation().equals(WebstampService.REORDER)
                ? copied(work, answer)
                : read(work, answer, Optional.empty(), Optional.empty());
    }

    /** The outcome of {@code copy_order_by_id}: judged by what was ordered then. */
    public Outcome copied(Work work, WswsOrder answer) {
        Outcome outcome =
                read(earlierOrders.asOrdered(work, answer), answer, Optional.empty(), Optional.empty());
        if (outcome instanceof Outcome.Done done) {
            earlierOrders.number(work).ifPresent(number -> done.result().put("earlierOrder", number));
        }
        return outcome;
    }

    /** The outcome of {@code previous_order} where a reprint was ordered: nothing in it is new. */
    public Outcome reprinted(Work work, WswsOrder answer, Earlier earlier) {
        Outcome outcome =
                read(earlierOrders.asOrdered(work, answer), answer, Optional.empty(), Optional.empty());
        if (!(outcome instanceof Outcome.Done done)) {
            return outcome;
        }
        Reprint.marked(done.result(), ArchivedAnswers.SERVICE);
        List<Notice> notices = new ArrayList<>(List.of(Reprint.notice(earlier.carrierId(), texts.of(work.identity()))));
        notices.addAll(done.notices());
        return new Outcome.Done(done.result(), Optional.empty(), Optional.empty(), done.documents(), notices);
    }

    private Outcome read(Work work, WswsOrder answer, Optional<FoundProduct> found, Optional<LicenceChoice> licence) {
        Texts words = texts.of(work.identity());
        boolean buys = WebstampService.buys(work.operation());
        boolean preview = work.operation().equals(WebstampService.PREVIEW);
        Optional<Lack> unreadable = unreadable(answer);
        if (buys && (answer == null || answer.getOrderId() == null || answer.getOrderId() == 0)) {
            return new Outcome.Unknown(unreadable.map(lack -> words.problem("GUI-3003", "", lack.said(words)))
                    .orElseGet(() -> words.problem("GUI-3005", "")));
        }
        if (!buys && unreadable.isPresent()) {
            throw new UnreadableAnswer(unreadable.get());
        }
        Optional<String> carrierId = Optional.ofNullable(answer.getOrderId()).map(Object::toString);
        Optional<BigDecimal> price = Optional.ofNullable(answer.getPrice()).map(Money::rounded);
        List<Notice> notices = new ArrayList<>(messages.read(answer.getMessages(), words));
        if (unreadable.isPresent()) {
            // Booked, but what it cost or what it is cannot be read: it is fetched again.
            return new Outcome.Bought(partial(carrierId), carrierId, price,
                    words.problem("GUI-3003", "", unreadable.get().said(words)), notices);
        }
        replacement.notice(work, found, answer).ifPresent(notices::add);
        StampDocuments documents = preview
                ? StampDocuments.previewed(work.request(), answer, words)
                : StampDocuments.bought(work.request(), answer, words);
        List<String> stamps = buys ? numbers(answer) : List.of();
        Map<String, String> before = archive.handedOut(work, stamps);
        before.forEach((stamp, orderId) -> notices.add(Notice.of("stamp",
                words.text(WebstampService.NAME, "stamp.again", stamp, orderId))));
        ObjectNode result = OrderResult.of(work, answer, licence, documents.documents(),
                found.flatMap(FoundProduct::group), before);
        if (!documents.missing().isEmpty()) {
            return new Outcome.Bought(result, carrierId, price,
                    words.problem("GUI-3006", "", String.join(", ", documents.missing())), notices);
        }
        deliveryNote(answer, documents, words).ifPresent(notices::add);
        letters(answer, words).ifPresent(notices::add);
        // What a preview names is no booking.
        return new Outcome.Done(result, buys ? carrierId : Optional.empty(), buys ? price : Optional.empty(),
                documents.documents(), notices,
                stamps.stream().filter(stamp -> !before.containsKey(stamp)).toList());
    }

    private static List<String> numbers(WswsOrder answer) {
        return StampDocuments.stamps(answer).stream().map(WswsStamp::getStampId).filter(Objects::nonNull)
                .map(String::valueOf).distinct().toList();
    }

    private static Optional<Notice> deliveryNote(WswsOrder answer, StampDocuments documents, Texts words) {
        boolean noted = documents.documents().stream().anyMatch(document -> document.kind().equals("delivery-note"));
        if (answer.getOrderId() == null || !noted && !StampDocuments.tracked(answer)) {
            return Optional.empty();
        }
        return Optional.of(Notice.of("delivery-note",
                words.text(WebstampService.NAME, noted ? "delivery-note" : "delivery-note.absent",
                        answer.getOrderId())));
    }

    /** Letters that the service has doubts about: for a preview also those that it would not post. */
    private static Optional<Notice> letters(WswsOrder answer, Texts words) {
        List<String> doubtful = UnfitLetter.of(answer).stream()
                .filter(letter -> letter.getState() != null && letter.getState() != ConsignmentState.VALID)
                .map(UnfitLetter::said).toList();
        return doubtful.isEmpty()
                ? Optional.empty()
                : Optional.of(Notice.of("letter",
                        words.text(WebstampService.NAME, "letter", String.join(", ", doubtful))));
    }

    private static ObjectNode partial(Optional<String> carrierId) {
        return JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId", carrierId.orElse(null));
    }

    /** The first thing that every answer to an order says and this one does not. */
    static Optional<Lack> unreadable(WswsOrder answer) {
        if (answer == null) {
            return Optional.of(Lack.ANSWER);
        }
        if (answer.getPrice() == null) {
            return Optional.of(new Lack("price"));
        }
        if (answer.getProductNumber() == 0) {
            return Optional.of(new Lack("product_number"));
        }
        if (answer.getPostProductNumber() == 0) {
            return Optional.of(new Lack("post_product_number"));
        }
        return Optional.empty();
    }
}
