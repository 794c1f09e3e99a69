package io.guichet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.service.webstamp.wire.WswsSoapApiV6Port;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Our WSDL against the literal examples of the contract (webstamp 0.3, 1.3, chapter 2). */
class WebStampSchemaTest {

    private static final WebStampExample ORDER = WebStampExample.named("2.14a-new_order-request");

    static Stream<WebStampExample> bodies() {
        return Stream.concat(WebStampExample.requests().stream(), WebStampExample.answers().stream());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyExampleOfTheContractIsValid(WebStampExample example) {
        assertThatCode(() -> WebStampSchema.validate(example.body())).doesNotThrowAnyException();
    }

    @Test
    void everyOperationHasAnExampleOfItsRequestAndItsAnswer() {
        assertThat(WebStampExample.requests()).hasSize(23);
        assertThat(WebStampExample.answers()).hasSize(23);
        assertThat(WebStampExample.requests().stream().map(example -> example.body().getLocalName()).distinct())
                .containsExactlyInAnyOrderElementsOf(operations());
        assertThat(WebStampExample.answers().stream().map(example -> example.body().getLocalName()).distinct())
                .containsExactlyInAnyOrderElementsOf(operations().stream().map(name -> name + "Response").toList());
    }

    @Test
    void everyOperationIsOneCallWithOneArgumentAndPingWithNone() {
        assertThat(WswsSoapApiV6Port.class.getMethods()).hasSize(20)
                .allSatisfy(operation -> assertThat(operation.getParameterCount())
                        .as(operation.getName())
                        .isEqualTo(operation.getName().equals("ping") ? 0 : 1));
        assertThat(Stream.of(WswsSoapApiV6Port.class.getMethods()).map(Method::getReturnType))
                .doesNotContain(void.class);
    }

    @Test
    void qualifiedChildIsRefused() {
        assertRefused(ORDER.with("<args>", "<v6:args>").with("</args>", "</v6:args>"), ":args");
    }

    @Test
    void qualifiedGrandchildIsRefused() {
        assertRefused(ORDER.with("<quantity>2</quantity>", "<v6:quantity>2</v6:quantity>"), ":quantity");
    }

    @Test
    void damagedNamespaceIsRefused() {
        assertRefused(ORDER.with(WebStampExample.NAMESPACE, "https://webstamp.post.ch/ws/ws/soap/v6"),
                "v6:new_order");
    }

    @Test
    void jpgIsNoOutputFormat() {
        assertRefused(ORDER.with("<file_type>pdf<", "<file_type>jpg<"), "jpg");
    }

    @Test
    void attributeOnThePasswordIsRefused() {
        assertRefused(ORDER.with("<password>", "<password hashtype=\"md5\">"), "hashtype");
    }

    @Test
    void customerTypesOfThePrintedDescriptionAreRefused() {
        assertRefused(WebStampExample.named("2.10-get_product_lists-request")
                .with("<customer_type>gk<", "<customer_type>bc<"), "bc");
    }

    @Test
    void elementThatComesTwiceIsRefused() {
        assertRefused(ORDER.with("<quantity>2</quantity>", "<quantity>2</quantity><quantity>2</quantity>"),
                "quantity");
    }

    @Test
    void noteLongerThanFortyCharactersIsRefused() {
        assertRefused(ORDER.with(">please<", ">" + "x".repeat(41) + "<"), "41");
    }

    @Test
    void addressWithoutStreetIsRefusedButWithAnEmptyOneIsNot() throws SAXException {
        var registered = WebStampExample.named("2.13-new_order_preview-request");
        WebStampSchema.validate(registered.with("<street>Rue du Marché 10</street>", "<street/>").body());
        assertRefused(registered.with("<street>Rue du Marché 10</street>", ""), "street");
    }

    @Test
    void idsBeyondThirtyTwoBitAreValid() throws SAXException {
        WebStampSchema.validate(WebStampExample.named("2.16-previous_order-request")
                .with("9000001", "4500000000").body());
    }

    @Test
    void elementsInAnotherOrderAreValid() throws SAXException {
        WebStampSchema.validate(ORDER.with("<post_product>true</post_product>", "")
                .with("<order_comment>", "<post_product>true</post_product><order_comment>").body());
    }

    private static void assertRefused(WebStampExample example, String offender) {
        assertThatThrownBy(() -> WebStampSchema.validate(example.body()))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining(offender);
    }

    private static List<String> operations() {
        var binding = (Element) WebStampSchema.document()
                .getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/", "binding").item(0);
        var operations = binding.getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/", "operation");
        var names = new ArrayList<String>();
        for (int i = 0; i < operations.getLength(); i++) {
            names.add(((Element) operations.item(i)).getAttribute("name"));
        }
        return names;
    }
}
