package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads SOAP requests: envelope, namespace, SOAPAction, schema (webstamp 1.3, 4.5, 5.1). */
final class SoapReader {

    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private static final String UNREADABLE = "unreadable";

    private final WireSchema schema;
    private final ThreadLocal<DocumentBuilder> builders = ThreadLocal.withInitial(SoapReader::hardened);

    SoapReader(WireSchema schema) {
        this.schema = schema;
    }

    /** @param strict false leaves out the schema, the SOAPAction and the content type */
    SoapCall read(Call call, boolean strict) {
        Element body;
        try {
            body = body(builders.get().parse(new ByteArrayInputStream(call.body())).getDocumentElement());
        } catch (SAXException | IOException e) {
            return refused(UNREADABLE, Tree.empty("args"));
        }
        List<Element> content = body == null ? List.of() : elements(body);
        if (content.isEmpty()) {
            return refused(UNREADABLE, Tree.empty("args"));
        }
        Element element = content.get(0);
        String operation = element.getLocalName();
        Tree args = elements(element).stream().filter(child -> child.getLocalName().equals("args")).findFirst()
                .map(SoapReader::tree).orElse(Tree.empty("args"));
        boolean known = WireSchema.NAMESPACE.equals(element.getNamespaceURI()) && schema.knows(operation);
        if (!known || strict && (content.size() > 1 || !fits(call, operation) || !schema.accepts(element))) {
            return refused(schema.knows(operation) ? operation : UNREADABLE, args);
        }
        return new SoapCall(operation, args, Optional.empty());
    }

    /** The operation that the SOAPAction header names, when it names one of this service. */
    static Optional<String> announced(Call head) {
        return action(head).filter(action -> action.startsWith(WireSchema.NAMESPACE + "#"))
                .map(action -> action.substring(WireSchema.NAMESPACE.length() + 1));
    }

    private static boolean fits(Call call, String operation) {
        boolean action = action(call).map((WireSchema.NAMESPACE + "#" + operation)::equals).orElse(true);
        boolean type = call.header("content-type")
                .map(value -> value.toLowerCase(Locale.ROOT).startsWith("text/xml")).orElse(true);
        return action && type;
    }

    // An empty action says nothing, as a missing one does.
    private static Optional<String> action(Call call) {
        return call.header("soapaction").map(value -> value.trim().replaceAll("^\"|\"$", ""))
                .filter(value -> !value.isEmpty());
    }

    private static SoapCall refused(String operation, Tree args) {
        return new SoapCall(operation, args, Optional.of(new SoapRefusal(2000)));
    }

    private static Element body(Element envelope) {
        if (!ENVELOPE.equals(envelope.getNamespaceURI()) || !"Envelope".equals(envelope.getLocalName())) {
            return null;
        }
        return elements(envelope).stream()
                .filter(child -> ENVELOPE.equals(child.getNamespaceURI()) && "Body".equals(child.getLocalName()))
                .findFirst().orElse(null);
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

    private static Tree tree(Element element) {
        String instance = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
        List<Tree> children = elements(element).stream()
                .filter(child -> !"true".equals(child.getAttributeNS(instance, "nil"))).map(SoapReader::tree).toList();
        return new Tree(element.getLocalName(), children.isEmpty() ? element.getTextContent() : "", children);
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
