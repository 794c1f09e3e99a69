package io.guichet.order;

import static io.guichet.order.Reading.bytes;
import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlOrdersTest {

    private static final String OPEN = "<orders xmlns='urn:guichet:order:1'>";

    private final Reading reading = new Reading(Form.XML);

    @Test
    void elementsBecomeMembersAndItemsBecomeLists() {
        assertThat(reading.of(OPEN + "<order><orderId> SO-1\n</orderId><request><recipients>"
                + "<item><city>Bern</city></item>"
                + "<item><city>A &amp; <![CDATA[<B>]]></city></item></recipients></request></order>"
                + "<!-- c --><order><orderId>SO-2</orderId></order></orders>")).satisfiesExactly(
                        first -> {
                            assertThat(first.place()).isEqualTo("order 1");
                            assertThat(first.message().toString()).isEqualTo(json("{'orderId':'SO-1','request':"
                                    + "{'recipients':[{'city':'Bern'},{'city':'A & <B>'}]}}").toString());
                        },
                        second -> assertThat(second.message().path("orderId").asText()).isEqualTo("SO-2"));
    }

    @Test
    void aSingleOrderMayBeTheRoot() {
        assertThat(reading.of("\uFEFF<?xml version='1.0' encoding='utf-8'?><?x y?>"
                + "<g:order xmlns:g='urn:guichet:order:1'><g:orderId>é</g:orderId></g:order>")
                .get(0).message().path("orderId").asText()).isEqualTo("é");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GUI-1010 | <orders xmlns='urn:guichet:order:1'><order>",
            "GUI-1010 | <orders xmlns='urn:guichet:order:1'><order></orders>",
            "GUI-1010 | <orders xmlns='urn:guichet:order:1'><order/></orders><x/>",
            "GUI-1010 | <orders xmlns='urn:guichet:order:1'><order>&secret;</order></orders>",
            "GUI-1011 | <!DOCTYPE orders [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><orders><order>&a;</order></orders>",
            "GUI-1011 | <!DOCTYPE orders SYSTEM 'http://127.0.0.1:1/x.dtd'><orders/>",
            "GUI-1012 | <orders><order/></orders>",
            "GUI-1012 | <invoice xmlns='urn:guichet:order:1'/>",
            "GUI-1016 | <orders xmlns='urn:guichet:order:1'>x<order/></orders>",
            "GUI-1018 | <?xml version='1.0' encoding='ISO-8859-1'?><orders xmlns='urn:guichet:order:1'><order/></orders>",
            "GUI-1106 | <orders xmlns='urn:guichet:order:1'> </orders>",
    })
    void nothingIsTakenOfADocumentThatIs(String code, String document) {
        Problem problem = reading.refusalOf(document);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).startsWith("march.xml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GUI-1013 | <orders xmlns='urn:guichet:order:1'><oder><a>1</a></oder></orders>",
            "GUI-1014 | <order xmlns='urn:guichet:order:1'><a unit='mm'>1</a></order>",
            "GUI-1015 | <order xmlns='urn:guichet:order:1'><a>1</a><a>2</a></order>",
            "GUI-1016 | <order xmlns='urn:guichet:order:1'>x<a>1</a></order>",
            "GUI-1017 | <order xmlns='urn:guichet:order:1'><a xmlns=''>1</a></order>",
    })
    void anOrderIsRefusedAloneForWhatXmlAddsToIt(String code, String document) {
        assertThat(reading.problemOf(document).code()).isEqualTo(code);
    }

    @Test
    void anEmptyDocumentIsEmpty() {
        assertThat(reading.refusalOf("").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("\uFEFF \n ").code()).isEqualTo("GUI-1106");
    }

    @Test
    void aDepthBombIsRefusedBeforeItGoesOff() {
        assertThat(reading.refusalOf("<order xmlns='urn:guichet:order:1'>" + "<a>".repeat(50_000)).code())
                .isEqualTo("GUI-1004");
    }

    @Test
    void bytesThatAreNotUtf8AreNeverReplaced() {
        assertThat(reading.refusalOf(bytes(OPEN + "\n<order><city>Z\u00FCrich</city></order></orders>")).message())
                .isEqualTo("march.xml, line 2, column 15: not UTF-8 (byte 51)");
        assertThat(reading.refusalOf(bytes("\u00FE\u00FF\0<\0a")).code()).isEqualTo("GUI-1001");
    }

    @Test
    void anOrderThatIsTooLargeIsRefusedAlone() {
        String large = "<order><a>" + "x".repeat(50_000) + "</a><a/><b>" + "y".repeat(50_000) + "</b></order>";

        assertThat(new Reading(Form.XML, 1000).of(OPEN + "<order><a>1</a></order>" + large
                + "<order><a>3</a></order></orders>")).satisfiesExactly(
                        first -> assertThat(first.problems()).isEmpty(),
                        second -> assertThat(second.problems()).singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo("GUI-1006")),
                        third -> assertThat(third.message().path("a").asText()).isEqualTo("3"));
    }
}
