package io.guichet.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What an element says, whatever the order of its children and the prefixes it is written with. */
public record XmlContent(QName name, List<String> attributes, String text, List<XmlContent> children) {

    public static XmlContent of(Element element) {
        return of(element, false);
    }

    /** Leaves out nil elements: an absent one and a nil one both read as nothing. */
    static XmlContent withoutNil(Element element) {
        return of(element, true);
    }

    private static XmlContent of(Element element, boolean leaveOutNil) {
        var attributes = new TreeSet<String>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            var attribute = (Attr) element.getAttributes().item(i);
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                attributes.add(new QName(attribute.getNamespaceURI(), attribute.getLocalName())
                        + "=" + attribute.getValue());
            }
        }
        var children = new ArrayList<XmlContent>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner && !(leaveOutNil && isNil(inner))) {
                children.add(of(inner, leaveOutNil));
            }
        }
        // A stable sort: items of one name keep their order.
        children.sort(Comparator.comparing(child -> child.name().toString()));
        boolean leaf = element.getElementsByTagName("*").getLength() == 0;
        return new XmlContent(new QName(element.getNamespaceURI(), element.getLocalName()), List.copyOf(attributes),
                leaf ? element.getTextContent().strip() : "", List.copyOf(children));
    }

    private static boolean isNil(Element element) {
        return "true".equals(element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil"));
    }
}
