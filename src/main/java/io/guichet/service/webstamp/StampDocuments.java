package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Document;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsStamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The documents of an answer, checked against what was ordered (webstamp 2.14, 3.5).
 *
 * @param missing what is not there or is not what was ordered, in words; empty when all is well
 */
record StampDocuments(List<Document> documents, List<String> missing) {

    static StampDocuments bought(JsonNode request, WswsOrder answer, Texts words) {
        List<Document> documents = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (!request.path("printService").asBoolean()) {
            stamps(request, answer, "stamp", "", documents, missing, words);
        }
        if (answer.getDeliveryReceipt() != null && answer.getDeliveryReceipt().length > 0) {
            StampFile.PDF.read(answer.getDeliveryReceipt(), "").ifPresentOrElse(
                    content -> documents.add(
                            new Document("delivery-note.pdf", "delivery-note", StampFile.PDF.mediaType(), content)),
                    () -> missing.add("delivery-note.pdf"));
        }
        return new StampDocuments(documents, missing);
    }

    /** Samples: whatever came of them. Their names and kind keep them apart from stamps that are paid for. */
    static StampDocuments previewed(JsonNode request, WswsOrder answer, Texts words) {
        List<Document> documents = new ArrayList<>();
        stamps(request, answer, "preview", "preview-", documents, new ArrayList<>(), words);
        return new StampDocuments(documents, List.of());
    }

    static int ordered(JsonNode request) {
        int recipients = request.path("recipients").size();
        return recipients > 0 ? recipients : Math.max(1, request.path("quantity").asInt(1));
    }

    private static void stamps(JsonNode request, WswsOrder answer, String kind, String prefix, List<Document> documents,
            List<String> missing, Texts words) {
        String format = OrderMapper.format(request);
        StampFile file = StampFile.valueOf(format.toUpperCase(Locale.ROOT));
        int ordered = ordered(request);
        List<WswsStamp> stamps = stamps(answer);
        if (stamps.size() != ordered) {
            missing.add(words.text(WebstampService.NAME, "missing.stamps", stamps.size(), ordered));
        }
        if (OrderMapper.isSheet(request)) {
            String name = prefix + "stamps." + format;
            file.read(answer.getPrintData(), "").ifPresentOrElse(
                    content -> documents.add(new Document(name, kind + "s", file.mediaType(), content)),
                    () -> missing.add(name));
            return;
        }
        for (int i = 0; i < stamps.size(); i++) {
            String name = stampName(prefix, i, format);
            file.read(stamps.get(i).getPrintData(), stamps.get(i).getCompression()).ifPresentOrElse(
                    content -> documents.add(new Document(name, kind, file.mediaType(), content)),
                    () -> missing.add(name));
        }
    }

    static String stampName(String prefix, int index, String format) {
        return prefix + (index + 1) + "." + format;
    }

    /** Letters with a number that follows them are posted at the counter, with a delivery note (webstamp 3.5). */
    static boolean tracked(WswsOrder answer) {
        return stamps(answer).stream()
                .anyMatch(stamp -> stamp.getTrackingNumber() != null && !stamp.getTrackingNumber().isBlank());
    }

    static List<WswsStamp> stamps(WswsOrder answer) {
        return answer.getStamps() == null ? List.of() : answer.getStamps().getItem();
    }
}
