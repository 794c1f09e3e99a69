package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.catalogue.Assortment;
import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Country;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.Product;
import io.guichet.contract.WebStampExample;
import io.guichet.purchase.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Product and licence are found before an order goes out (routes/21-enrich; webstamp 3.1, 3.3, 3.6). */
class LookupRoutesTest extends WebstampRoutesSupport {

    private static final String REGISTERED = """
            {"product": 1307915, "format": "pdf", "layout": "sheet", "medium": 101, %s
             "recipients": [{"city": "Lausanne"}, {"city": "Luzern", "country": "CH"}]}""";

    @BeforeEach
    void catalogueIsThere() {
        service.answers("new_order", WebStampExample.named("2.14b-new_order-answer"));
        service.answers("get_licenses", WebStampExample.named("2.9-get_licenses-answer"));
        stock(CustomerGroup.BUSINESS);
    }

    @Test
    void rule36OnlyLicenceIsShownAndNotSent() {
        var done = done(REGISTERED.formatted(""));

        assertThat(done.result().get("licence").asText()).isEqualTo("60000011");
        assertThat(service.requests("new_order").get(0).body()).doesNotContain("license_number");
    }

    @Test
    void rule36SeveralLicencesAndNoneGivenLeavesTheChoiceToTheService() {
        service.answers("get_licenses", WebStampExample.named("2.9-get_licenses-answer")
                .with("</item>", "</item><item><number>60000012</number><comment/><subsystem>35</subsystem></item>"));

        assertThat(done(REGISTERED.formatted("")).result().get("licence").isNull()).isTrue();
        assertThat(service.requests("new_order").get(0).body()).doesNotContain("license_number");
    }

    @Test
    void rule36GivenLicenceIsCheckedAndSent() {
        assertThat(done(REGISTERED.formatted("\"licence\": \"60000011\",")).result().get("licence").asText())
                .isEqualTo("60000011");
        assertThat(service.requests("new_order").get(0).body()).contains("<license_number>60000011</license_number>");
        assertThat(service.requests("new_order_preview")).as("no doubt").isEmpty();
    }

    @Test
    void rule36GivenLicenceThatIsNotListedIsJudgedByTheService() {
        service.faults("new_order_preview", "2258");

        var outcome = run(Samples.work("stamps", REGISTERED.formatted("\"licence\": \"99999999\","))).outcome();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2004"));
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void rule36LicencesAreAskedOnceForAWhile() {
        done(REGISTERED.formatted(""));
        done(REGISTERED.formatted(""));

        assertThat(service.requests("get_licenses")).hasSize(1);
    }

    @Test
    void rule36MemoryIsNotTrustedWhenItDoubtsALicence() {
        done(REGISTERED.formatted(""));
        service.answers("get_licenses", WebStampExample.named("2.9-get_licenses-answer").with("60000011", "60000019"));

        assertThat(done(REGISTERED.formatted("\"licence\": \"60000019\",")).result().get("licence").asText())
                .isEqualTo("60000019");
        assertThat(service.requests("get_licenses")).hasSize(2);
    }

    @Test
    void licenceLookupThatFailsDoesNotStopTheOrder() {
        service.on("get_licenses", request -> SoapSocket.Reply.CLOSED);

        assertThat(done(REGISTERED.formatted("")).carrierId()).contains("9000002");
    }

    @Test
    void rule33PrivateCustomerNeedsNoLicence() {
        stock(CustomerGroup.PRIVATE);

        done(REGISTERED.formatted(""));

        assertThat(service.requests("get_licenses")).isEmpty();
    }

    @Test
    void knownProductWithoutLimitIsBoughtWithoutAPreview() {
        done(REGISTERED.formatted(""));

        assertThat(service.requests()).extracting(SoapSocket.Request::operation).containsExactly("get_licenses",
                "new_order");
        assertThat(shelf.wishes).isEmpty();
    }

    /** webstamp 2.7: a product serves one zone only; the service says so, not we. */
    @Test
    void recipientInAnotherZoneIsAskedForFirst() {
        service.faults("new_order_preview", "2016");

        var outcome = run(Samples.work("stamps", REGISTERED.formatted("").replace("\"CH\"", "\"DE\""))).outcome();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2003"));
    }

    @Test
    void rule34ProductOutsideTheAssortmentIsAskedForFirst() {
        shelf.save(new Catalogue("webstamp", "demo", Instant.now(), List.of(), List.of(), List.of(), List.of(),
                List.of()));
        service.faults("new_order_preview", "2224");

        assertThat(run(Samples.work("stamps", REGISTERED.formatted(""))).outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void rule32ReplacementAfterTheOrderWantsAFreshCatalogue() {
        service.answers("new_order", WebStampExample.named("2.14b-new_order-answer")
                .with("<product_number>38700<", "<product_number>38701<"));

        var done = done(REGISTERED.formatted("").replace("\"product\": 1307915", "\"webstampProduct\": 38700"));

        assertThat(done.notices()).anySatisfy(notice -> assertThat(notice.kind()).isEqualTo("replacement"));
        assertThat(shelf.wishes).hasSize(1);
    }

    private Outcome.Done done(String request) {
        var result = run(Samples.work("stamps", request));
        assertThat(result.outcome()).as("%s", result.error()).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) result.outcome();
    }

    private void stock(CustomerGroup group) {
        var registered = new Product(38700, 1307915, "Recommandé", new BigDecimal("5.80"), 3, true, Optional.of(35),
                Optional.of(10), 1,
                Optional.of(365), 2, "CC standard", Optional.of(group));
        var lists = List.of(new Assortment(2, "CC standard", Optional.of(group)));
        var countries = List.of(new Country("ch", "Suisse", 3), new Country("de", "Allemagne", 1));
        // Taken long ago, so that a doubt is worth a fresh one.
        for (String scope : List.of("*", "demo")) {
            shelf.save(new Catalogue("webstamp", scope, Instant.EPOCH, List.of(registered), lists, List.of(), List.of(),
                    countries));
        }
    }
}
