package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The product that an order names (webstamp 3.1).
 *
 * @param postNumber true: a Swiss Post number; false: a WebStamp number
 */
record RequestedProduct(long number, boolean postNumber) {

    static RequestedProduct of(JsonNode request) {
        boolean postNumber = request.hasNonNull("product");
        return new RequestedProduct(request.path(postNumber ? "product" : "webstampProduct").asLong(), postNumber);
    }

    String field() {
        return postNumber ? "/request/product" : "/request/webstampProduct";
    }
}
