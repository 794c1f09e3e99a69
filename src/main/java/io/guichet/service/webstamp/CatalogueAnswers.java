package io.guichet.service.webstamp;

import io.guichet.catalogue.Assortment;
import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Category;
import io.guichet.catalogue.Country;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.Product;
import io.guichet.catalogue.Zone;
import io.guichet.service.webstamp.wire.CategoryItems;
import io.guichet.service.webstamp.wire.CountryItems;
import io.guichet.service.webstamp.wire.CustomerType;
import io.guichet.service.webstamp.wire.ProductItems;
import io.guichet.service.webstamp.wire.ProductListItems;
import io.guichet.service.webstamp.wire.WswsProduct;
import io.guichet.service.webstamp.wire.ZoneItems;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts the answers of one look together (webstamp 2.3, 2.4, 2.7, 2.8, 2.10). What has no number is no product. */
public final class CatalogueAnswers {

    private final Clock clock;

    public CatalogueAnswers(Clock clock) {
        this.clock = clock;
    }

    public Catalogue read(CatalogueScope scope, ProductItems products, ProductListItems lists, CategoryItems categories,
            ZoneItems zones, CountryItems countries) {
        List<Assortment> assortments = lists.getItem().stream()
                .map(list -> new Assortment(list.getNumber(), text(list.getName()), group(list.getCustomerType())))
                .toList();
        List<Category> kinds = categories.getItem().stream().map(category -> new Category(category.getNumber(),
                text(category.getName()), category.isRecipientMandatory(), category.getValidDays())).toList();
        Map<Integer, Assortment> assortmentOf = byNumber(assortments, Assortment::number);
        Map<Integer, Category> categoryOf = byNumber(kinds, Category::number);
        return new Catalogue(WebstampService.NAME, scope.own() ? scope.account().name() : Catalogue.EVERYBODY,
                clock.instant(),
                products.getItem().stream().filter(CatalogueAnswers::whole)
                        .map(product -> product(product, assortmentOf, categoryOf)).toList(),
                assortments, kinds,
                zones.getItem().stream().map(zone -> new Zone(zone.getNumber(), text(zone.getName()))).toList(),
                countries.getItem().stream()
                        .map(country -> new Country(text(country.getAlias()), text(country.getName()),
                                country.getZone()))
                        .toList());
    }

    private static boolean whole(WswsProduct product) {
        return product.getNumber() > 0 && product.getPostProductNumber() > 0 && product.getPrice() != null;
    }

    private static Product product(WswsProduct product, Map<Integer, Assortment> assortments,
            Map<Integer, Category> categories) {
        return new Product(product.getNumber(), product.getPostProductNumber(), text(product.getName()),
                Money.rounded(product.getPrice()), product.getZone(), Boolean.TRUE.equals(product.isBarcode()),
                LicenceAnswers.positive(product.getSubsystem()), LicenceAnswers.positive(product.getSegment()),
                product.getCategoryNumber(),
                Optional.ofNullable(categories.get(product.getCategoryNumber())).map(Category::validDays)
                        .filter(days -> days > 0),
                product.getProductListNumber(), text(product.getProductList()),
                Optional.ofNullable(assortments.get(product.getProductListNumber())).flatMap(Assortment::group));
    }

    private static <T> Map<Integer, T> byNumber(List<T> things, Function<T, Integer> number) {
        return things.stream().collect(Collectors.toMap(number, Function.identity(), (first, again) -> first));
    }

    private static Optional<CustomerGroup> group(CustomerType type) {
        return Optional.ofNullable(type)
                .map(t -> t == CustomerType.GK ? CustomerGroup.BUSINESS : CustomerGroup.PRIVATE);
    }

    private static String text(String text) {
        return text == null ? "" : text.strip();
    }
}
