package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The literal requests of webstamp chapter 2 get answers that contain what the literal answers show. */
class ContractExamplesTest {

    // Inventions of the examples, files, and texts that differ on purpose.
    private static final Set<String> NOT_COMPARED = Set.of("print_data", "receipt", "delivery_receipt", "request_id",
            "url", "customer_message", "date", "name", "comment");

    private final WireSchema schema = new WireSchema();
    private StartedTwin twin;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        twin = new StartedTwin(directory);
        twin.clock("2026-09-24T14:40:00Z");
    }

    @AfterEach
    void stop() {
        twin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "get_categories", "get_products", "get_media_types", "get_medias", "get_zones",
            "get_countries", "get_licenses", "get_product_lists", "get_customer_data", "get_payment_methods",
            "new_order_preview", "get_error_codes"})
    void anExampleIsAnsweredAsTheContractShows(String operation) throws IOException {
        assertShows(twin.post(example(operation + ".request")), operation + ".answer");
    }

    @Test
    void theOrdersOfTheContractFollowOneAnother() throws IOException {
        assertShows(twin.post(example("new_order.request")), "new_order.answer");
        assertShows(twin.post(example("previous_order.request")), "previous_order.answer");
        assertShows(twin.post(example("get_info_receipt.request")), "get_info_receipt.answer");
        assertShows(twin.post(example("get_info_receipt.request-2")), "get_info_receipt.answer-2");
        assertShows(twin.post(example("get_info_journal.request")), "get_info_journal.answer");

        twin.inject("{'kind':'terms','account':'20000001','until':'2026-12-31T22:59:59Z'}");
        assertShows(twin.post(example("new_order.request-2")), "new_order.answer-2");
        twin.control("DELETE", "faults", "");
        assertShows(twin.post(example("get_info_delivery_receipt.request")), "get_info_delivery_receipt.answer");

        assertShows(twin.post(example("new_order.request-3")), "new_order.answer-3");
        twin.advance("PT24H");
        assertShows(twin.post(example("copy_order_by_id.request")), "copy_order_by_id.answer");
    }

    @Test
    void billingOfAPrepaidAccountIsAnsweredAsTheContractShows() throws IOException {
        twin.ask(5, "new_order", StartedTwin.stamps(39610, 2));

        assertShows(twin.post(example("get_info_billing.request").replace("20000001", "20000005")
                .replace("geheim-1", "geheim-5")), "get_info_billing.answer");
    }

    @Test
    void eachExampleOfTheContractPassesTheTwinsOwnSchema() {
        for (String name : List.of("new_order.request", "new_order.request-2", "new_order.request-3",
                "new_order.answer", "new_order.answer-2", "new_order.answer-3", "get_info_receipt.answer",
                "get_products.answer", "get_info_journal.answer", "get_info_billing.answer",
                "new_order_preview.answer", "ping.request")) {
            Document document = SoapReply.parse(example(name).getBytes(StandardCharsets.UTF_8));
            assertThat(schema.accepts(payload(document))).as(name).isTrue();
        }
    }

    @Test
    void answersPassTheTwinsOwnSchemaInEveryLanguageAndFormat() throws IOException {
        for (String language : List.of("de", "fr", "it", "en")) {
            for (String operation : List.of("get_products", "get_countries", "get_error_codes", "get_media_types",
                    "get_product_lists", "get_licenses")) {
                assertValid(twin.post(example(operation + ".request").replace(">fr<", ">" + language + "<")));
            }
        }
        for (String type : List.of("png", "gif", "bmp", "pdf")) {
            assertValid(twin.post(example("new_order.request").replace("<file_type>pdf", "<file_type>" + type)));
        }
        assertValid(twin.post(example("new_order.request").replace(">15220<", ">37610<").replace(">true<", ">false<")));
        assertValid(twin.ask(6, "new_order_preview", StartedTwin.registered()));
        assertValid(twin.ask(1, "get_info_receipt", "<output>xml</output><from>2026-09-01T00:00:00</from>"));
        assertValid(twin.ask(6, "get_info_journal", ""));
    }

    private void assertShows(SoapReply reply, String name) {
        assertValid(reply);
        List<String> shown = leaves(payload(reply.document()), "");
        for (String expected : leaves(payload(SoapReply.parse(example(name).getBytes(StandardCharsets.UTF_8))), "")) {
            // Each shown leaf is used once, so that repeated items must be repeated.
            assertThat(shown.remove(expected)).as("%s lacks %s, has %s", name, expected, shown).isTrue();
        }
    }

    private void assertValid(SoapReply reply) {
        assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
        assertThat(schema.accepts(payload(reply.document()))).as(reply.raw()).isTrue();
    }

    private static Element payload(Document document) {
        Element body = (Element) document.getElementsByTagNameNS(SoapXml.ENVELOPE, "Body").item(0);
        return elements(body).get(0);
    }

    private static List<String> leaves(Element element, String path) {
        String here = path + "/" + element.getLocalName();
        List<Element> children = elements(element);
        List<String> all = new ArrayList<>();
        if (children.isEmpty()) {
            String value = NOT_COMPARED.contains(element.getLocalName()) ? "" : "=" + element.getTextContent().trim();
            all.add(here + value);
        }
        children.forEach(child -> all.addAll(leaves(child, here)));
        return all;
    }

    private static List<Element> elements(Element parent) {
        List<Element> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }
}
