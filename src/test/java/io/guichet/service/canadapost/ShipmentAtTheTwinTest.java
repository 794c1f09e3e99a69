package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.PurchaseKey;
import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What our rules let through, the twin takes: it was written from the contract and not from them. */
class ShipmentAtTheTwinTest {

    private static final String NAMESPACE = "http://www.canadapost.ca/ws/soap/ncshipment/v4";
    private static final String HEAD = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header>"
            + "<w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">"
            + "<w:UsernameToken><w:Username>KEYUSER</w:Username><w:Password>KEYPASSWORD</w:Password>"
            + "</w:UsernameToken></w:Security></e:Header><e:Body>";

    @TempDir
    Path directory;

    @Test
    void everyExampleIsBought() throws Exception {
        List<ObjectNode> examples = Shipments.examples();
        try (StartedTwin twin = new StartedTwin(directory)) {
            for (int i = 0; i < examples.size(); i++) {
                SoapReply reply = twin.call("/canadapost/rs/soap/ncshipment/v4", NAMESPACE + "/CreateNCShipment",
                        HEAD + body(examples.get(i), i + 1) + "</e:Body></e:Envelope>");

                assertThat(reply.raw()).as(examples.get(i).toString()).contains("<shipment-id>");
            }
        }
    }

    private static String body(ObjectNode request, int attempt) throws Exception {
        Element element = ShipmentXml.write(ShipmentMapper.map(request, Shipments.account(Map.of()),
                Optional.of(new PurchaseKey("k3q7w2n5x4m6a", attempt))));
        Transformer plain = TransformerFactory.newInstance().newTransformer();
        plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        plain.transform(new DOMSource(element), new StreamResult(text));
        return text.toString();
    }
}
