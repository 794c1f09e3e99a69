package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.NAMESPACE;
import static io.guichet.sandbox.StartedTwin.body;
import static io.guichet.sandbox.StartedTwin.envelope;
import static io.guichet.sandbox.StartedTwin.example;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What surrounds the operations: namespaces, SOAPAction, versions, WSDL, fault shape (webstamp 0.3, 1.3, 4, 5.1). */
class EnvelopeTest {

    private static StartedTwin twin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @AfterEach
    void strictAgain() throws IOException {
        twin.control("DELETE", "faults", "");
    }

    @Test
    void aFaultIsTheEnvelopeOfTheContractToTheLetter() throws IOException {
        SoapReply reply = twin.post(envelope(1, "get_licenses", "").replace("geheim-1", "wrong"));

        String id = reply.text("request_id");
        assertThat(id).matches("[A-Za-z0-9]{27}");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(flat(reply.raw().replace(id, "aBcD0123efGHijKLmnOPqrsAAAE"))).isEqualTo(flat(example("fault")));
        assertThat(reply.elements("code").get(0).getNamespaceURI())
                .isEqualTo("https://wsredesignint2.post.ch/wsws/soap/v6");
    }

    @ParameterizedTest
    @CsvSource({"de,(Simulatortext)", "fr,(texte du simulateur)", "it,(testo del simulatore)", "en,(simulator text)"})
    void aFaultSpeaksTheLanguageAsked(String language, String note) throws IOException {
        SoapReply reply = twin.post(envelope(1, "new_order", stamps(36000, 1)).replace(">fr<", ">" + language + "<"));

        assertThat(reply.fault()).isEqualTo(2224);
        assertThat(reply.text("faultstring")).endsWith(note);
    }

    @Test
    void placeholdersOfAFaultAreFilled() throws IOException {
        assertThat(twin.ask(1, "new_order", stamps(38610, 501)).text("faultstring")).contains("500")
                .doesNotContain("%");
    }

    @Test
    void elementsComeInAnyOrderUnderAnyPrefix() throws IOException {
        String operation = "<x:new_order_preview xmlns:x=\"" + NAMESPACE + "\"><args>" + StartedTwin.identification(1)
                + "<quantity>1</quantity><file_type>pdf</file_type><single>false</single><product>38610</product>"
                + "</args></x:new_order_preview>";

        assertThat(twin.post(body(operation)).fault()).isZero();
    }

    @Test
    void theDamagedNamespaceIsRefused() throws IOException {
        assertThat(twin.post(example("new_order.request").replace("wsws/soap", "ws/ws/soap")).fault()).isEqualTo(2000);
    }

    @Test
    void qualifiedChildrenAreRefusedUnlessLax() throws IOException {
        String qualified = example("get_zones.request").replace("<args>", "<v6:args>").replace("</args>", "</v6:args>");
        assertThat(twin.post(qualified).fault()).isEqualTo(2000);

        twin.inject("{'kind':'lax'}");
        assertThat(twin.post(qualified).fault()).isZero();
    }

    @Test
    void aHashtypeAttributeOnThePasswordIsRefused() throws IOException {
        String attribute = "<password hashtype=\"md5\">";
        assertThat(twin.post(envelope(1, "get_licenses", "").replace("<password>", attribute)).fault()).isEqualTo(2000);
    }

    @Test
    void jpgIsNoOutputFormat() throws IOException {
        String jpg = envelope(1, "new_order", stamps(38610, 1).replace("pdf", "jpg"));
        assertThat(twin.post(jpg).fault()).isEqualTo(2000);

        twin.inject("{'kind':'lax'}");
        assertThat(twin.post(jpg).fault()).isEqualTo(2208);
    }

    @Test
    void anOverlongCommentIsRefusedByTheSchema() throws IOException {
        String comment = "<order_comment>" + "x".repeat(41) + "</order_comment>";
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + comment).fault()).isEqualTo(2000);
    }

    @Test
    void aContradictingSoapActionIsRefusedUnlessLax() throws IOException {
        String zones = example("get_zones.request");
        assertThat(twin.post(zones, "SOAPAction", "\"" + NAMESPACE + "#get_zones\"").fault()).isZero();
        assertThat(twin.post(zones, "SOAPAction", "\"\"").fault()).isZero();
        assertThat(twin.post(zones, "SOAPAction", "\"" + NAMESPACE + "#new_order\"").fault()).isEqualTo(2000);

        twin.inject("{'kind':'lax'}");
        assertThat(twin.post(zones, "SOAPAction", "\"" + NAMESPACE + "#new_order\"").fault()).isZero();
    }

    @Test
    void anotherContentTypeIsRefused() throws IOException {
        assertThat(twin.post(example("get_zones.request"), "Content-Type", "application/soap+xml").fault())
                .isEqualTo(2000);
    }

    @Test
    void whatIsNoSoapIsRefused() throws IOException {
        assertThat(twin.post("hello").fault()).isEqualTo(2000);
        assertThat(twin.post("<a/>").fault()).isEqualTo(2000);
        assertThat(twin.post(body("")).fault()).isEqualTo(2000);
        assertThat(twin.post(body("<v6:buy_everything/>")).fault()).isEqualTo(2000);
        assertThat(twin.post(example("get_zones.request").replace("schemas.xmlsoap.org/soap/envelope/",
                "www.w3.org/2003/05/soap-envelope")).fault()).isEqualTo(2000);
    }

    @Test
    void aDocumentTypeIsNeverRead() throws IOException {
        String secret = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + envelope(1, "new_order", stamps(38610, 1) + "<reference>&x;</reference>");
        assertThat(twin.post(secret).fault()).isEqualTo(2000);

        twin.inject("{'kind':'lax'}");
        assertThat(twin.post(secret).fault()).isEqualTo(2000);
    }

    @Test
    void theWsdlHasTheListenersAddressAndAllTwentyOperations() throws IOException {
        HttpResponse<byte[]> answer = twin.get("/webstamp/wsws/soap/v6?wsdl");
        String wsdl = new String(answer.body(), StandardCharsets.UTF_8);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(wsdl).contains("location=\"http://127.0.0.1:" + twin.port() + "/webstamp/wsws/soap/v6\"");
        String soap = "http://schemas.xmlsoap.org/wsdl/soap/";
        assertThat(SoapReply.parse(answer.body()).getElementsByTagNameNS(soap, "operation").getLength()).isEqualTo(20);
    }

    @Test
    void otherVersionsAreSwitchedOff() throws IOException {
        assertThat(twin.get("/webstamp/wsws/soap/v5").statusCode()).isEqualTo(410);
        assertThat(twin.get("/webstamp/wsws/soap/v7?wsdl").statusCode()).isEqualTo(410);
        assertThat(twin.get("/webstamp/nowhere").statusCode()).isEqualTo(404);
        assertThat(twin.get("/webstamp/wsws/soap/v6").statusCode()).isEqualTo(405);
    }

    private static String flat(String xml) {
        return xml.replaceAll(">\\s+<", "><").replaceAll("\\s+xmlns", " xmlns").strip();
    }
}
