package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.purchase.Account;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One create on the wire whatever happens, and what each trouble means (lifecycle 3, canadapost 4.4). */
class OneShipmentRequestTest extends CanadaPostRoutesSupport {

    private static final String CREATE = "create-non-contract-shipment";
    private static final String RECEIPT = "get-non-contract-shipment-receipt";

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
    void closeWithoutAnswerIsUnknown() {
        service.on(CREATE, request -> WireSocket.Reply.CLOSED);

        assertUnknown("GUI-3002");
    }

    @Test
    void cutAnswerIsUnknown() {
        service.on(CREATE, request -> WireSocket
                .http(200, "text/xml; charset=utf-8", WireSocket.envelope(WireSocket.literal("create.answer"))).half());

        assertUnknown("GUI-3002");
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 500, 502, 302, 307, 408})
    void statusThatSaysNeitherYesNorNoIsUnknown(int status) {
        service.answers(CREATE, status, "text/html", "<html>sorry</html>");

        assertUnknown("GUI-3002");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410, 400, 404, 415})
    void statusThatConcernsTheAccountHoldsTheOrder(int status) {
        service.answers(CREATE, status, "text/html", "<html>no</html>");

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.certain()).isFalse());
        assertThat(service.requests(CREATE)).hasSize(1);
    }

    /** canadapost 2.2: empty messages are legal, and no success. */
    @Test
    void emptyMessagesAreUnknown() {
        service.refuses(CREATE);

        assertUnknown("GUI-3010");
    }

    @Test
    void answerWithoutNumberIsUnknown() {
        service.answers(CREATE, WireSocket.literal("create.answer").replaceAll("<shipment-id>.*</shipment-id>", ""));

        assertUnknown("GUI-3003");
    }

    @Test
    void emptyEnvelopeIsUnknown() {
        service.answers(CREATE, "");

        assertThat(run().outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(service.requests(CREATE)).hasSize(1);
    }

    @Test
    void otherFaultsOfTheServerAreUnknown() {
        service.faults(CREATE, "Server", "Internal Error");

        assertUnknown("GUI-3002");
    }

    @Test
    void documentThatTheServiceCannotDrawIsUnknownWhereItMayHaveCharged() {
        service.refuses(CREATE, "9150");

        assertUnknown("GUI-3002");
    }

    @Test
    void severalMessagesAreSeveralProblems() {
        service.refuses(CREATE, "2695", "1151", "8716");

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.problems()).extracting(problem -> problem.service().orElseThrow().code())
                    .containsExactly("2695", "1151", "8716");
            assertThat(refused.problems()).extracting(problem -> problem.field()).containsExactly(
                    "/request/recipient/contactPhone", "/request/customs/items", "/request/options");
        });
        assertThat(service.requests(CREATE)).hasSize(1);
    }

    @Test
    void refusedConnectionIsNotSent() {
        assertThat(run(work("shipment", Shipments.domestic()),
                Shipments.account(Map.of("endpoint", "http://127.0.0.1:1/rs/soap"))).outcome())
                .isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void leaseThatWouldEndBeforeTheAnswerKeepsTheSocketShut() {
        leaseLeft = Duration.ofSeconds(1);

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.NotSent.class,
                notSent -> assertThat(notSent.problem().code()).isEqualTo("GUI-3004"));
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void accountWithoutRoomForAllItsCallsDoesNotBegin() {
        service.answers(CREATE, WireSocket.literal("create.answer"));
        service.answers("get-artifact", WireSocket.literal("artifact.answer"));
        service.answers(RECEIPT, WireSocket.literal("receipt.answer"));
        Map<String, String> slow = Map.of("endpoint", address(), "calls-per-minute", "5");

        assertThat(run(work("shipment", Shipments.domestic()), Shipments.account(slow)).outcome())
                .isInstanceOf(Outcome.Done.class);
        assertThat(run(work("shipment", Shipments.domestic()), Shipments.account(slow)).outcome())
                .isInstanceOfSatisfying(Outcome.Later.class, later -> {
                    assertThat(later.problem().code()).isEqualTo("GUI-3007");
                    assertThat(later.certain()).isTrue();
                });
        assertThat(service.requests(CREATE)).hasSize(1);
    }

    @Test
    void whatIsNoLabelLeavesTheShipmentBoughtWithItsNumber() {
        service.answers(CREATE, WireSocket.literal("create.answer"));
        for (String artifact : List.of(
                WireSocket.literal("artifact.answer").replace("JVBERi0xLjQKJSVFT0YK", ""),
                WireSocket.literal("artifact.answer").replace("JVBERi0xLjQKJSVFT0YK", "PGh0bWw+"),
                WireSocket.literal("artifact.answer").replace("JVBERi0xLjQKJSVFT0YK", "no base64!"),
                WireSocket.literal("artifact.answer").replace("application/pdf", "text/html"),
                WireSocket.literal("artifact.answer").replace("application/pdf", "application/zpl"))) {
            service.answers("get-artifact", artifact);

            assertBought("GUI-3006");
        }
        service.refuses("get-artifact", "9151");
        assertBought("GUI-3002");
        service.answers("get-artifact", 503, "text/html", "later");
        assertBought("GUI-3002");
        assertThat(service.requests(RECEIPT)).as("without a label no price is asked for").isEmpty();
    }

    @Test
    void shipmentWithoutLabelRowIsBought() {
        service.answers(CREATE, WireSocket.literal("create.answer").replace("\"label\"", "\"publicLabel\""));

        assertBought("GUI-3006");
    }

    @Test
    void zplLabelKeepsItsEnding() {
        service.answers(CREATE, WireSocket.literal("create.answer"));
        service.answers("get-artifact", WireSocket.literal("artifact.answer")
                .replace("JVBERi0xLjQKJSVFT0YK", "XlhBXlha").replace("application/pdf", "application/zpl"));
        service.answers(RECEIPT, WireSocket.literal("receipt.answer"));

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.documents())
                .singleElement().satisfies(label -> assertThat(label.suffix()).isEqualTo("label.zpl")));
    }

    @Test
    void refusedReceiptDoesNotKeepTheLabelBack() {
        service.answers(CREATE, WireSocket.literal("create.answer"));
        service.answers("get-artifact", WireSocket.literal("artifact.answer"));
        service.refuses(RECEIPT, "9999");

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.price()).isEmpty();
            assertThat(done.documents()).hasSize(1);
            assertThat(done.notices()).extracting(notice -> notice.kind()).containsExactly("price");
        });
    }

    @Test
    void receiptThatCannotBeHadNowIsFetchedLater() {
        service.answers(CREATE, WireSocket.literal("create.answer"));
        service.answers("get-artifact", WireSocket.literal("artifact.answer"));
        service.on(RECEIPT, request -> WireSocket.Reply.CLOSED);

        assertBought("GUI-3002");
    }

    /** canadapost 5.4: reading is tolerant, so that what is not there looks like a shipment without our key. */
    @Test
    void detailsWithoutTheOrderLeaveTheLookIncompleteEachTime() {
        service.answers("get-non-contract-shipments", WireSocket.literal("list.answer"));
        service.answers("get-non-contract-shipment-details",
                WireSocket.literal("details.answer").replaceAll("(?s)<delivery-spec>.*</delivery-spec>", ""));

        for (int look = 0; look < 2; look++) {
            assertThat(lookup(work("shipment", Shipments.domestic())).getMessage().getBody(Finding.class))
                    .isEqualTo(new Finding(List.of(), false));
        }
        assertThat(service.requests("get-non-contract-shipment-details")).as("asked again").hasSize(4);
    }

    @Test
    void refundWithoutAnswerIsUnknownAndSentOnce() {
        service.on("request-non-contract-shipment-refund", request -> WireSocket.Reply.CLOSED);

        assertThat(run(work("refund", "{'carrierOrderId': '500000000000000017', 'email': 'a@example.com'}")).outcome())
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(service.requests("request-non-contract-shipment-refund")).hasSize(1);
    }

    @Test
    void selfTestCountsOneRequestAndItsReadsNeverBegin() {
        service.on(CREATE, request -> WireSocket.Reply.CLOSED);

        template().request("direct:canadapost-selftest", exchange -> {
            exchange.setVariable("work", work("shipment", Shipments.JSON.createObjectNode()));
            exchange.setVariable("account",
                    new Account("canadapost", "selftest", Map.of("endpoint", address())));
        });

        assertThat(service.requests()).singleElement()
                .satisfies(request -> assertThat(request.root()).isEqualTo(CREATE));
    }

    private Result run() {
        return run(work("shipment", Shipments.domestic()));
    }

    private void assertUnknown(String code) {
        Result result = run();

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.problem().code()).isEqualTo(code));
        assertThat(service.requests(CREATE)).hasSize(1);
    }

    private void assertBought(String code) {
        Result result = run();

        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Bought.class, bought -> {
            assertThat(bought.problem().code()).isEqualTo(code);
            assertThat(bought.carrierId()).contains("500000000000000017");
            assertThat(bought.result().path("trackingNumber").asText()).isEqualTo("123456789012");
        });
    }
}
