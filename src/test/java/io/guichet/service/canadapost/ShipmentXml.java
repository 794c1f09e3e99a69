package io.guichet.service.canadapost;

import io.guichet.sandbox.SoapReply;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentRequest;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Requests as they go over the wire, and the schema inside our WSDL. */
final class ShipmentXml {

    private static final JAXBContext TYPES = types();
    private static final Schema SCHEMA = schema();

    private ShipmentXml() {
    }

    static Element write(CreateNonContractShipmentRequest request) throws JAXBException {
        var result = new DOMResult();
        TYPES.createMarshaller().marshal(request, result);
        return ((Document) result.getNode()).getDocumentElement();
    }

    static void validate(Element body) throws SAXException {
        try {
            SCHEMA.newValidator().validate(new DOMSource(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A literal message of the contract (canadapost 3). */
    static Element literal(String name) {
        return resource("/sandbox/canadapost/" + name + ".xml").getDocumentElement();
    }

    private static Document resource(String path) {
        try (InputStream stream = ShipmentXml.class.getResourceAsStream(path)) {
            return SoapReply.parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JAXBContext types() {
        try {
            return JAXBContext.newInstance(CreateNonContractShipmentRequest.class);
        } catch (JAXBException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new DOMSource(resource("/wsdl/canadapost-ncshipment-v4.wsdl")
                            .getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema").item(0)));
        } catch (SAXException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
