package io.guichet.service.canadapost;

import io.guichet.service.canadapost.wire.GetNonContractShipmentReceiptResponse;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.ObjectFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The two receipts that are known of the service, read as the client reads: tolerantly. */
final class Receipts {

    /** Of canadapost 3.1, and of the service's own page. */
    static final String LITERAL = "receipt.answer";
    static final String PAGE = "page-receipt.answer";

    private static final String NAMESPACE = "http://www.canadapost.ca/ws/soap/ncshipment/v4";
    private static final JAXBContext TYPES = types();

    private Receipts() {
    }

    static String literal(String name) {
        try (InputStream file = Receipts.class.getResourceAsStream("/sandbox/canadapost/" + name + ".xml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Element response(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return (Element) factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getElementsByTagNameNS(NAMESPACE, "get-non-contract-shipment-receipt-response").item(0);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static NonContractShipmentReceiptType read(String xml) {
        try {
            Unmarshaller unmarshaller = TYPES.createUnmarshaller();
            unmarshaller.setEventHandler(event -> true);
            return ((GetNonContractShipmentReceiptResponse) unmarshaller.unmarshal(response(xml)))
                    .getNonContractShipmentReceipt();
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The receipt of canadapost 3.1, one piece of its text replaced. */
    static NonContractShipmentReceiptType with(String sent, String instead) {
        String xml = literal(LITERAL);
        if (!xml.contains(sent)) {
            throw new IllegalArgumentException(sent);
        }
        return read(xml.replace(sent, instead));
    }

    private static JAXBContext types() {
        try {
            return JAXBContext.newInstance(ObjectFactory.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
