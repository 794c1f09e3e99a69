package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import io.guichet.soap.SoapClient;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One request on the wire per call, counted at a bare socket, and what each trouble means (lifecycle 3, webstamp 6).
 */
class OneRequestTest extends WebstampRoutesSupport {

    private static final WebStampExample ANSWER = WebStampExample.named("2.14a-new_order-answer");

    @BeforeEach
    void aProductThatIsNotKnownIsAskedForFirst() {
        service.answers("new_order_preview", ANSWER.with("new_orderResponse", "new_order_previewResponse")
                .with("new_orderResult", "new_order_previewResult"));
    }

    @Test
    void closeWithoutAnswerIsUnknownAndOneRequest() {
        service.on("new_order", request -> SoapSocket.Reply.CLOSED);

        assertUnknown("GUI-3002");
    }

    @Test
    void resetIsUnknownAndOneRequest() {
        service.on("new_order", request -> SoapSocket.Reply.RESET);

        assertUnknown("GUI-3002");
    }

    @Test
    void cutAnswerIsUnknownAndOneRequest() {
        service.on("new_order", request -> whole().half().closing());

        assertUnknown("GUI-3002");
    }

    /**
     * The time-out of the HTTP client ends with the head of an answer: a body that stops would hold a hand for ever.
     */
    @Test
    @Timeout(30)
    void answerThatStopsHalfWayIsGivenUpInTime() {
        service.on("new_order", request -> whole().half());

        assertUnknown("GUI-3002");
    }

    /** The time-out of the HTTP client begins anew with each packet. */
    @Test
    @Timeout(30)
    void answerThatDripsIsGivenUpInTime() {
        service.on("new_order", request -> whole().dripping());

        assertUnknown("GUI-3002");
    }

    @Test
    void answerBeyondAllMeasureIsNotReadToItsEnd() {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 900000000\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] start = Arrays.copyOf(head, head.length + SoapClient.LARGEST_ANSWER + 1);
        service.on("new_order", request -> SoapSocket.Reply.of(start));

        assertUnknown("GUI-3002");
    }

    @Test
    void noAnswerInTimeIsUnknownAndOneRequest() {
        var end = new CountDownLatch(1);
        service.on("new_order", request -> {
            awaitQuietly(end);
            return SoapSocket.Reply.CLOSED;
        });

        assertUnknown("GUI-3002");
        end.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 500, 502, 302, 307, 408})
    void statusThatSaysNeitherYesNorNoIsUnknownAndOneRequest(int status) {
        service.answers("new_order", status, "text/html", "<html>sorry</html>");

        assertUnknown("GUI-3002");
    }

    @Test
    void emptyAnswerIsUnknownAndOneRequest() {
        service.answers("new_order", 200, "text/xml", "");

        assertUnknown("GUI-3002");
    }

    @Test
    void htmlInsteadOfAnEnvelopeIsUnknownAndOneRequest() {
        service.answers("new_order", 200, "text/html", "<html>maintenance</html>");

        assertUnknown("GUI-3002");
    }

    @Test
    void emptyEnvelopeIsUnknownAndOneRequest() {
        service.answers("new_order", 200, "text/xml", """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>""");

        assertThat(run().outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(service.requests("new_order")).hasSize(1);
    }

    /** webstamp 6: an unmarshalling error would make a booked order look refused or failed. */
    @Test
    void elementOfALaterReleaseDoesNotSpoilABookedOrder() {
        service.answers("new_order", ANSWER.with("<messages/>", "<messages/><carbon_grams>12</carbon_grams>"));

        assertThat(run().outcome()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void faultWithoutCodeIsUnknown() {
        service.answers("new_order", 500, "text/xml",
                """
                        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>Client</faultcode>
                        <faultstring>?</faultstring></e:Fault></e:Body></e:Envelope>""");

        assertUnknown("GUI-3002");
    }

    /** webstamp 4.1: the status of faults is not documented, so the body is read whatever it is. */
    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 500, 503})
    void faultIsReadWhateverTheStatus(int status) {
        service.answers("new_order", status, "text/xml; charset=utf-8", SoapSocket.fault("2224"));

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).service().orElseThrow().code()).isEqualTo("2224"));
        assertThat(service.requests("new_order")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410, 400, 404, 415})
    void statusThatConcernsTheAccountHoldsTheOrder(int status) {
        service.answers("new_order", status, "text/html", "<html>no</html>");

        assertThat(run().outcome()).isInstanceOf(Outcome.Held.class);
        assertThat(service.requests("new_order")).hasSize(1);
    }

    /** webstamp 1.2: a switched-off version. */
    @Test
    void switchedOffVersionHoldsTheOrder() {
        service.answers("new_order", 410, "text/plain", "gone");

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.problem().code()).isEqualTo("GUI-2106"));
    }

    @Test
    void refusedConnectionIsNotSent() throws Exception {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertNotSent("http://127.0.0.1:" + port + "/wsws/soap/v6");
    }

    @Test
    void unknownHostIsNotSent() {
        assertNotSent("http://host.invalid/wsws/soap/v6");
    }

    @Test
    void failedTlsIsNotSent() {
        assertNotSent(service.address().replace("http:", "https:"));
    }

    @Test
    void leaseThatWouldEndBeforeTheAnswerKeepsTheSocketShut() {
        leaseLeft = Duration.ofSeconds(1);

        assertThat(run().outcome()).isInstanceOfSatisfying(Outcome.NotSent.class,
                notSent -> assertThat(notSent.problem().code()).isEqualTo("GUI-3004"));
        assertThat(service.requests("new_order")).isEmpty();
    }

    /** camel.md 0.1: an asynchronous producer without chunks loses bodies. */
    @Test
    void everyOneOfManyRequestsHasItsBody() throws Exception {
        service.answers("new_order", ANSWER);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var runs = IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> run().outcome())).toList();
            for (var done : runs) {
                assertThat(done.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.requests("new_order")).hasSize(200)
                .allSatisfy(request -> assertThat(request.body()).contains("<order_comment>"));
    }

    private static SoapSocket.Reply whole() {
        return SoapSocket.Reply.of(SoapSocket.http(200, "text/xml", ANSWER.text()));
    }

    private Result run() {
        return run(Samples.work("stamps", Samples.LETTERS));
    }

    private void assertUnknown(String code) {
        var result = run();
        assertThat(result.outcome()).as("%s", result.error()).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.problem().code()).isEqualTo(code));
        assertThat(service.requests("new_order")).as("one request per attempt").hasSize(1);
    }

    /** The intent is committed and the endpoint only then out of reach. */
    private void assertNotSent(String endpoint) {
        var work = Samples.work("stamps", Samples.LETTERS);
        var account = Samples.account(Map.of("endpoint", endpoint));
        var done = template().request("direct:webstamp-call", exchange -> {
            exchange.setVariable("work", work.sent(2, work.leaseEndNanos()));
            exchange.setVariable("account", account);
            exchange.setVariable("request", new OrderRequests().build(work, account));
            exchange.setVariable("product", Samples.NOT_FOUND);
            exchange.setVariable("licence", Samples.NO_LICENCE);
        });
        var sent = done.getVariable("work", Work.class).state() == State.SENT;
        assertThat(WebstampServices.of(texts).failed(work, sent, done.getException()))
                .as("%s", done.getException())
                .isInstanceOf(Outcome.NotSent.class);
        assertThat(service.requests("new_order")).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
