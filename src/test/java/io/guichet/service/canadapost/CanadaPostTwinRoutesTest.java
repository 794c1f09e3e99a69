package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Account;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Document;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.sandbox.StartedTwin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, reads and looks against the twin, which was written from the contract and not from this client. */
class CanadaPostTwinRoutesTest extends CanadaPostRoutesSupport {

    private static final String UNKNOWN = "{'carrierOrderId': '599999999999999999'}";

    @TempDir
    static Path directory;

    private final StartedTwin twin = twin();

    @Override
    String address() {
        return "http://127.0.0.1:" + twin.port() + "/canadapost/rs/soap";
    }

    private static StartedTwin twin() {
        return new StartedTwin(directory);
    }

    @AfterEach
    void close() throws Exception {
        twin.reset();
        twin.close();
    }

    @Test
    void shipmentIsOneBookingWithLabelAndPrice() throws Exception {
        Outcome.Done done = done(ship());

        assertThat(twin.purchases()).hasSize(1);
        JsonNode booked = twin.purchases().get(0);
        assertThat(done.carrierId()).contains(booked.path("orderId").asText());
        assertThat(booked.path("attemptKey").asText())
                .isEqualTo(work("shipment", Shipments.domestic()).key().toString());
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("label.pdf");
        assertThat(done.price().orElseThrow()).isEqualByComparingTo(booked.path("amount").asText());
        assertThat(done.result().path("currency").asText()).isEqualTo("CAD");
        assertThat(done.result().path("receipt").path("baseAmount").asText()).isNotEmpty();
        assertThat(done.result().path("documents").get(0).path("document").asText()).isEqualTo("SO-11001.label.pdf");
    }

    @Test
    void shipmentAbroadBringsItsInvoiceToo() {
        Outcome.Done done = done(run(work("shipment", Shipments.toTheStates())));

        assertThat(done.documents()).extracting(Document::suffix)
                .containsExactly("label.pdf", "commercial-invoice.pdf");
        assertThat(done.documents()).extracting(Document::kind).containsExactly("label", "commercial-invoice");
    }

    @Test
    void elementsAndArtifactsOfALaterReleaseSpoilNothing() throws Exception {
        twin.inject("{'kind':'extra-element','service':'canadapost','calls':9}");
        twin.inject("{'kind':'extra-artifact','service':'canadapost'}");

        Outcome.Done done = done(ship());

        assertThat(done.documents()).hasSize(1);
    }

    @Test
    void everyAccountOfTheTwinEndsAsItsTraitSays() {
        Map<String, String> held = Map.of("3", "GUI-2112", "4", "GUI-2110", "6", "GUI-2112", "7", "GUI-2113", "8",
                "GUI-2100", "9", "GUI-2100");
        held.forEach((number, code) -> assertThat(run(work("shipment", Shipments.domestic()), numbered(number))
                .outcome()).as(number).isInstanceOfSatisfying(Outcome.Held.class,
                        one -> assertThat(one.problem().code()).as(number).isEqualTo(code)));
        assertThat(run(work("shipment", Shipments.domestic()),
                Shipments.account(Map.of("endpoint", address(), "password", "wrong"))).outcome())
                .isInstanceOfSatisfying(Outcome.Held.class,
                        one -> assertThat(one.problem().service().orElseThrow().code()).isEqualTo("E002"));
    }

