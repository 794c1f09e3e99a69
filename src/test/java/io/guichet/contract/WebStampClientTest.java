package io.guichet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guichet.service.webstamp.wire.NewOrder;
import io.guichet.service.webstamp.wire.OrderRequest;
import io.guichet.service.webstamp.wire.WswsSoapApiV6Port;
import io.guichet.service.webstamp.wire.WswsSoapApiV6Service;
import io.guichet.service.webstamp.wire.WswsStamp;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a generated client sends and what it makes of answers, over a socket (webstamp 1.3, 4.1, chapter 6). */
class WebStampClientTest {

    private static final WebStampExample ANSWER = WebStampExample.named("2.14a-new_order-answer");
    private static final WebStampExample FAULT = WebStampExample.named("4.1-fault-answer");
    private static final WebStampExample ANSWER_OF_A_LATER_RELEASE =
            ANSWER.with("<messages/>", "<messages/><carbon_grams>12</carbon_grams>");

    private WebStampStub stub;
    private WswsSoapApiV6Port client;

    @BeforeEach
    void start() throws IOException {
        stub = new WebStampStub();
        client = client(Map.of("set-jaxb-validation-event-handler", "false"));
    }

    @AfterEach
    void stop() {
        ClientProxy.getClient(client).destroy();
        stub.close();
    }

