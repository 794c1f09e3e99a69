package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Texts;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsAddress;
import io.guichet.service.webstamp.wire.WswsBilling;
import io.guichet.service.webstamp.wire.WswsDeliveryReceipt;
import io.guichet.service.webstamp.wire.WswsJournal;
import io.guichet.service.webstamp.wire.WswsJournals;
import io.guichet.service.webstamp.wire.WswsOrderItem;
import io.guichet.service.webstamp.wire.WswsProduct;
import io.guichet.service.webstamp.wire.WswsReceipt;
import io.guichet.service.webstamp.wire.WswsReceiptInfo;
import io.guichet.service.webstamp.wire.WswsStamp;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What the service tells of purchases and of the account that pays (webstamp 2.17 to 2.20). What every answer has to say
 * and one does not is asked for again.
 */
public final class InfoAnswers {

    private final Texts texts;
    private final ServiceMessages messages;

    public InfoAnswers(Texts texts, ServiceMessages messages) {
        this.texts = texts;
        this.messages = messages;
    }

    public Outcome receipt(Work work, WswsReceipt answer) {
        if (answer == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        boolean data = InfoRequests.isData(work.request());
        result.put("output", data ? "data" : "pdf");
        Optional.ofNullable(answer.getOrderId())
                .ifPresent(number -> result.put("carrierOrderId", Long.toString(number)));
        if (!data) {
            Document receipt = pdf(answer.getReceipt(), "receipt");
            result.put("document", work.name() + "." + receipt.suffix());
            return done(result, List.of(receipt), List.of());
        }
        if (answer.getReceiptInfo() == null) {
            throw new UnreadableAnswer(new Lack("receipt_info"));
        }
        ArrayNode orders = result.putArray("orders");
        answer.getReceiptInfo().getItem().forEach(info -> order(info, orders.addObject()));
        return done(result, List.of(), List.of());
    }

    public Outcome deliveryNote(Work work, WswsDeliveryReceipt answer, Earlier earlier) {
        if (answer == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        return ArchivedAnswers.note(work, earlier.carrierId(), pdf(answer.getDeliveryReceipt(), "delivery-note"),
                ArchivedAnswers.SERVICE, texts.of(work.identity()));
    }

    public Outcome journal(Work work, WswsJournals answer) {
        if (answer == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        if (answer.getJournals() == null) {
            throw new UnreadableAnswer(new Lack("journals"));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode orders = result.putArray("orders");
        answer.getJournals().getItem().forEach(entry -> order(entry, orders.addObject()));
        return done(result, List.of(), messages.read(answer.getMessages(), texts.of(work.identity())));
    }

    public Outcome billing(WswsBilling answer) {
        if (answer == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        if (answer.getBalance() == null) {
            throw new UnreadableAnswer(new Lack("balance"));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("type", answer.getType())
                .put("balance", Money.text(answer.getBalance())).put("currency", Money.CURRENCY)
                .put("chargeable", answer.isChargeable()).put("amountPossible", answer.isAmountPossible());
        return done(result, List.of(), List.of());
    }

    private static Outcome done(ObjectNode result, List<Document> documents, List<Notice> notices) {
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), documents, notices);
    }

    /** Really a PDF: what is none is no receipt, whatever the service calls it. */
    private static Document pdf(byte[] data, String kind) {
        return StampFile.PDF.read(data, "")
                .map(content -> new Document(kind + ".pdf", kind, StampFile.PDF.mediaType(), content))
                .orElseThrow(() -> new UnreadableAnswer(new Lack("PDF")));
    }

    private static void order(WswsReceiptInfo info, ObjectNode to) {
        if (info == null || info.getJournal() == null) {
            throw new UnreadableAnswer(new Lack("journal"));
        }
        order(info.getJournal(), to);
        if (info.getAddress() != null) {
            address(info.getAddress(), to.putObject("billingAddress"));
        }
        if (info.getProduct() != null) {
            product(info.getProduct(), to.putObject("product"));
        }
        if (info.getOrderItems() != null) {
            ArrayNode stamps = to.putArray("stamps");
            info.getOrderItems().getItem().forEach(item -> stamp(item, stamps.addObject()));
        }
    }

    private static void order(WswsJournal entry, ObjectNode to) {
        if (entry == null || entry.getOrderId() == 0) {
            throw new UnreadableAnswer(new Lack("order_id"));
        }
        to.put("carrierOrderId", Long.toString(entry.getOrderId())).put("orderedAt", time(entry.getDate()))
                .put("quantity", entry.getQuantity()).put("itemPrice", money(entry.getPrice()))
                .put("price", money(entry.getTotalPrice())).put("currency", Money.CURRENCY)
                .put("comment", OrderResult.blankIsNull(entry.getOrderComment()))
                .put("validUntil", time(entry.getValidUntil()));
        if (entry.getStamps() != null) {
            ArrayNode stamps = to.putArray("stamps");
            entry.getStamps().getItem().forEach(stamp -> stamp(stamp, stamps.addObject()));
        }
    }

    private static void stamp(WswsStamp stamp, ObjectNode to) {
        to.put("stampId", stamp.getStampId() == null ? null : Long.toString(stamp.getStampId()))
                .put("labelNumber", stamp.getLabelNumber() == null ? null : Long.toString(stamp.getLabelNumber()))
                .put("trackingNumber", OrderResult.blankIsNull(stamp.getTrackingNumber()));
    }

    private static void stamp(WswsOrderItem item, ObjectNode to) {
        to.put("stampId", Long.toString(item.getStampId()))
                .put("labelNumber", item.getLabelNumber() == null ? null : Long.toString(item.getLabelNumber()))
                .put("trackingNumber", OrderResult.blankIsNull(item.getTrackingNumber()));
    }

    private static void product(WswsProduct product, ObjectNode to) {
        to.put("number", product.getNumber()).put("postProductNumber", product.getPostProductNumber())
                .put("name", product.getName()).put("price", money(product.getPrice()));
    }

    private static void address(WswsAddress address, ObjectNode to) {
        text(to, "organization", address.getOrganization());
        text(to, "companyAddition", address.getCompanyAddition());
        text(to, "title", address.getTitle());
        text(to, "firstName", address.getFirstname());
        text(to, "lastName", address.getLastname());
        text(to, "addition", address.getAddition());
        text(to, "street", address.getStreet());
        text(to, "poBox", address.getPobox());
        text(to, "poBoxNumber", address.getPoboxNr());
        text(to, "zip", address.getZip());
        text(to, "city", address.getCity());
        text(to, "country", address.getCountry());
    }

    private static void text(ObjectNode to, String member, String text) {
        if (text != null && !text.isBlank()) {
            to.put(member, text);
        }
    }

    private static String money(BigDecimal amount) {
        return amount == null ? null : Money.text(amount);
    }

    private static String time(OffsetDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
