package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.Product;
import io.guichet.purchase.Work;
import java.util.Optional;

/**
 * Which licences an order asks for.
 *
 * @param given             the order's own
 * @param postProductNumber the product; 0 where its Swiss Post number is not known
 */
record LicenceQuestion(Optional<String> given, long postProductNumber) {

    static LicenceQuestion of(Work work, FoundProduct found) {
        RequestedProduct requested = RequestedProduct.of(work.request());
        long number = requested.postNumber()
                ? requested.number()
                : found.product().map(Product::postProductNumber).orElse(0L);
        return new LicenceQuestion(
                Optional.ofNullable(work.request().path("licence").textValue()).filter(licence -> !licence.isBlank()),
                number);
    }
}
