package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** The lists that the operation {@code catalogue} gives, and where the service keeps them (webstamp 2.1). */
enum CatalogueList {

    CATEGORIES("categories", "get_categories"), PRODUCTS("products", "get_products"), ASSORTMENTS("assortments",
            "get_product_lists"), MEDIA_TYPES("mediaTypes", "get_media_types"), MEDIA("media",
                    "get_medias"), ZONES("zones", "get_zones"), COUNTRIES("countries",
                            "get_countries"), LICENCES("licences", "get_licenses"), CUSTOMER_DATA("customerData",
                                    "get_customer_data"), PAYMENT_METHODS("paymentMethods",
                                            "get_payment_methods"), ERROR_CODES("errorCodes", "get_error_codes");

    private final String word;
    private final String operation;

    CatalogueList(String word, String operation) {
        this.word = word;
        this.operation = operation;
    }

    static CatalogueList of(JsonNode request) {
        String list = request.path("list").asText();
        return Arrays.stream(values()).filter(value -> value.word.equals(list)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("list: " + list + " (expected: one of "
                        + Arrays.stream(values()).map(value -> value.word).toList() + ")"));
    }

    String word() {
        return word;
    }

    String operation() {
        return operation;
    }

    /** These speak of one customer. */
    boolean needsLogin() {
        return this == LICENCES || this == CUSTOMER_DATA || this == PAYMENT_METHODS;
    }
}
