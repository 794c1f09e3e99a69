package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The XML Schema and the reader agree: what the reader and the validation take keeps the schema. After a change of a JSON
 * Schema {@code mvn test -Dtest=OrderXsdTest -Dguichet.docs.write=true} writes {@code schemas/order.xsd} anew.
 */
class OrderXsdTest {

    private static final Path PUBLISHED = Path.of("src/main/resources/schemas/order.xsd");
    private static final String OPEN = "<orders xmlns='urn:guichet:order:1'><order><orderId>1</orderId>"
            + "<service>webstamp</service><operation>stamps</operation>";
    private static final String CLOSE = "</order></orders>";

    @TempDir
    Path folder;

    @Test
    void thePublishedOneIsThatOfTheJsonSchemas() throws Exception {
        URL[] shipped = {Path.of("src/main/resources").toUri().toURL()};
        try (URLClassLoader classPath = new URLClassLoader(shipped, null)) {
            String text = new OrderXsd(new Schemas(classPath)).text();
            if (Boolean.getBoolean("guichet.docs.write")) {
                Files.writeString(PUBLISHED, text, StandardCharsets.UTF_8);
            }

            assertThat(Files.readString(PUBLISHED, StandardCharsets.UTF_8))
                    .as("schemas/order.xsd; -Dguichet.docs.write=true writes it").isEqualTo(text);
            assertThat(new Xsd(text).complaints(Files.readString(Path.of("examples/orders.xml")))).isEmpty();
        }
    }

