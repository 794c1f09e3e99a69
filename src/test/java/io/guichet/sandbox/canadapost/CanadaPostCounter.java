package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** A sandbox with requests of Canada Post to send to it, made of the contract's literal ones. */
final class CanadaPostCounter implements AutoCloseable {

    static final String NC = "http://www.canadapost.ca/ws/soap/ncshipment/v4";
    static final String SHIPMENTS = "/canadapost/rs/soap/ncshipment/v4";
    static final String ARTIFACTS = "/canadapost/rs/soap/artifact";

    private final StartedTwin twin;

    CanadaPostCounter(Path directory) {
        twin = new StartedTwin(directory);
    }

    StartedTwin twin() {
        return twin;
    }

    /** A literal message of the contract, or of the service's own page. */
    static String literal(String name) {
        return StartedTwin.resource("/sandbox/canadapost/" + name + ".xml");
    }

    /** The literal domestic order for one of the accounts 1 to 9. */
    static String order(int account) {
        return literal("create.request").replace("0007654321", "000765432" + account);
    }

    /** The literal order to the United States for one of the accounts 1 to 9. */
    static String orderAbroad(int account) {
        return literal("create-abroad.request").replace("7654321", "765432" + account);
    }

    /** A request about one shipment. */
    static String about(String operation, int account, String shipmentId) {
        return "<nc:" + operation + "-request xmlns:nc=\"" + NC + "\"><mailed-by>765432" + account
                + "</mailed-by><shipment-id>" + shipmentId + "</shipment-id></nc:" + operation + "-request>";
    }

    static String refund(int account, String shipmentId) {
        return about("request-non-contract-shipment-refund", account, shipmentId).replace("</shipment-id>",
                "</shipment-id><non-contract-shipment-refund-request><email>a@example.com</email>"
                        + "</non-contract-shipment-refund-request>");
    }

    static String listing(int account, String criteria) {
        return "<nc:get-non-contract-shipments-request xmlns:nc=\"" + NC + "\"><mailed-by>765432" + account
                + "</mailed-by>" + criteria + "</nc:get-non-contract-shipments-request>";
    }

    static String artifact(String id) {
        return "<ar:get-artifact-request xmlns:ar=\"http://www.canadapost.ca/ws/soap/artifact\"><artifact-id>" + id
                + "</artifact-id></ar:get-artifact-request>";
    }

    /** Sends a body with the key of one of the accounts 1 to 9. */
    SoapReply ask(int account, String body) throws IOException {
        return account == 1
                ? ask("KEYUSER", "KEYPASSWORD", body)
                : ask("canada-key-" + account, "canada-secret-" + account, body);
    }

    SoapReply ask(String user, String password, String body) throws IOException {
        return send(envelope(token(user, "<wsse:Password>" + password + "</wsse:Password>"), body));
    }

    /** Sends a whole envelope to the service that its body is for. */
    SoapReply send(String envelope) throws IOException {
        for (Operation operation : Operation.values()) {
            if (envelope.contains(operation.requestRoot())) {
                return twin.call(operation.door().path(), operation.action(), envelope);
            }
        }
        return twin.call(SHIPMENTS, "", envelope);
    }

    static String token(String user, String password) {
        return "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/"
                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><wsse:UsernameToken><wsse:Username>" + user
                + "</wsse:Username>" + password + "</wsse:UsernameToken></wsse:Security>";
    }

    static String envelope(String header, String body) {
        return "<e:Envelope xmlns:e=\"" + SoapXml.ENVELOPE + "\"><e:Header>" + header + "</e:Header><e:Body>" + body
                + "</e:Body></e:Envelope>";
    }

    /** The element inside the body; the root where there is no envelope. */
    static Element payload(String xml) {
        Element root = SoapReply.parse(xml.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
        return SoapXml.ENVELOPE.equals(root.getNamespaceURI())
                ? SoapXml.elements((Element) root.getElementsByTagNameNS(SoapXml.ENVELOPE, "Body").item(0)).get(0)
                : root;
    }

    /** Every element without children as its path, with its text and the attribute type. */
    static List<String> leaves(Element element) {
        List<String> all = new ArrayList<>();
        collect(element, "", all);
        return all;
    }

    @Override
    public void close() {
        twin.close();
    }

    private static void collect(Element element, String path, List<String> all) {
        String here = path + "/" + element.getLocalName() + element.getAttribute("type");
        List<Element> children = SoapXml.elements(element);
        if (children.isEmpty()) {
            all.add(here + "=" + element.getTextContent().trim());
        }
        children.forEach(child -> collect(child, here, all));
    }
}
