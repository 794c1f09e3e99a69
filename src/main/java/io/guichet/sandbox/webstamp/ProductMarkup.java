package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.webstamp.Catalogue.Addition;
import io.guichet.sandbox.webstamp.Catalogue.Category;
import io.guichet.sandbox.webstamp.Catalogue.Product;

/** Writes catalogue entries in a language (webstamp 2.3, 2.4). */
final class ProductMarkup {

    private final Catalogue catalogue;

    ProductMarkup(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void category(Markup out, Category category, Language language) {
        out.leaf("name", category.name().get(language.code())).leaf("number", category.number())
                .leaf("recipient_mandatory", category.recipientMandatory()).leaf("valid_days", category.validDays());
    }

    void product(Markup out, Product product, Language language) {
        String code = language.code();
        out.leaf("number", product.number())
                .leaf("category", catalogue.category(product.category()).name().get(code))
                .leaf("category_number", product.category())
                .leaf("product_list", catalogue.productList(product.productList()).name().get(code))
                .leaf("product_list_number", product.productList())
                .leaf("post_product_number", product.postProductNumber())
                .leaf("price", product.price())
                .leaf("name", product.name().get(code))
                .open("additions");
        product.additions().forEach(addition -> addition(out, addition, code));
        out.close()
                .leaf("delivery", product.delivery().get(code))
                .leaf("format", product.format().get(code))
                .leaf("size_din", product.sizeDin())
                .leaf("max_size_length", product.length())
                .leaf("max_size_width", product.width())
                .leaf("max_size_height", product.height())
                .nil("max_edge_length")
                .nil("max_scale")
                .leaf("max_weight", product.weight())
                .leaf("zone", product.zone());
        if (product.subsystem() != null) {
            out.leaf("subsystem", product.subsystem()).leaf("segment", product.segment());
        }
        out.leaf("barcode", product.barcode());
    }

    private static void addition(Markup out, Addition addition, String code) {
        out.open("item").leaf("code", addition.code()).leaf("short_name", addition.shortName())
                .leaf("name", addition.name().get(code)).leaf("alias", addition.alias()).leaf("optional", false)
                .leaf("price", 0).leaf("add_price", false).close();
    }
}
