package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.purchase.Document;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsPriceDetails;
import io.guichet.service.webstamp.wire.WswsStamp;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code result} member of the answer to an order (docs/messages.md). */
final class OrderResult {

    private OrderResult() {
    }

    /** @param before which stamps were handed out as new before, and by which order */
    static ObjectNode of(Work work, WswsOrder answer, Optional<LicenceChoice> licence, List<Document> documents,
            Map<String, String> before) {
        JsonNode request = work.request();
        RequestedProduct requested = RequestedProduct.of(request);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("carrierOrderId", answer.getOrderId() == null ? null : Long.toString(answer.getOrderId()));
        result.put("price", Money.text(answer.getPrice())).put("currency", Money.CURRENCY);
        if (answer.getItemPrice() != null) {
            result.put("itemPrice", Money.text(answer.getItemPrice()));
        }
        if (answer.getPriceDetails() != null && !answer.getPriceDetails().getItem().isEmpty()) {
            details(answer.getPriceDetails().getItem(), result.putArray("priceDetails"));
        }
        result.put("requestedProduct", requested.number());
        result.putObject("product").put("number", answer.getProductNumber())
                .put("postProductNumber", answer.getPostProductNumber())
                .put("replaced", Replacement.happened(requested, answer));
        result.put("licence", licence.flatMap(LicenceChoice::shown)
                .orElse(request.hasNonNull("licence") ? request.get("licence").asText() : null));
        if (answer.getReference() != null && !answer.getReference().isBlank()) {
            result.put("reference", answer.getReference());
        }
        if (answer.getPayment() != null && answer.getPayment().getType() != null) {
            result.put("paymentType", answer.getPayment().getType());
        }
        result.put("validDays", answer.getValidDays());
        result.put("validUntil",
                answer.getValidUntil() == null
                        ? null
                        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(answer.getValidUntil()));
        stamps(work, answer, documents, before, result.putArray("stamps"));
        boolean noted = documents.stream().anyMatch(document -> document.kind().equals("delivery-note"));
        if (noted || answer.getOrderId() != null && StampDocuments.tracked(answer)) {
            result.putObject("deliveryNote").put("document", noted ? work.name() + ".delivery-note.pdf" : null)
                    .put("handInAtTheCounter", true);
        }
        return result;
    }

    private static void details(List<WswsPriceDetails> details, ArrayNode to) {
        for (WswsPriceDetails detail : details) {
            ObjectNode line = to.addObject().put("type", detail.getType()).put("quantity", detail.getQuantity());
            if (detail.getAmount() != null) {
                line.put("amount", Money.text(detail.getAmount()));
            }
            line.put("description", detail.getDescription());
        }
    }

    private static void stamps(Work work, WswsOrder answer, List<Document> documents, Map<String, String> before,
            ArrayNode to) {
        String format = OrderMapper.format(work.request());
        boolean preview = work.operation().equals(WebstampService.PREVIEW);
        String prefix = preview ? "preview-" : "";
        Set<String> present = documents.stream().map(Document::suffix).collect(Collectors.toSet());
        List<WswsStamp> stamps = StampDocuments.stamps(answer);
        for (int i = 0; i < stamps.size(); i++) {
            WswsStamp stamp = stamps.get(i);
            String suffix = OrderMapper.isSheet(work.request())
                    ? prefix + "stamps." + format
                    : StampDocuments.stampName(prefix, i, format);
            ObjectNode entry = to.addObject()
                    .put("stampId", stamp.getStampId() == null ? null : Long.toString(stamp.getStampId()))
                    .put("labelNumber", stamp.getLabelNumber() == null ? null : Long.toString(stamp.getLabelNumber()))
                    .put("reference", blankIsNull(stamp.getReference()))
                    .put("trackingNumber", blankIsNull(stamp.getTrackingNumber()))
                    .put("document", present.contains(suffix) ? work.name() + "." + suffix : null);
            if (stamp.getImageWidthMm() != null && stamp.getImageHeightMm() != null) {
                entry.put("widthMm", stamp.getImageWidthMm()).put("heightMm", stamp.getImageHeightMm());
            }
            if (!preview) {
                entry.put("new", stamp.getStampId() != null && !before.containsKey(Long.toString(stamp.getStampId())));
            }
        }
    }

    static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
