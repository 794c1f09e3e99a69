package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SchemaTypingTest {

    private static final String OPEN = "<order xmlns='urn:guichet:order:1'><orderId>007</orderId>"
            + "<service>tiny</service><operation>echo</operation><dryRun>TRUE</dryRun><request>";
    private static final String CLOSE = "</request></order>";

    private final SchemaTyping typing = new SchemaTyping(Installation.SCHEMAS);

    @Test
    void textBecomesWhatTheSchemaWants() {
        JsonNode typed = typing.typed(xml("<rate> 1.50 </rate><flag>false</flag><note>12</note>"
                + "<numbers><item>1</item><item>-2</item></numbers>"));

        assertThat(typed.toString()).isEqualTo(json("{'orderId':'007','service':'tiny','operation':'echo',"
                + "'dryRun':true,'request':{'rate':1.50,'flag':false,'note':'12','numbers':[1,-2]}}").toString()
                .replace("1.5,", "1.50,"));
    }

    @Test
    void anEmptyListIsAList() {
        assertThat(typing.typed(xml("<numbers/>")).at("/request/numbers").isArray()).isTrue();
    }

    @Test
    void whatDoesNotConvertStaysTextSoThatTheSchemaCanSayIt() {
        JsonNode request = typing.typed(xml("<rate>1,5</rate><flag>oui</flag>"
                + "<numbers><item>01</item></numbers><x>1</x>"))
                .path("request");

        assertThat(request.path("rate").textValue()).isEqualTo("1,5");
        assertThat(request.path("flag").textValue()).isEqualTo("oui");
        assertThat(request.at("/numbers/0").textValue()).isEqualTo("01");
        assertThat(request.path("x").textValue()).isEqualTo("1");
    }

    @Test
    void textOutOfJsonIsLeftAlone() {
        JsonNode message = json("{'service':'tiny','operation':'echo','request':{'rate':'1.5','flag':'true'}}");

        assertThat(typing.typed(message)).isEqualTo(message);
    }

    @Test
    void lineBreaksInABase64ElementAreLayout() {
        JsonNode typed = typing.typed(new Reading(Form.XML).of("<order xmlns='urn:guichet:order:1'><service>webstamp"
                + "</service><operation>stamps</operation><request><image>QUJD\n  REVG</image></request></order>")
                .get(0).message());

        assertThat(typed.at("/request/image").textValue()).isEqualTo("QUJDREVG");
    }

    @Test
    void theSameOrderHasTheSameContentInEveryForm() {
        String inXml = hash(new Reading(Form.XML).of(OPEN + "<rate>1.50</rate>"
                + "<numbers><item>1</item></numbers>" + CLOSE)
                .get(0));
        String inCsv = hash(new Reading(Form.CSV).of("orderId,service,operation,request.numbers.0,request.rate\n"
                + "1,tiny,echo,1,1.5\n").get(0));
        String inJson = hash(new Reading(Form.NDJSON).of("{\"service\":\"tiny\",\"operation\":\"echo\","
                + "\"request\":{\"numbers\":[1],\"rate\":15e-1}}").get(0));

        assertThat(inXml).isEqualTo(inCsv).isEqualTo(inJson);
    }

    private String hash(RawOrder order) {
        return CanonicalJson.sha256(typing.typed(order.message()).path("request"));
    }

    private static JsonNode xml(String request) {
        return new Reading(Form.XML).of(OPEN + request + CLOSE).get(0).message();
    }
}
