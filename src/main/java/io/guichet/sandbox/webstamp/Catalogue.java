package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products, media, zones and assortments (webstamp 2.3 to 2.10, 5.3); a product number has its time of validity. */
record Catalogue(List<Category> categories, List<ProductList> productLists, List<MediaType> mediaTypes,
        List<Media> medias, List<Zone> zones, List<Product> products) {

    /** Number of the assortment for private customers. */
    static final int PRIVATE_LIST = 1;

    static Catalogue read() {
        try (InputStream stream = Catalogue.class.getResourceAsStream("/sandbox/webstamp/catalogue.json")) {
            return Json.MAPPER.readValue(stream, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product of that WebStamp number, valid or not. */
    Optional<Product> product(long number) {
        return products.stream().filter(product -> product.number() == number).findFirst();
    }

    /** Products of that Swiss Post number that are valid now, in any assortment. */
    List<Product> byPostNumber(long postNumber, Instant now) {
        return products.stream()
                .filter(product -> product.postProductNumber() == postNumber && product.validAt(now)).toList();
    }

    Optional<Media> media(long number) {
        return medias.stream().filter(media -> media.number() == number).findFirst();
    }

    MediaType mediaType(int number) {
        return mediaTypes.stream().filter(type -> type.number() == number).findFirst().orElseThrow();
    }

    Category category(int number) {
        return categories.stream().filter(category -> category.number() == number).findFirst().orElseThrow();
    }

    ProductList productList(int number) {
        return productLists.stream().filter(list -> list.number() == number).findFirst().orElseThrow();
    }

    /** A product category. */
    record Category(int number, Map<String, String> name, boolean recipientMandatory, int validDays) {
    }

    /** An assortment; the customer type is {@code pk} or {@code gk}. */
    record ProductList(int number, Map<String, String> name, String customerType) {
    }

    /** A kind of print medium. */
    record MediaType(int number, Map<String, String> name, List<Integer> categories, boolean image, boolean zpl,
            boolean barcode) {
    }

    /** A print medium; one with a successor can no longer be had itself. */
    record Media(int number, int type, Map<String, String> name, int widthMm, int heightMm, Integer successor) {
    }

    /** A tariff zone: 1 Europe, 2 other countries, 3 Switzerland and Liechtenstein. */
    record Zone(int number, Map<String, String> name) {
    }

    /** A value-added service contained in a product. */
    record Addition(String code, String shortName, Map<String, String> name, String alias) {
    }

    /** One version of a product; sizes in mm, weight in g, price in CHF. */
    record Product(int number, int postProductNumber, int productList, int category, BigDecimal price,
            Map<String, String> name, Map<String, String> delivery, Map<String, String> format, String sizeDin,
            int length, int width, int height, int weight, int zone, boolean barcode, Integer subsystem,
            Integer segment, Instant validFrom, Instant validUntil, Integer successor, List<Addition> additions) {

        boolean validAt(Instant time) {
            return (validFrom == null || !time.isBefore(validFrom))
                    && (validUntil == null || time.isBefore(validUntil));
        }
    }
}