    @Test
    void everyOrderOfTheExamplesKeepsItInXml() throws Exception {
        SchemaTyping typing = new SchemaTyping(Installation.SCHEMAS);
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                for (RawOrder order : new Reading(Form.ofFileName(name).orElseThrow()).of(Files.readAllBytes(file))) {
                    List<String> complaints = Xsd.INSTALLED.complaints(Xsd.document(order.message()));
                    if (name.startsWith("refused")) {
                        assertThat(complaints).isNotEmpty();
                        continue;
                    }

                    assertThat(complaints).as(name).isEmpty();
                    assertThat(new Reading(Form.XML).of(Xsd.document(order.message()))).singleElement().satisfies(
                            read -> assertThat(typing.typed(read.message())).isEqualTo(typing.typed(order.message())));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<request><quantity> 2.0 </quantity><product>\n15220\n</product></request>",
            "<request><product>15220</product><quantity>1</quantity></request><limits/><dryRun>TRUE</dryRun>",
            "<request><printService>False</printService><product>15220</product><letter>QUJD\n REVG</letter></request>",
            "<limits><maxPrice><![CDATA[5.00]]></maxPrice></limits><request><quantity>1</quantity><!-- c -->"
                    + "<product>15220</product></request>",
            "<notBefore>2026-11-30t06:00:00z</notBefore><request><product>1</product><quantity>1</quantity></request>",
            "<request><product>1</product><recipients><item><printAddress> A \n\n B </printAddress><city>Bern</city>"
                    + "</item></recipients></request>",
            "<request xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='webstamp.stamps'><product>1</product>"
                    + "<quantity>1</quantity></request>",
    })
    void whatTheReaderTakesKeepsIt(String inside) {
        assertThat(problems(OPEN + inside + CLOSE)).isEmpty();
        assertThat(Xsd.INSTALLED.complaints(OPEN + inside + CLOSE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<request><product>1</product><quantity>1</quantity><colour>blue</colour></request>",
            "<request><product>1</product><quantity>1</quantity></request><surprise>1</surprise>",
            "<reqest><product>1</product><quantity>1</quantity></reqest>",
            "<request><product>1</product><recipients><item><city>Bern</city><sity>x</sity></item></recipients></request>",
            "<request><product>1</product><recipients><itm><city>Bern</city></itm></recipients></request>",
            "<request><product>1</product><recipients><item><lastName>x</lastName></item></recipients></request>",
            "<request><product>1</product><recipients/></request>",
            "<request><product>1</product><quantity unit='x'>1</quantity></request>",
            "<request><product>1</product><quantity>1</quantity><quantity>1</quantity></request>",
            "<request>x<product>1</product><quantity>1</quantity></request>",
            "<request><product>1</product><quantity xmlns='urn:x'>1</quantity></request>",
            "<request><product>1</product><quantity>0</quantity></request>",
            "<request><product>1</product><quantity>501</quantity></request>",
            "<request><product>1</product><quantity>01</quantity></request>",
            "<request><product>1</product><quantity>1.5</quantity></request>",
            "<request><product>1</product><quantity>1</quantity><format>jpg</format></request>",
            "<request><product>1</product><quantity>1</quantity><comment/></request>",
            "<request><product>1</product><quantity>1</quantity><licence>123456789012345678901</licence></request>",
            "<request><product>1</product><quantity>1</quantity><printService>oui</printService></request>",
            "<request><product>1</product><letter>no base64!</letter></request>",
            "<request><product>1</product><quantity>1</quantity></request><notBefore>2026-11-30</notBefore>",
            "<request><product>1</product><quantity>1</quantity></request><limits><maxPrice>5,00</maxPrice></limits>",
            "<request><product>1</product><quantity>1</quantity></request><account>a b</account>",
    })
    void whatIsWrongBreaksBoth(String inside) {
        assertThat(problems(OPEN + inside + CLOSE)).isNotEmpty();
        assertThat(Xsd.INSTALLED.complaints(OPEN + inside + CLOSE)).isNotEmpty();
    }

    @Test
    void theTypeOfOneOperationNarrowsTheRequest() {
        String request = "<request xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='webstamp.catalogue'>"
                + "%s</request>";

        assertThat(Xsd.INSTALLED.complaints(OPEN + request.formatted("<list>media</list>") + CLOSE)).isEmpty();
        assertThat(Xsd.INSTALLED.complaints(OPEN + request.formatted("<product>1</product>") + CLOSE)).isNotEmpty();
        assertThat(Xsd.INSTALLED.complaints(OPEN
                + request.formatted("<list>media</list><quantity>1</quantity>") + CLOSE)).isNotEmpty();
    }

    @Test
    void operationsThatMeanDifferentThingsByOneNameFindAPlaceBesideEachOther() throws Exception {
        operation("one", "pay",
                """
                        "amount": { "type": "string", "pattern": "^(?:0|[1-9][0-9]*)$" },
                        "when": { "type": "string", "format": "date" },
                        "address": { "type": "object", "additionalProperties": false, "required": ["city"], "properties": {
                          "city": { "type": "string", "maxLength": 5 }, "zip": { "type": "integer" } } },
                        "items": { "type": "array", "items": { "type": "string", "enum": ["a", "b&c"] } },
                        "meta": { "type": "object" }, "code": { "const": "x" }, "rate": { "type": "number", "exclusiveMinimum": 0 }
                        """);
        operation("two", "pay", """
                "amount": { "type": "integer", "minimum": -5 },
                "when": { "type": "string", "format": "date" },
                "address": { "type": "object", "additionalProperties": false, "properties": {
                  "city": { "type": "string", "maxLength": 9 }, "land": { "type": "string" } } },
                "items": { "type": "array", "maxItems": 2, "items": { "type": "integer" } },
                "meta": { "type": "string" }, "tree": { "$ref": "#/$defs/tree" }
                """);
        URL[] roots = {folder.toUri().toURL(), Path.of("src/main/resources").toUri().toURL()};
        try (URLClassLoader classPath = new URLClassLoader(roots, null)) {
            Xsd xsd = new Xsd(new OrderXsd(new Schemas(classPath)).text());

            for (String request : List.of(
                    "{'amount':'12','when':'2026-11-30','address':{'city':'Bern','zip':3000},'items':['a','b&c'],"
                            + "'meta':{'anything':{'else':1}},'code':'x','rate':0.5}",
                    "{'amount':-5,'address':{'city':'Lausanne','land':'CH'},'items':[1,2],'meta':'text',"
                            + "'tree':{'leaf':'x','tree':{'leaf':'y'}}}")) {
                assertThat(xsd.complaints(order(request))).isEmpty();
            }
            for (String request : List.of("{'amount':'a b'}", "{'when':'30.11.2026'}", "{'address':{'sity':'Bern'}}",
                    "{'address':{'city':'Lausanne-Ouchy'}}", "{'rate':0}", "{'code':'y'}",
                    "{'tree':{'tree':{'tree':{'laef':1}}}}")) {
                assertThat(xsd.complaints(order(request))).as(request).isNotEmpty();
            }
        }
    }

    private void operation(String service, String operation, String properties) throws Exception {
        Path schemas = Files.createDirectories(folder.resolve("schemas").resolve(service));
        Files.writeString(schemas.resolve(operation + ".schema.json"), "{ \"type\": \"object\", "
                + "\"additionalProperties\": false, \"properties\": {" + properties + "}, \"$defs\": { \"tree\": "
                + "{ \"type\": \"object\", \"additionalProperties\": false, \"properties\": { \"leaf\": "
                + "{ \"type\": \"string\" }, \"tree\": { \"$ref\": \"#/$defs/tree\" } } } } }");
    }

    private static String order(String request) {
        JsonNode message = json("{'orderId':'1','service':'one','operation':'pay','request':" + request + "}");
        return Xsd.document(message);
    }

    private static List<Problem> problems(String document) {
        OrderValidator validator = new OrderValidator(Installation.SCHEMAS, new Installation(
                Map.of("webstamp", Installation.SCHEMAS.operations("webstamp")), List.of()), Reading.ENGLISH);
        return validator.validate(new Reading(Form.XML).of(document).get(0)).problems();
    }
}
