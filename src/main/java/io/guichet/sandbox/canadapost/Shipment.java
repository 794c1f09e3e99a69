package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One shipment as it stands in the book.
 *
 * @param customer ten digits
 * @param pin      null for a service without tracking
 * @param order    the request's {@code non-contract-shipment}, whole
 * @param card     as it was when it was charged
 */
record Shipment(String id, String customer, Instant time, String pin, Tree order, Tariff.Point point, Price price,
        Standard standard, Account.Card card, String authCode, List<Purchase.Document> documents) {

    /** Kinds of documents, as artifact rows name them (canadapost 2.3). */
    static final String LABEL = "label";
    static final String INVOICE = "commercialInvoice";

    /** What one option or adjustment adds. */
    record Part(String code, BigDecimal amount) {
    }

    /** The amounts of the receipt (canadapost 2.6). */
    record Price(BigDecimal ratedWeight, BigDecimal base, List<Part> options, List<Part> adjustments,
            BigDecimal preTax, BigDecimal gst, BigDecimal pst, BigDecimal hst, BigDecimal charge) {
    }

    /** The promise of the receipt (canadapost 2.6). */
    record Standard(boolean am, boolean guaranteed, int days, LocalDate delivery) {
    }

    /** The ticket of a refund request (canadapost 2.8). */
    record Ticket(String shipmentId, String id, LocalDate date) {
    }

    Tree spec() {
        return order.below("delivery-spec");
    }

    Shipment with(List<Purchase.Document> delivered) {
        return new Shipment(id, customer, time, pin, order, point, price, standard, card, authCode, delivered);
    }
}
