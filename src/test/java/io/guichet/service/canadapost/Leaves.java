package io.guichet.service.canadapost;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** Every element without children as its path, namespace, attribute type and text; order does not count (xsd:all). */
final class Leaves {

    private Leaves() {
    }

    static List<String> of(Element element) {
        List<String> all = new ArrayList<>();
        collect(element, "", all);
        return all.stream().sorted().toList();
    }

    private static void collect(Element element, String path, List<String> all) {
        String namespace = element.getNamespaceURI() == null ? "" : "{" + element.getNamespaceURI() + "}";
        String here = path + "/" + namespace + element.getLocalName() + element.getAttribute("type");
        boolean leaf = true;
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                leaf = false;
                collect(below, here, all);
            }
        }
        if (leaf) {
            all.add(here + "=" + element.getTextContent().strip());
        }
    }
}
