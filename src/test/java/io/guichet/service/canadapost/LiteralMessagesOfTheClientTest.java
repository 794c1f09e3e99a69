package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The literal messages of canadapost 3 on a bare socket: what is sent is what they show, what they answer is understood. */
class LiteralMessagesOfTheClientTest extends CanadaPostRoutesSupport {

    private static final String SHIPMENT = "{'carrierOrderId': '500000000000000017'}";
    private static final String NC = "http://www.canadapost.ca/ws/soap/ncshipment/v4";

    private final WireSocket service = new WireSocket();

    @Override
    String address() {
        return service.address();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void statusAsksAsShownAndReadsBothRows() {
        service.answers("get-non-contract-shipment", WireSocket.literal("get.answer"));

        JsonNode result = done(run(work("shipment-status", SHIPMENT))).result();

        assertSent("get-non-contract-shipment", "get.request", NC + "/GetNCShipment");
        assertThat(result.path("carrierOrderId").asText()).isEqualTo("500000000000000018");
        assertThat(result.path("trackingNumber").asText()).isEqualTo("123456789012");
        assertThat(result.path("artifacts").findValuesAsText("type")).containsExactly("label", "commercialInvoice");
    }

    @Test
    void detailsAsksAsShownAndReadsOrderAndTicket() {
        service.answers("get-non-contract-shipment-details", WireSocket.literal("details.answer"));

        JsonNode result = done(run(work("details", SHIPMENT))).result();

        assertSent("get-non-contract-shipment-details", "details.request", NC + "/GetNCShipmentDetails");
        assertThat(result.path("reference").asText()).isEqualTo("ORDER-2025-000042");
        assertThat(result.path("parcel").path("weight").asText()).isEqualTo("2.350");
        assertThat(result.path("recipient").path("zip").asText()).isEqualTo("K1A0A9");
        assertThat(result.path("refund").path("ticket").asText()).isEqualTo("GT12345678RT");
        assertThat(result.path("refund").path("date").asText()).isEqualTo("2025-03-05");
    }

    @Test
    void listAsksInEasternTimeWithoutOffsetAndReadsBothNumbers() {
        service.answers("get-non-contract-shipments", WireSocket.literal("list.answer"));

        JsonNode result = done(run(work("list",
                "{'from': '2025-03-04T16:10:00+01:00', 'to': '2025-03-04T15:20:00Z'}"))).result();

        assertSent("get-non-contract-shipments", "list.request", NC + "/GetNCShipments");
        assertThat(result.path("shipments")).extracting(JsonNode::asText)
                .containsExactly("500000000000000017", "500000000000000018");
    }

    /** canadapost 1.3: its SOAPAction belongs to another service's namespace. */
    @Test
    void refundAsksAsShownAndItsTicketIsNoRefund() {
        service.answers("request-non-contract-shipment-refund", WireSocket.literal("refund.answer"));

        Outcome.Done done = done(run(work("refund",
                "{'carrierOrderId': '500000000000000017', 'email': 'comptes@example.com'}")));

        assertSent("request-non-contract-shipment-refund", "refund.request",
                "http://www.canadapost.ca/ws/soap/shipment/v4/RequestNCShipmentRefund");
        assertThat(done.carrierId()).contains("GT12345678RT");
        assertThat(done.price()).isEmpty();
        assertThat(done.result().path("refund").asText()).isEqualTo("requested");
        assertThat(done.result().path("shipmentId").asText()).isEqualTo("500000000000000017");
        assertThat(done.result().path("ticket").path("date").asText()).isEqualTo("2025-03-05");
        assertThat(done.notices()).singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("not granted", "GT12345678RT"));
    }

