package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An order that passed all checks: a preview while it has no id, a booking afterwards. Everything that its
 * documents show stands in it, so that they can be made again, byte for byte.
 *
 * @param orderId   null in a preview
 * @param language  of the request, used in the documents
 * @param licence   franking licence, null for products without barcode
 * @param zone      1 franking zone, 2 address zone; of no meaning when single
 * @param pageWidth of the medium in mm, 0 when not single
 * @param pages     pages of the letter to print, 0 without {@code document}
 * @param request   as it came, without identification, image and document
 */
record Order(Long orderId, Instant time, String account, String operation, Language language, int product,
        int postProduct, String productName, String licence, FileType fileType, int dpi, int zone, boolean single,
        int pageWidth, int pageHeight, int pages, boolean image, boolean esr, BigDecimal itemPrice, BigDecimal price,
        List<PriceLine> lines, String reference, String comment, List<Franking> frankings, int validDays,
        Instant validUntil, Tree request, List<Purchase.Document> documents) {

    /** Part of the price; the kind is the wire's, the text a key of the twin's texts or a product's name. */
    record PriceLine(String kind, int quantity, BigDecimal amount, String text) {
    }

    /** One franking; its ids are null in a preview, its tracking number empty without barcode. */
    record Franking(Long stampId, Integer label, String tracking, String reference, List<String> address) {
    }

    /** A letter with barcode comes with a delivery note. */
    boolean barcode() {
        return licence != null;
    }

    boolean letter() {
        return pages > 0;
    }

    /** The same order with its numbers: consecutive from the first of each kind. */
    Order booked(long id, long firstStamp, long firstTracking) {
        List<Franking> numbered = new ArrayList<>(frankings.size());
        for (int i = 0; i < frankings.size(); i++) {
            Franking franking = frankings.get(i);
            // Two digits, eight of the licence, eight of a running number (2.14).
            String tracking = barcode() ? "98" + licence + "%08d".formatted(firstTracking + i) : "";
            numbered.add(new Franking(firstStamp + i, i + 1, tracking, franking.reference(), franking.address()));
        }
        return new Order(id, time, account, operation, language, product, postProduct, productName, licence, fileType,
                dpi, zone, single, pageWidth, pageHeight, pages, image, esr, itemPrice, price, lines, reference,
                comment, numbered, validDays, validUntil, request, documents);
    }

    /** The same order with the list of what it delivered. */
    Order delivering(List<Purchase.Document> delivered) {
        return new Order(orderId, time, account, operation, language, product, postProduct, productName, licence,
                fileType, dpi, zone, single, pageWidth, pageHeight, pages, image, esr, itemPrice, price, lines,
                reference, comment, frankings, validDays, validUntil, request, delivered);
    }
}
