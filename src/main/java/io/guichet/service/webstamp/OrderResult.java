package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.purchase.Document;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsConsignment;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsPaymentMethod;
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
            Optional<CustomerGroup> group, Map<String, String> before) {
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
        payment(request, answer, group).ifPresent(type -> result.put("paymentType", type));
        result.put("validDays", answer.getValidDays());
        result.put("validUntil",
                answer.getValidUntil() == null
                        ? null
                        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(answer.getValidUntil()));
        stamps(work, answer, documents, before, result.putArray("stamps"));
        List<WswsConsignment> letters = UnfitLetter.of(answer);
        if (!letters.isEmpty()) {
            letters(letters, result.putArray("letters"));
        }
        boolean noted = documents.stream().anyMatch(document -> document.kind().equals("delivery-note"));
        if (noted || answer.getOrderId() != null && StampDocuments.tracked(answer)) {
            result.putObject("deliveryNote").put("document", noted ? work.name() + ".delivery-note.pdf" : null)
                    .put("handInAtTheCounter", true);
        }
        return result;
    }

    /** The service need not say it; a private customer can only pay in advance (webstamp 3.3). */
    private static Optional<String> payment(JsonNode request, WswsOrder answer, Optional<CustomerGroup> group) {
        return Optional.ofNullable(answer.getPayment()).map(WswsPaymentMethod::getType).filter(type -> !type.isBlank())
                .or(() -> group.filter(CustomerGroup.PRIVATE::equals).map(any -> "prepaid"))
                .or(() -> Optional.ofNullable(request.path("payment").textValue()))
                .or(() -> group.map(any -> "invoice"));
    }

    private static void letters(List<WswsConsignment> letters, ArrayNode to) {
        for (WswsConsignment letter : letters) {
            ObjectNode entry = to.addObject().put("number", letter.getNumber());
            ArrayNode pages = entry.putArray("pages");
            if (letter.getPages() != null) {
                letter.getPages().getItem().forEach(page -> pages.add(page.getNumber()));
            }
            entry.put("window", letter.getWindow() == null ? null : letter.getWindow().value())
                    .put("state", letter.getState() == null ? null : letter.getState().value())
                    .put("reason", letter.getReason() == null ? null : letter.getReason().value())
                    .put("stampId", letter.getStampId() == null ? null : Long.toString(letter.getStampId()))
                    .put("trackingNumber", blankIsNull(letter.getTrackingNumber()));
        }
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
