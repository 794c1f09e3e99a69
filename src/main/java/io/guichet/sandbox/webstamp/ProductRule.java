package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which product an order really gets: two numbers, successors, the customer's assortments (webstamp 3.1 to 3.4). */
final class ProductRule {

    private final Catalogue catalogue;

    ProductRule(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param replaced the ordered product can no longer be had (message 2006) */
    record Choice(Product product, boolean replaced) {
    }

    /**
     * Finds the product or refuses with 2224.
     *
     * @param injected WebStamp number to WebStamp number: replacements asked for through control
     */
    Choice choose(Tree request, Account account, Instant now, Map<String, String> injected) {
        long number = Values.number(request, "product").orElseThrow(() -> new SoapRefusal(2000));
        Choice choice = request.flag("post_product")
                ? byPostNumber(number, account, now)
                : byNumber(number, account, now);
        String other = injected.get(Integer.toString(choice.product().number()));
        if (other == null) {
            return choice;
        }
        return new Choice(catalogue.product(Long.parseLong(other)).orElseThrow(() -> new SoapRefusal(2224)), true);
    }

    private Choice byPostNumber(long number, Account account, Instant now) {
        Optional<Product> own = own(number, account, now);
        if (own.isPresent()) {
            return new Choice(own.get(), false);
        }
        Product expired = catalogue.products().stream()
                .filter(product -> product.postProductNumber() == number && !product.validAt(now)).findFirst()
                .orElseThrow(() -> new SoapRefusal(2224));
        Product used = suiting(successor(expired, now), account, now);
        return new Choice(used, used.postProductNumber() != number);
    }

    private Choice byNumber(long number, Account account, Instant now) {
        Product asked = catalogue.product(number).orElseThrow(() -> new SoapRefusal(2224));
        if (asked.validAt(now)) {
            // Another assortment's product is corrected without a word (3.2); only the numbers tell.
            return new Choice(suiting(asked, account, now), false);
        }
        return new Choice(suiting(successor(asked, now), account, now), true);
    }

    private Product successor(Product product, Instant now) {
        Product current = product;
        while (!current.validAt(now)) {
            if (current.successor() == null) {
                throw new SoapRefusal(2224);
            }
            current = catalogue.product(current.successor()).orElseThrow(() -> new SoapRefusal(2224));
        }
        return current;
    }

    private Product suiting(Product product, Account account, Instant now) {
        if (account.productLists().contains(product.productList())) {
            return product;
        }
        return own(product.postProductNumber(), account, now).orElseThrow(() -> new SoapRefusal(2224));
    }

    private Optional<Product> own(long postNumber, Account account, Instant now) {
        return catalogue.byPostNumber(postNumber, now).stream()
                .filter(product -> account.productLists().contains(product.productList())).findFirst();
    }
}
