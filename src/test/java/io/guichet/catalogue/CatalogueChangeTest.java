package io.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.catalogue.CatalogueChange.Kind;
import io.guichet.order.Texts;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Notice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueChangeTest {

    @Test
    void everyKindOfChangeIsSeen() {
        var before = catalogue("*", product(1, 100, "1.10", false), product(2, 200, "1.00", false),
                product(3, 300, "1.00", false),
                product(4, 400, "1.00", false), product(5, 500, "1.00", false));
        var after = catalogue("*", product(1, 100, "1.20", false), product(22, 200, "1.00", false),
                product(4, 400, "1.00", true),
                product(5, 500, "1.00", false), product(6, 600, "1.00", false));

        var change = CatalogueChange.between(before, after);

        assertThat(change.entries()).extracting(CatalogueChange.Entry::kind).containsExactlyInAnyOrder(Kind.REPRICED,
                Kind.RENUMBERED,
                Kind.GONE, Kind.BARCODE, Kind.NEW);
        assertThat(change.postProductNumbers()).as("what is new hits nobody").containsExactly("100", "200", "300",
                "400");
        assertThat(change.numbers()).contains("2", "22").doesNotContain("6");
    }

    @Test
    void sameProductInTwoAssortmentsIsTwoProducts() {
        var business = new Product(38610, 15220, "A", BigDecimal.ONE, 3, false, Optional.empty(), Optional.empty(), 1,
                Optional.empty(),
                2, "CC", Optional.of(CustomerGroup.BUSINESS));
        var consumers = new Product(39610, 15220, "A", BigDecimal.ONE, 3, false, Optional.empty(), Optional.empty(), 1,
                Optional.empty(), 1, "CP", Optional.of(CustomerGroup.PRIVATE));

        assertThat(CatalogueChange.between(catalogue("*", business, consumers), catalogue("*", consumers, business))
                .isEmpty()).isTrue();
    }

    @Test
    void oneNoticeNamesTheWaitingOrdersAndTheLimitsThatItHits() {
        var shelf = new FakeShelf();
        var told = new ArrayList<Notice>();
        shelf.waiting.add(new Shelf.WaitingOrder("demo", "SO-77"));
        var accounts = new Accounts(service -> Map.of("demo", Map.of("allowed-products", "300, 15220")),
                service -> Optional.empty());
        var desk = new CatalogueDesk(shelf, (service, account, notice) -> told.add(notice), accounts,
                new Texts(Locale.ENGLISH));

        desk.take(List.of(catalogue("*", product(3, 300, "1.00", false)),
                catalogue("demo", product(3, 300, "1.00", false))));
        assertThat(told).as("the first catalogue is no change").isEmpty();
        desk.take(List.of(catalogue("*", product(3, 300, "1.50", false)),
                catalogue("demo", product(3, 300, "1.50", false))));

        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("catalogue");
            assertThat(notice.text()).containsOnlyOnce("price: 300")
                    .contains("1.50 CHF instead of 1.00 CHF", "SO-77 (demo)",
                            "demo: 300")
                    .doesNotContain("15220");
        });
        assertThat(shelf.find("webstamp", "demo")).isPresent();
    }

    @Test
    void sameCatalogueAgainIsNotTold() {
        var shelf = new FakeShelf();
        var told = new ArrayList<Notice>();
        var desk = new CatalogueDesk(shelf, (service, account, notice) -> told.add(notice),
                new Accounts(service -> Map.of(), service -> Optional.empty()), new Texts(Locale.FRENCH));

        desk.take(List.of(catalogue("*", product(3, 300, "1.00", false))));
        desk.take(List.of(catalogue("*", product(3, 300, "1.0", false))));

        assertThat(told).isEmpty();
    }

    static Catalogue catalogue(String scope, Product... products) {
        return new Catalogue("webstamp", scope, Instant.parse("2026-10-05T01:00:00Z"), List.of(products), List.of(),
                List.of(),
                List.of(), List.of());
    }

    static Product product(int number, long postNumber, String price, boolean barcode) {
        return new Product(number, postNumber, "P" + postNumber, new BigDecimal(price), 3, barcode, Optional.empty(),
                Optional.empty(),
                1, Optional.of(365), 2, "CC standard", Optional.of(CustomerGroup.BUSINESS));
    }
}
