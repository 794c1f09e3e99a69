package io.guichet.catalogue;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One product in one assortment (webstamp 2.4).
 *
 * @param number            the service's own number; it changes with every change of the product
 * @param postProductNumber the carrier's number; it seldom changes and names one product, in one assortment or several
 * @param price             per piece, VAT included
 * @param zone              the only zone that it may be sent to
 * @param barcode           a letter with shipping barcode: delivery note, handed in at the counter
 * @param subsystem         present where a franking licence of this subsystem is needed
 * @param segment           the licence's second key
 * @param validDays         how long a franking stays valid, where the category is known
 */
public record Product(
        int number,
        long postProductNumber,
        String name,
        BigDecimal price,
        int zone,
        boolean barcode,
        Optional<Integer> subsystem,
        Optional<Integer> segment,
        int category,
        Optional<Integer> validDays,
        int assortment,
        String assortmentName,
        Optional<CustomerGroup> group) {

    /** A franking licence of the customer is part of it (webstamp 3.6). */
    public boolean licensed() {
        return subsystem.isPresent();
    }
}
