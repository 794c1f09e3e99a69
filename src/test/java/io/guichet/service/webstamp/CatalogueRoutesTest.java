package io.guichet.service.webstamp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.contract.WebStampExample;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue is fetched at start and on demand (routes/23-catalogue; webstamp 3.4). */
class CatalogueRoutesTest extends WebstampRoutesSupport {

    @Override
    String moreRoutes() {
        return ",file:routes/23-catalogue.camel.yaml";
    }

    CatalogueRoutesTest() {
        for (String operation : new String[]{"3-get_categories", "4-get_products", "7-get_zones", "8-get_countries",
                "10-get_product_lists"}) {
            service.answers(operation.substring(operation.indexOf('-') + 1),
                    WebStampExample.named("2." + operation + "-answer"));
        }
    }

    @BeforeEach
    void bothCataloguesComeAtStart() {
        await().atMost(20, SECONDS).until(() -> shelf.find("webstamp", "demo").isPresent());
    }

    @Test
    void rule34EverythingIsAskedWithTheApplicationAloneAndTheAssortmentsWithTheLogin() {
        assertThat(service.requests("get_products")).hasSize(2).satisfiesExactlyInAnyOrder(
                all -> assertThat(all.body()).doesNotContain("<userid>").doesNotContain("<customer_type"),
                own -> assertThat(own.body()).contains("<userid>20000001</userid>"));
        assertThat(service.requests("get_product_lists")).hasSize(2);
    }

    @Test
    void productsCarryWhatOrdersNeed() {
        Catalogue all = shelf.find("webstamp", Catalogue.EVERYBODY).orElseThrow();

        assertThat(all.byPostNumber(1307915, all.assortmentNumbers())).hasValueSatisfying(product -> {
            assertThat(product.number()).isEqualTo(38700);
            assertThat(product.price()).isEqualTo(new BigDecimal("5.80"));
            assertThat(product.barcode()).isTrue();
            assertThat(product.subsystem()).contains(35);
            assertThat(product.segment()).contains(10);
            assertThat(product.zone()).isEqualTo(3);
            assertThat(product.validDays()).contains(365);
            assertThat(product.group()).contains(CustomerGroup.BUSINESS);
        });
        assertThat(all.zoneOf("DE")).contains(1);
        assertThat(all.zoneOf("Suisse")).as("some callers know names only").contains(3);
        assertThat(told).as("the first catalogue is no change").isEmpty();
    }

    @Test
    void rule31ChangedNumberIsNoticedOnceForAllCatalogues() {
        service.answers("get_products", WebStampExample.named("2.4-get_products-answer").with("38610", "39999"));

        shelf.want("webstamp", Duration.ZERO);

        await().atMost(20, SECONDS).until(() -> !told.isEmpty());
        assertThat(told).singleElement()
                .satisfies(notice -> assertThat(notice.text()).containsOnlyOnce("39999 instead of 38610"));
    }

    @Test
    void failedFetchKeepsTheLastCatalogueAndDoesNotStopAnything() {
        service.faults("get_products", "2202");
        var before = shelf.find("webstamp", "demo");
        int asked = service.requests("get_products").size();

        shelf.want("webstamp", Duration.ZERO);

        await().atMost(20, SECONDS).until(() -> service.requests("get_products").size() >= asked + 2);
        assertThat(shelf.find("webstamp", "demo")).isEqualTo(before);
        assertThat(context().getRouteController().getRouteStatus("watch-catalogue-wishes").isStarted()).isTrue();
    }
}
