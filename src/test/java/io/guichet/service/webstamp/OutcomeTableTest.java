package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Texts;
import io.guichet.purchase.LeaseCheck;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Policy;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPFactory;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.transport.http.HTTPException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The outcome table row by row (webstamp 4.2, 4.6). */
class OutcomeTableTest {

    private static final String HOST = "https://wsredesignint2.post.ch/wsws/soap/v6";

    private final OutcomeTable table = WebstampServices.outcomes(new Texts(Locale.ENGLISH), "2268, 2999");

    @ParameterizedTest
    @CsvSource({"2000,GUI-2002,/request", "2003,GUI-2003,/request/recipients", "2004,GUI-2006,/request/quantity",
            "2006,GUI-2007,/request/product", "2007,GUI-2005,/request/medium", "2008,GUI-2005,/request/medium",
            "2009,GUI-2006,/request/quantity", "2012,GUI-2006,/request/image", "2015,GUI-2005,/request/medium",
            "2016,GUI-2003,/request/recipients", "2017,GUI-2003,/request/recipients", "2022,GUI-2003,/request/sender",
            "2025,GUI-2008,/request/cashOnDelivery", "2029,GUI-2004,/request/licence", "2200,GUI-2010,/request",
            "2208,GUI-2005,/request/format", "2210,GUI-2005,/request/printZone", "2211,GUI-2005,/request/printZone",
            "2212,GUI-2005,/request/format", "2221,GUI-2003,/request/recipients", "2223,GUI-2005,/request/medium",
            "2224,GUI-2007,/request/product", "2244,GUI-2010,/request", "2247,GUI-2010,/request",
            "2248,GUI-2008,/request/cashOnDelivery", "2249,GUI-2008,/request/cashOnDelivery",
            "2250,GUI-2008,/request/cashOnDelivery",
            "2251,GUI-2008,/request/cashOnDelivery", "2252,GUI-2008,/request/cashOnDelivery",
            "2253,GUI-2008,/request/cashOnDelivery",
            "2256,GUI-2008,/request/cashOnDelivery", "2257,GUI-2004,/request/licence", "2258,GUI-2004,/request/licence",
            "2261,GUI-2005,/request/customMedium", "2262,GUI-2005,/request/customMedium",
            "2265,GUI-2005,/request/customMedium",
            "2266,GUI-2005,/request/format", "2267,GUI-2005,/request/format", "2271,GUI-2010,/request",
            "5000,GUI-2009,/request/discountCode", "5001,GUI-2009,/request/discountCode",
            "5002,GUI-2009,/request/discountCode",
            "5003,GUI-2009,/request/discountCode", "5004,GUI-2009,/request/discountCode",
            "5005,GUI-2009,/request/discountCode",
            "5006,GUI-2009,/request/discountCode", "5007,GUI-2009,/request/discountCode",
            "5008,GUI-2009,/request/discountCode"})
    void faultOfTheOrderIsRefusedSentOrNot(String service, String code, String field) throws Exception {
        for (boolean sent : new boolean[]{true, false}) {
            assertThat(outcome(sent, fault(service))).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(code);
                        assertThat(problem.field()).isEqualTo(field);
                        assertThat(problem.message()).contains("texte du service");
                        assertThat(problem.service().orElseThrow().code()).isEqualTo(service);
                        assertThat(problem.service().orElseThrow().requestId()).isEqualTo("aBcD");
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource({"2202,GUI-2100", "2216,GUI-2101", "2242,GUI-2102", "2243,GUI-2102", "2268,GUI-2103", "3100,GUI-2104"})
    void faultOfTheAccountHoldsTheOrder(String service, String code) throws Exception {
        for (boolean sent : new boolean[]{true, false}) {
            assertThat(outcome(sent, fault(service))).isInstanceOfSatisfying(Outcome.Held.class, held -> {
                assertThat(held.problem().code()).isEqualTo(code);
                assertThat(held.certain()).as("the service itself said so").isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2300", "2998"})
    void technicalOrUndocumentedFaultIsUnknownOnceSent(String service) throws Exception {
        assertThat(outcome(true, fault(service))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void beforeAnythingWasSentATechnicalFaultIsTriedAgainAndAnUndocumentedOneRefused() throws Exception {
        assertThat(outcome(false, fault("2300"))).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome(false, fault("2998"))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2001"));
    }

    /** webstamp 6: made by the client itself, after a booking perhaps. */
    @Test
    void faultWithoutCodeIsUnknown() {
        var fault = new SoapFault("Unmarshalling Error: unexpected element", new QName("Client"));

        assertThat(outcome(true, fault)).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.problem().code()).isEqualTo("GUI-3002"));
    }

    /** webstamp 0.3 no. 2: the detail bears the host's namespace, another one on every platform. */
    @ParameterizedTest
    @ValueSource(strings = {HOST, "https://webstamp.post.ch/wsws/soap/v6", "urn:elsewhere"})
    void codeIsReadByLocalNameWhateverTheNamespace(String namespace) throws Exception {
        assertThat(outcome(true, fault("2224", namespace))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void faultIsFoundInWhateverItIsWrapped() throws Exception {
        assertThat(outcome(true, new WebServiceException(fault("2224")))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome(true, saaj("2224"))).isInstanceOf(Outcome.Refused.class);
    }

    static Stream<Throwable> neverLeft() {
        return Stream.of(new ConnectException("refused"), new UnknownHostException("nowhere"),
                new NoRouteToHostException("none"),
                new HttpConnectTimeoutException("connect"), new SSLHandshakeException("certificate"));
    }

    @ParameterizedTest
    @MethodSource("neverLeft")
    void whatNeverLeftIsTriedAgain(Throwable cause) {
        assertThat(outcome(true, new Fault(cause))).isInstanceOfSatisfying(Outcome.NotSent.class,
                notSent -> assertThat(notSent.problem().code()).isEqualTo("GUI-3001"));
    }

    static Stream<Throwable> mayHaveBeenBooked() {
        return Stream.of(new HttpTimeoutException("request"), new SocketException("Connection reset"),
                new EOFException(),
                new IOException("header parser received no bytes"), new SSLException("closed"),
                new IllegalStateException("?"),
                new OutOfMemoryError(), new UnreadableAnswer(new Lack("price")));
    }

    @ParameterizedTest
    @MethodSource("mayHaveBeenBooked")
    void everythingElseIsUnknownOnceSentAndTriedAgainBefore(Throwable cause) {
        assertThat(outcome(true, new Fault(cause))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(false, new Fault(cause))).isInstanceOf(Outcome.NotSent.class);
    }

    @ParameterizedTest
    @CsvSource({"401,GUI-2105", "403,GUI-2105", "410,GUI-2106", "400,GUI-2107", "404,GUI-2107", "415,GUI-2107"})
    void statusThatConcernsTheAccountHoldsTheOrder(int status, String code) throws Exception {
        for (boolean sent : new boolean[]{true, false}) {
            assertThat(outcome(sent, http(status))).isInstanceOfSatisfying(Outcome.Held.class, held -> {
                assertThat(held.problem().code()).isEqualTo(code);
                assertThat(held.certain()).as("a door may say so after the booking").isEqualTo(!sent);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 402, 405, 408, 409, 429, 500, 502, 503, 504})
    void everyOtherStatusIsUnknown(int status) throws Exception {
        assertThat(outcome(true, http(status))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void fieldIsTheOneThatNamedTheProduct() throws Exception {
        var outcome = table.outcome(Samples.work("stamps", "{\"webstampProduct\": 36000, \"quantity\": 1}"), true,
                fault("2224"));

        assertThat(((Outcome.Refused) outcome).problems().get(0).field()).isEqualTo("/request/webstampProduct");
    }

    /** webstamp 4.2, every line of it; a code that falls to a default would be in no row. */
    @Test
    void everyDocumentedCodeHasARowOfItsOwnAndAdviceInEveryLanguage() {
        List<String> codes = Stream
                .of("2000 2003 2004 2006 2007 2008 2009 2012 2015 2016 2017 2022 2025 2029 2200 2202 2208 2210 2211 "
                        + "2212 2216 2221 2223 2224 2242 2243 2244 2247 2248 2249 2250 2251 2252 2253 2256 2257 2258 2261 2262 2265 2266 2267 "
                        + "2268 2271 2300 3100 5000 5001 5002 5003 5004 5005 5006 5007 5008")
                .flatMap(all -> Stream.of(all.split(" "))).toList();
        assertThat(OutcomeTable.codes()).containsExactlyInAnyOrderElementsOf(codes);
        for (Locale language : Texts.LANGUAGES) {
            assertThat(codes).allSatisfy(
                    code -> assertThat(new Texts(language).maybe("webstamp", code + ".advice"))
                            .as(code + " " + language).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2257", "2258"})
    void rule36MissingLicenceIsReportedWithApplicationCustomerAndRequest(String service) throws Exception {
        for (Locale language : Texts.LANGUAGES) {
            var spoken = WebstampServices.outcomes(new Texts(language), "2268")
                    .outcome(Samples.work("stamps", Samples.LETTERS), true, fault(service));

            assertThat(((Outcome.Refused) spoken).problems().get(0).advice()).as(language.toString())
                    .contains("webservice.webstamp@post.ch", "0123456789abcdef0123456789abcdef", "20000001", "aBcD");
        }
    }

    /** webstamp 3.8: the fault of an account that is blocked for want of accepted terms is not documented. */
    @ParameterizedTest
    @ValueSource(strings = {"2268", "2999"})
    void rule38WhichFaultMeansBlockedIsASetting(String service) throws Exception {
        assertThat(outcome(true, fault(service))).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.problem().code()).isEqualTo("GUI-2103"));
    }

    @Test
    void aFaultWhoseCodeIsEmptySaysNothing() throws Exception {
        assertThat(outcome(false, fault(" "))).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome(true, fault(" "))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void theInnermostCauseNamesWhatHappened() {
        var nested = new Fault(new WebServiceException(new EOFException("cut")));
        assertMessage("EOFException: cut", outcome(true, nested));
        assertMessage("it is not known whether the service has acted: EOFException",
                outcome(true, new Fault(new EOFException())));
        assertMessage("the service's answer cannot be understood: no price",
                outcome(true, new Fault(new UnreadableAnswer(new Lack("price")))));
    }

    @Test
    void aLeaseThatWouldEndBeforeTheAnswerSentNothing() {
        var policy = new Policy(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofHours(24),
                Duration.ofMinutes(5), Duration.ofMinutes(60), Duration.ofMinutes(30), List.of(Duration.ofMinutes(2)),
                3);
        var tooShort = catchThrowable(
                () -> new LeaseCheck(policy).check(Samples.work("stamps", Samples.LETTERS)));
        assertThat(outcome(true, tooShort)).isInstanceOfSatisfying(Outcome.NotSent.class,
                notSent -> assertThat(notSent.problem().code()).isEqualTo("GUI-3004"));
    }

    private static void assertMessage(String end, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.problem().message()).endsWith(end));
    }

    private Outcome outcome(boolean sent, Throwable error) {
        return table.outcome(Samples.work("stamps", Samples.LETTERS), sent, error);
    }

    private static Fault http(int status) throws Exception {
        return new Fault(new HTTPException(status, "status", URI.create("http://127.0.0.1/").toURL()));
    }

    private static SoapFault fault(String code) throws Exception {
        return fault(code, HOST);
    }

    private static SoapFault fault(String code, String namespace) throws Exception {
        var fault = new SoapFault("texte du service", new QName("Client"));
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        Element detail = document.createElementNS(null, "detail");
        child(detail, namespace, "wsws:code", code);
        child(detail, namespace, "wsws:request_id", "aBcD");
        fault.setDetail(detail);
        return fault;
    }

    private static void child(Element parent, String namespace, String name, String text) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        child.setTextContent(text);
        parent.appendChild(child);
    }

    private static SOAPFaultException saaj(String code) throws Exception {
        var fault = SOAPFactory.newInstance(SOAPConstants.SOAP_1_1_PROTOCOL).createFault("texte du service",
                new QName("Client"));
        child(fault.addDetail(), HOST, "wsws:code", code);
        return new SOAPFaultException(fault);
    }
}