    @Test
    void artifactAsksTheOtherServiceInTheAccountsLanguage() {
        service.answers("get-artifact", WireSocket.literal("artifact.answer"));

        Outcome.Done done = done(run(work("label", "{'artifactId': '10300000000017'}"),
                Shipments.account(Map.of("endpoint", address(), "language", "fr"))));

        WireSocket.Request request = service.requests("get-artifact").get(0);
        assertThat(Leaves.of(request.payload())).isEqualTo(Leaves.of(document("artifact.request")));
        assertThat(request.path()).isEqualTo("/rs/soap/artifact");
        assertThat(request.header("SOAPAction"))
                .contains("\"http://www.canadapost.ca/ws/soap/artifact/GetArtifact\"");
        assertThat(done.documents()).singleElement().satisfies(document -> {
            assertThat(document.suffix()).isEqualTo("label.pdf");
            assertThat(document.content()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        });
    }

    @Test
    void keyThatMayNotMailForTheCustomerHoldsTheOrder() {
        service.answers("get-non-contract-shipment-receipt", WireSocket.literal("messages.answer"));

        assertThat(run(work("receipt", SHIPMENT)).outcome()).isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.problem().code()).isEqualTo("GUI-2110");
            assertThat(held.problem().service().orElseThrow().code()).isEqualTo("AA004");
            assertThat(held.problem().service().orElseThrow().text()).contains("0007654321");
            assertThat(held.problem().advice()).contains("customer-number");
        });
    }

    @Test
    void throttledReadRestsTheAccountAndNobodyCallsForIt() {
        service.answers("get-non-contract-shipment", 500, "text/xml", WireSocket.literal("throttle.fault"));

        assertThat(run(work("shipment-status", SHIPMENT)).outcome()).isInstanceOfSatisfying(Outcome.Later.class,
                later -> {
                    assertThat(later.problem().code()).isEqualTo("GUI-3007");
                    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(60));
                    assertThat(later.certain()).isTrue();
                });
        assertThat(rests.left("canadapost", "demo-ca")).isPresent();
        assertThat(run(work("shipment-status", SHIPMENT)).outcome()).isInstanceOfSatisfying(Outcome.Later.class,
                later -> assertThat(later.problem().code()).isEqualTo("GUI-3007"));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void throttledShipmentAsksBeforeItIsBoughtNext() {
        service.answers("create-non-contract-shipment", 500, "text/xml", WireSocket.literal("throttle.fault"));

        assertThat(run(work("shipment", Shipments.domestic())).outcome()).isInstanceOfSatisfying(Outcome.Later.class,
                later -> assertThat(later.certain()).isFalse());
    }

    /** canadapost 1.4, 7: the client library leaves the header out without a word. */
    @Test
    void keyStandsInEachCallsHeaderAndNowhereElse() {
        service.answers("create-non-contract-shipment", WireSocket.literal("create.answer"));
        service.answers("get-artifact", WireSocket.literal("artifact.answer"));
        service.answers("get-non-contract-shipment-receipt", WireSocket.literal("receipt.answer"));

        Outcome.Done done = done(run(work("shipment", Shipments.domestic())));

        assertThat(done.price()).hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("16.85"));
        assertThat(service.requests()).hasSize(3).allSatisfy(request -> {
            Element header = (Element) WireSocket.document(request.body())
                    .getElementsByTagNameNS("http://schemas.xmlsoap.org/soap/envelope/", "Header").item(0);
            assertThat(Leaves.of(WireSocket.element(header))).isEqualTo(
                    Leaves.of(WireSocket.element((Element) WireSocket.document(WireSocket.literal("receipt.request"))
                            .getElementsByTagNameNS("http://schemas.xmlsoap.org/soap/envelope/", "Header").item(0))));
            assertThat(request.head()).doesNotContain("KEYUSER", "KEYPASSWORD", "Authorization");
            assertThat(request.header("Content-Length")).as("no chunks").isPresent();
        });
    }

    @Test
    void whatALaterReleaseAddsIsPassedOver() {
        service.answers("get-non-contract-shipment", WireSocket.literal("get.answer")
                .replace("<artifacts>", "<qr-code>x</qr-code><artifacts><artifact type=\"publicLabel\">"
                        + "<artifact-id>1</artifact-id><page-index>0</page-index></artifact>"));

        assertThat(done(run(work("shipment-status", SHIPMENT))).result().path("artifacts")).hasSize(3);
    }

    private static Outcome.Done done(Result result) {
        assertThat(result.outcome()).as("%s", result.error()).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) result.outcome();
    }

    private void assertSent(String root, String literal, String action) {
        WireSocket.Request request = service.requests(root).get(0);
        assertThat(withoutLocale(Leaves.of(request.payload())))
                .isEqualTo(withoutLocale(Leaves.of(document(literal))));
        assertThat(request.header("SOAPAction")).contains("\"" + action + "\"");
        assertThat(request.path()).isEqualTo("/rs/soap/ncshipment/v4");
    }

    private static List<String> withoutLocale(List<String> leaves) {
        return leaves.stream().filter(leaf -> !leaf.contains("/locale=")).toList();
    }

    private static Element document(String literal) {
        return WireSocket.document(WireSocket.literal(literal)).getDocumentElement();
    }
}
