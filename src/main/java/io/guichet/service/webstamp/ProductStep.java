package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.ProductLookup;
import io.guichet.purchase.Work;
import java.util.ArrayList;
import java.util.List;

/** Looks up the product that an order names, and whether it serves its recipients (webstamp 2.7, 3.1). */
public final class ProductStep {

    private static final String HOME = "ch";

    private final ProductLookup lookup;

    public ProductStep(ProductLookup lookup) {
        this.lookup = lookup;
    }

    public FoundProduct find(Work work) {
        RequestedProduct requested = RequestedProduct.of(work.request());
        List<String> countries = new ArrayList<>();
        for (JsonNode recipient : work.request().path("recipients")) {
            countries.add(recipient.path("country").asText(HOME));
        }
        return lookup.find(WebstampService.NAME, work.identity().account(), requested.number(), requested.postNumber(),
                countries);
    }
}
