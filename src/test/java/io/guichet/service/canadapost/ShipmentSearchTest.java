package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.purchase.Account;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.DetailedDeliverySpecType;
import io.guichet.service.canadapost.wire.NonContractShipmentDetailsType;
import io.guichet.service.canadapost.wire.ReferencesType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the listed shipments is the order's, and when nothing may be called absent (canadapost 5.4). */
class ShipmentSearchTest {

    private static final Work WORK = CanadaPostRoutesSupport.work("shipment", Shipments.domestic());
    private static final Account ACCOUNT = new Account("canadapost", "demo-ca", Map.of());
    private static final String OURS = WORK.key().toString();

    private final FakeArchive archive = new FakeArchive();
    private final ShipmentSearch search = new ShipmentSearch(archive);

    @Test
    void shipmentThatBearsTheKeyIsTheOrdersWhateverItsAttempt() {
        search.note(ACCOUNT, "501", details(OURS.replace("-1", "-3")));
        search.note(ACCOUNT, "502", details("aaaaaaaaaaaaa-1"));

        Finding finding = search.finding(WORK, List.of("501", "502"));

        assertThat(finding.complete()).isTrue();
        assertThat(finding.bookings()).containsExactly(new Booking("501", 3, Optional.empty()));
    }

    @Test
    void keyThatCameBackInCapitalsIsStillOurs() {
        search.note(ACCOUNT, "501", details(" " + OURS.toUpperCase(Locale.ROOT) + " "));

        assertThat(search.finding(WORK, List.of("501")).bookings()).hasSize(1);
    }

    @Test
    void emptyListIsCompleteAndShowsNothing() {
        assertThat(search.unknown(WORK, List.of())).isEmpty();
        assertThat(search.finding(WORK, List.of())).isEqualTo(new Finding(List.of(), true));
    }

    @Test
    void onlyWhatNobodyKnowsIsAskedForAndOnlyOnce() {
        archive.shipment(8, "SO-8", Optional.of("501"), "{}");
        assertThat(search.unknown(WORK, List.of("501", " 502 ", "502", "503"))).containsExactly("502", "503");

        search.note(ACCOUNT, "502", details(null));
        assertThat(search.unknown(WORK, List.of("501", "502", "503"))).containsExactly("503");
    }

    @Test
    void whatTheLedgerKnowsAsThisVeryOrdersIsAskedForAllTheSame() {
        archive.shipment(WORK.id(), "SO-11001", Optional.of("501"), "{}");

        assertThat(search.unknown(WORK, List.of("501"))).containsExactly("501");
    }

    @Test
    void shipmentWhoseDetailsCouldNotBeHadMayBeTheOne() {
        search.note(ACCOUNT, "501", details(null));

        assertThat(search.finding(WORK, List.of("501")).complete()).isTrue();
        assertThat(search.finding(WORK, List.of("501", "502")).complete()).isFalse();
    }

    @Test
    void detailsWithoutTheirOrderSayNothing() {
        search.note(ACCOUNT, "501", new NonContractShipmentDetailsType());

        assertThat(search.unknown(WORK, List.of("501"))).containsExactly("501");
        assertThat(search.finding(WORK, List.of("501")).complete()).isFalse();
    }

    @Test
    void listWithANumberThatIsNoneIsNotComplete() {
        search.note(ACCOUNT, "501", details(OURS));

        for (String none : new String[]{null, "", " "}) {
            Finding finding = search.finding(WORK, Arrays.asList("501", none));
            assertThat(finding.complete()).as("<%s>", none).isFalse();
            assertThat(finding.bookings()).hasSize(1);
        }
    }

    @Test
    void twoShipmentsUnderOneKeyAreBothTold() {
        search.note(ACCOUNT, "501", details(OURS));
        search.note(ACCOUNT, "502", details(OURS));

        assertThat(search.finding(WORK, List.of("501", "502", "501")).bookings()).hasSize(2);
    }

    @Test
    void whatOneAccountsShipmentBearsSaysNothingOfAnothers() {
        search.note(new Account("canadapost", "other", Map.of()), "501", details(OURS));

        assertThat(search.finding(WORK, List.of("501"))).isEqualTo(new Finding(List.of(), false));
    }

    @Test
    void theOldestIsForgottenFirstAndAskedForAgain() {
        IntStream.rangeClosed(0, 10_000).forEach(i -> search.note(ACCOUNT, "5" + i, details(null)));

        assertThat(search.unknown(WORK, List.of("50", "51", "510000"))).containsExactly("50");
    }

    @Test
    void keyThatIsNotTheLastWordIsNone() {
        search.note(ACCOUNT, "501", details(OURS + " and more"));

        assertThat(search.finding(WORK, List.of("501"))).isEqualTo(new Finding(List.of(), true));
        assertThat(PurchaseKey.endOf(OURS)).isPresent();
    }

    private static NonContractShipmentDetailsType details(String reference) {
        NonContractShipmentDetailsType details = new NonContractShipmentDetailsType();
        DetailedDeliverySpecType spec = new DetailedDeliverySpecType();
        if (reference != null) {
            ReferencesType references = new ReferencesType();
            references.setCustomerRef2(reference);
            spec.setReferences(references);
        }
        details.setDeliverySpec(spec);
        return details;
    }
}