    @Test
    void lostShipmentIsFoundByItsKeyAndFetchedWhole() throws Exception {
        done(run(work("shipment", Shipments.toFrance()), account()));
        twin.inject("{'kind':'lost-after','operation':'CreateNCShipment'}");
        Work lost = work("shipment", Shipments.domestic());
        Work other = other(lost);
        assertThat(run(other).outcome()).isInstanceOf(Outcome.Unknown.class);

        Finding finding = lookup(other).getMessage().getBody(Finding.class);

        assertThat(finding.complete()).isTrue();
        assertThat(finding.bookings()).singleElement().satisfies(booking -> {
            assertThat(booking.attempt()).isEqualTo(1);
            Exchange fetched = fetch(other, booking);
            assertThat(fetched.getMessage().getBody()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
                assertThat(done.carrierId()).contains(booking.carrierId());
                assertThat(done.documents()).hasSize(1);
                assertThat(done.price()).isPresent();
            });
        });
    }

    @Test
    void whatIsKnownOfAShipmentIsNotAskedAgain() throws Exception {
        done(ship());
        Work other = other(work("shipment", Shipments.domestic()));
        assertThat(lookup(other).getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(), true));
        // From now on every details answer would fail.
        twin.inject("{'kind':'messages','operation':'GetNCShipmentDetails','code':'9999','calls':9}");

        assertThat(lookup(other).getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(), true));
        assertThat(lookup(work("shipment", Shipments.domestic())).getMessage().getBody(Finding.class).bookings())
                .hasSize(1);
    }

    @Test
    void shipmentThatDoesNotSayWhoseItIsLeavesTheLookIncomplete() throws Exception {
        done(ship());
        twin.inject("{'kind':'messages','operation':'GetNCShipmentDetails','code':'9999'}");

        assertThat(lookup(other(work("shipment", Shipments.domestic()))).getMessage().getBody(Finding.class))
                .isEqualTo(new Finding(List.of(), false));
    }

    @Test
    void shipmentOfAnotherOrderInTheLedgerIsNotAsked() throws Exception {
        Outcome.Done done = done(ship());
        archive.shipment(3, "SO-3", done.carrierId(), "{}");
        twin.inject("{'kind':'messages','operation':'GetNCShipmentDetails','code':'9999'}");

        assertThat(lookup(other(work("shipment", Shipments.domestic()))).getMessage().getBody(Finding.class))
                .isEqualTo(new Finding(List.of(), true));
    }

    @Test
    void lookThatTheServiceDoesNotAnswerIsNoLook() throws Exception {
        done(ship());
        twin.inject("{'kind':'http','status':503,'operation':'GetNCShipments'}");
        assertThat(lookup(work("shipment", Shipments.domestic())).getException()).isNotNull();
        twin.inject("{'kind':'lost-before','operation':'GetNCShipmentDetails'}");
        assertThat(lookup(work("shipment", Shipments.domestic())).getException()).isNotNull();
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void lostRefundIsFoundInTheDetailsOfItsShipment() throws Exception {
        String number = done(ship()).carrierId().orElseThrow();
        Work refund = refund(number);
        assertThat(lookup(refund).getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(), true));
        twin.inject("{'kind':'lost-after','operation':'RequestNCShipmentRefund'}");
        assertThat(run(refund).outcome()).isInstanceOf(Outcome.Unknown.class);

        Finding finding = lookup(refund).getMessage().getBody(Finding.class);

        assertThat(finding.complete()).isTrue();
        Booking ticket = finding.bookings().get(0);
        assertThat(ticket.carrierId()).startsWith("GT");
        assertThat(fetch(refund, ticket).getMessage().getBody()).isInstanceOfSatisfying(Outcome.Done.class,
                done -> assertThat(done.result().path("ticket").path("id").asText()).isEqualTo(ticket.carrierId()));
    }

    @Test
    void refundThatWasAskedForBeforeIsCompletedWithThatTicket() {
        String number = done(ship()).carrierId().orElseThrow();
        Outcome.Done first = done(run(refund(number)));

        Outcome.Done second = done(run(refund(number)));

        assertThat(second.carrierId()).isEqualTo(first.carrierId());
        assertThat(second.result()).isEqualTo(first.result());
        assertThat(second.notices()).anySatisfy(notice -> assertThat(notice.text()).contains("before"));
    }

    @Test
    void refundNamesTheOrderThatBoughtAndWaitsForIt() {
        String number = done(ship()).carrierId().orElseThrow();
        archive.shipment(3, "SO-3", Optional.of(number), "{}");
        archive.shipment(4, "SO-4", Optional.empty(), "{}");

        assertThat(done(run(work("refund", "{'orderId': 'SO-3', 'email': 'a@example.com'}"))).result()
                .path("shipmentId").asText()).isEqualTo(number);
        assertThat(run(work("refund", "{'orderId': 'SO-4', 'email': 'a@example.com'}")).outcome())
                .isInstanceOfSatisfying(Outcome.NotSent.class,
                        notSent -> assertThat(notSent.problem().code()).isEqualTo("GUI-2022"));
        assertThat(run(work("refund", "{'orderId': 'SO-5', 'email': 'a@example.com'}")).outcome())
                .isInstanceOfSatisfying(Outcome.Refused.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2020"));
    }

    @Test
    void receiptOfTheServicesOwnPageIsPrintedInBothLanguages() {
        Account sample = Shipments.account(Map.of("endpoint", address(), "username", "canada-key-sample", "password",
                "canada-secret-sample", "customer-number", "1111111"));

        Outcome.Done done = done(run(
                work("receipt", "{'carrierOrderId': '406951321983787352', 'language': 'fr'}"), sample));

        assertThat(done.result().path("card").path("chargeAmount").asText()).isEqualTo("19.39");
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("receipt.pdf", "receipt.txt");
        assertThat(new String(done.documents().get(1).content(), StandardCharsets.UTF_8)).contains("19,39");
    }

    @Test
    void labelComesFromTheServiceAndAfterwardsFromTheLedger() throws Exception {
        Outcome.Done bought = done(run(work("shipment", Shipments.toTheStates())));
        var kept = archive.shipment(3, "SO-3", bought.carrierId(),
                bought.result().toString().replace("SO-11001.", "SO-3."));
        archive.files.put(3L, bought.documents());

        Outcome.Done again = done(run(work("label", "{'orderId': 'SO-3'}")));
        assertThat(again.result().path("source").asText()).isEqualTo("service");
        assertThat(again.documents()).hasSize(2);
        assertThat(again.carrierId()).as("nothing was bought").isEmpty();
        twin.advance("P91D");

        Outcome.Done late = done(run(work("label", "{'orderId': 'SO-3'}")));

        assertThat(late.result().path("source").asText()).isEqualTo("archive");
        assertThat(late.documents()).isEqualTo(bought.documents());
        assertThat(late.result().path("documents").get(0).path("document").asText()).isEqualTo("SO-11001.label.pdf");
        archive.files.clear();
        assertThat(run(work("label", "{'orderId': '" + kept.identity().orderId() + "'}")).outcome())
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatTheServiceDoesNotKnowIsRefusedWithItsWords() {
        for (String operation : List.of("shipment-status", "details", "receipt", "label")) {
            assertThat(run(work(operation, UNKNOWN)).outcome()).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.problems().get(0).service()).isPresent());
        }
    }

    @Test
    void listFindsByTimeAndByTrackingNumber() {
        Outcome.Done done = done(run(work("shipment", Shipments.domestic()), numbered("2")));
        String pin = done.result().path("trackingNumber").asText();

        for (String criteria : List.of("{'from': '2020-01-01T00:00:00Z'}", "{'trackingNumber': '" + pin + "'}")) {
            assertThat(done(run(work("list", criteria), numbered("2"))).result().path("shipments"))
                    .extracting(JsonNode::asText).contains(done.carrierId().orElseThrow());
        }
    }

    private Result ship() {
        return run(work("shipment", Shipments.domestic()));
    }

    /** Another order of the same account. */
    private static Work other(Work work) {
        return new Work(8, 1, work.state(), new OrderIdentity("canadapost", "demo-ca", "shipment",
                "SO-11002"), work.request(), "SO-11002", 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(),
                false, Optional.empty(), Optional.empty(), FROM, work.leaseEndNanos());
    }

    private static Work refund(String number) {
        return work("refund", "{'carrierOrderId': '" + number + "', 'email': 'a@example.com'}");
    }

    private Account numbered(String number) {
        return Shipments.account(Map.of("endpoint", address(), "username", "canada-key-" + number, "password",
                "canada-secret-" + number, "customer-number", "765432" + number));
    }

    private static Outcome.Done done(Result result) {
        assertThat(result.outcome()).as("%s", result.error()).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) result.outcome();
    }
}