    @Test
    void requestGoesOutQuotedUnqualifiedAndValid() throws Exception {
        stub.answers(200, ANSWER);
        client.newOrder(order());

        var request = stub.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.soapAction()).isEqualTo("\"https://webstamp.post.ch/wsws/soap/v6#new_order\"");
        assertThat(request.contentType()).startsWithIgnoringCase("text/xml").containsIgnoringCase("charset=utf-8");
        var body = WebStampExample.bodyOf(request.envelope());
        assertThat(XmlContent.of(body))
                .isEqualTo(XmlContent.of(WebStampExample.named("2.14a-new_order-request").body()));
        assertThat(body.getFirstChild().getNamespaceURI()).isNull();
        WebStampSchema.validate(body);
    }

    @Test
    void pingGoesOutEmpty() throws Exception {
        stub.answers(200, WebStampExample.named("2.2-ping-answer"));
        var pong = client.ping();

        assertThat(pong.getRequestId()).isEqualTo("aBcD0123efGHijKLmnOPqrsAAAE");
        assertThat(XmlContent.of(WebStampExample.bodyOf(stub.request().envelope())))
                .isEqualTo(XmlContent.of(WebStampExample.named("2.2-ping-request").body()));
    }

    @Test
    void elementOfALaterReleaseIsIgnoredWithTheHandlerOff() throws JAXBException {
        stub.answers(200, ANSWER_OF_A_LATER_RELEASE);

        assertThat(client.newOrder(order()).getOrderId()).isEqualTo(9000001L);
    }

    @Test
    void elementOfALaterReleaseLooksLikeAFaultWithTheDefault() throws JAXBException {
        stub.answers(200, ANSWER_OF_A_LATER_RELEASE);
        var untold = client(Map.of());
        var order = order();

        var fault = catchThrowableOfType(SOAPFaultException.class, () -> untold.newOrder(order));
        ClientProxy.getClient(untold).destroy();

        assertThat(fault).hasMessageContaining("Unmarshalling Error").hasMessageContaining("carbon_grams");
        // Made by the client itself: neither code nor request id tells of it.
        assertThat(detail(fault)).doesNotContainKeys("code", "request_id");
    }

    @Test
    void idsBeyondThirtyTwoBitAreReadAsSent() throws JAXBException {
        stub.answers(200, ANSWER.with("<order_id>9000001<", "<order_id>4500000000<")
                .with("<stamp_id>80000001<", "<stamp_id>12345678901234<")
                .with("<label_number>1<", "<label_number>98765432109876<"));

        var order = client.newOrder(order());

        assertThat(order.getOrderId()).isEqualTo(4_500_000_000L);
        assertThat(order.getStamps().getItem()).extracting(WswsStamp::getStampId)
                .containsExactly(12_345_678_901_234L, 80_000_002L);
        assertThat(order.getStamps().getItem()).extracting(WswsStamp::getLabelNumber)
                .containsExactly(98_765_432_109_876L, 2L);
    }

    @Test
    void moneyIsReadExactly() throws JAXBException {
        stub.answers(200, ANSWER.with("<price>2.4<", "<price>49.95<"));

        assertThat(client.newOrder(order()).getPrice()).isEqualTo(new BigDecimal("49.95"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.995E1", "4995e-2", "+49.95", " 49.950 "})
    void moneyInAnotherSpellingIsTheSameMoney(String spelling) throws JAXBException {
        stub.answers(200, ANSWER.with("<price>2.4<", "<price>" + spelling + "<"));

        assertThat(client.newOrder(order()).getPrice()).isEqualByComparingTo("49.95");
    }

    @Test
    void answerBeyondTheDocumentedLengthsIsReadWhole() throws JAXBException {
        stub.answers(200, ANSWER.with("<reference>abcd<", "<reference>" + "x".repeat(80) + "<")
                .with("<mime_type>pdf<", "<mime_type>application/pdf<")
                .with("<compression/>", "<compression>brotli</compression>"));

        var order = client.newOrder(order());

        assertThat(order.getReference()).hasSize(80);
        assertThat(order.getStamps().getItem()).allSatisfy(stamp -> {
            assertThat(stamp.getMimeType()).isEqualTo("application/pdf");
            assertThat(stamp.getCompression()).isEqualTo("brotli");
        });
    }

    /** The price of reading tolerantly: whoever uses an answer checks its mandatory fields (webstamp 6). */
    @Test
    void whatCannotBeReadIsLostWithoutAFault() throws JAXBException {
        stub.answers(200, WebStampExample.named("2.14c-new_order-answer")
                .with("<order_id>9000003<", "<order_id>nine million<")
                .with("<price>1.8<", "<price>1,80<")
                .with("<valid_until xsi:nil=\"true\"/>", "<valid_until>next year</valid_until>")
                .with("<valid_days>365</valid_days>", "")
                .with("<product_number>38610<", "<product_number><")
                .with("<post_product_number>15220<", "<post_product_number>4500000000<")
                .with("<state>valid<", "<state>delayed<"));

        var order = client.newOrder(order());

        assertThat(order.getOrderId()).isNull();
        assertThat(order.getPrice()).isNull();
        assertThat(order.getValidUntil()).isNull();
        assertThat(order.getValidDays()).isZero();
        assertThat(order.getProductNumber()).isZero();
        assertThat(order.getPostProductNumber()).as("no int, which would wrap").isEqualTo(4_500_000_000L);
        assertThat(order.getConsignments().getItem()).singleElement()
                .satisfies(letter -> assertThat(letter.getState()).isNull());
    }

    @Test
    void timeWithoutOffsetInAnAnswerIsSwissTime() throws JAXBException {
        stub.answers(200, ANSWER.with("2027-09-24T23:59:59+02:00", "2027-09-24T23:59:59"));

        assertThat(client.newOrder(order()).getValidUntil()).hasToString("2027-09-24T23:59:59+02:00");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 200})
    void faultIsReadByLocalNameWhateverTheStatusAndTheHostsNamespace(int status) throws JAXBException {
        stub.answers(status, FAULT);
        var order = order();

        var fault = catchThrowableOfType(SOAPFaultException.class, () -> client.newOrder(order));

        assertThat(fault.getFault().getFaultCodeAsQName().getLocalPart()).isEqualTo("Client");
        assertThat(fault.getFault().getFaultString()).contains("mot de passe");
        assertThat(detail(fault)).containsEntry("code", "2202")
                .containsEntry("request_id", "aBcD0123efGHijKLmnOPqrsAAAE");
        assertThat(fault.getFault().getDetail()
                .getElementsByTagNameNS("https://wsredesignint2.post.ch/wsws/soap/v6", "code").getLength())
                .isEqualTo(1);
    }

    @Test
    void prefixedFaultCodeIsReadTheSame() throws JAXBException {
        stub.answers(500, FAULT.with("<faultcode>Client<", "<faultcode>SOAP-ENV:Client<"));
        var order = order();

        var fault = catchThrowableOfType(SOAPFaultException.class, () -> client.newOrder(order));

        assertThat(fault.getFault().getFaultCodeAsQName().getLocalPart()).isEqualTo("Client");
        assertThat(detail(fault)).containsEntry("code", "2202");
    }

    @Test
    void switchedOffVersionIsNoFaultOfTheService() throws JAXBException {
        stub.answers(410, new WebStampExample("gone", "gone"));
        var order = order();

        assertThatThrownBy(() -> client.newOrder(order))
                .isNotInstanceOf(SOAPFaultException.class)
                .rootCause()
                .isInstanceOfSatisfying(HTTPException.class,
                        refusal -> assertThat(refusal.getResponseCode()).isEqualTo(410));
    }

    private WswsSoapApiV6Port client(Map<String, Object> properties) {
        var factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(WswsSoapApiV6Port.class);
        factory.setWsdlURL("classpath:wsdl/webstamp-v6.wsdl");
        factory.setServiceName(WswsSoapApiV6Service.SERVICE);
        factory.setEndpointName(WswsSoapApiV6Service.WswsSoapApiV6Port);
        factory.setAddress(stub.address());
        factory.setProperties(properties);
        return (WswsSoapApiV6Port) factory.create();
    }

    private static OrderRequest order() throws JAXBException {
        return ((NewOrder) WebStampExample.named("2.14a-new_order-request").read()).getArgs();
    }

    private static Map<String, String> detail(SOAPFaultException fault) {
        var values = new LinkedHashMap<String, String>();
        if (fault.getFault().hasDetail()) {
            Node child = fault.getFault().getDetail().getFirstChild();
            for (; child != null; child = child.getNextSibling()) {
                if (child instanceof Element element) {
                    values.put(element.getLocalName(), element.getTextContent());
                }
            }
        }
        return values;
    }
}
