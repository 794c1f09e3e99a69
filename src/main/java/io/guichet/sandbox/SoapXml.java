package io.guichet.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes SOAP 1.1 envelopes apart, with a parser that fetches nothing and refuses DTDs. Safe for all threads. */
public final class SoapXml {

    public static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private final ThreadLocal<DocumentBuilder> builders = ThreadLocal.withInitial(SoapXml::hardened);

    /** What stands in the header and in the body of an envelope. */
    public record Parts(List<Element> header, List<Element> body) {
    }

    /** The parts; empty when these bytes are no envelope. */
    public Optional<Parts> parts(byte[] xml) {
        Element envelope;
        try {
            envelope = builders.get().parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
        if (!ENVELOPE.equals(envelope.getNamespaceURI()) || !"Envelope".equals(envelope.getLocalName())) {
            return Optional.empty();
        }
        return Optional.of(new Parts(inside(envelope, "Header"), inside(envelope, "Body")));
    }

    public static List<Element> elements(Element parent) {
        List<Element> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }

    /** What the SOAPAction header says, without its quotes; an empty one says nothing, as a missing one does. */
    public static Optional<String> action(Call call) {
        return call.header("soapaction").map(value -> value.trim().replaceAll("^\"|\"$", ""))
                .filter(value -> !value.isEmpty());
    }

    private static List<Element> inside(Element envelope, String part) {
        return elements(envelope).stream()
                .filter(child -> ENVELOPE.equals(child.getNamespaceURI()) && part.equals(child.getLocalName()))
                .findFirst().map(SoapXml::elements).orElse(List.of());
    }

    private static DocumentBuilder hardened() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The parser's own handler would print each fatal error.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser refuses to be hardened", e);
        }
    }
}
