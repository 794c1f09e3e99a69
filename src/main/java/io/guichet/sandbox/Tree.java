package io.guichet.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;

/** One element of a request with what stands below it; namespaces and attributes no longer matter here. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Tree(String name, String text, List<Tree> children) {

    public Tree {
        text = text == null ? "" : text;
        children = children == null ? List.of() : List.copyOf(children);
    }

    public static Tree empty(String name) {
        return new Tree(name, "", List.of());
    }

    /** The element and all below it; what is xsi:nil is left out. */
    public static Tree of(Element element) {
        String instance = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
        List<Tree> children = SoapXml.elements(element).stream()
                .filter(child -> !"true".equals(child.getAttributeNS(instance, "nil"))).map(Tree::of).toList();
        return new Tree(element.getLocalName(), children.isEmpty() ? element.getTextContent() : "", children);
    }

    public Optional<Tree> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The child, or an empty element of its name. */
    public Tree below(String wanted) {
        return child(wanted).orElse(empty(wanted));
    }

    /** What stands in the list of that name; nothing when the list is absent. */
    public List<Tree> items(String wanted) {
        return below(wanted).children;
    }

    /** The child's text, as it was written; empty when the child is absent. */
    public String text(String wanted) {
        return child(wanted).map(Tree::text).orElse("");
    }

    public boolean has(String wanted) {
        return !text(wanted).isBlank();
    }

    public boolean flag(String wanted) {
        String value = text(wanted).trim();
        return value.equals("true") || value.equals("1");
    }

    /** The same element with these children left out. */
    public Tree without(Set<String> names) {
        return new Tree(name, text, children.stream().filter(child -> !names.contains(child.name)).toList());
    }

    /** The same element with that child put in or replaced. */
    public Tree with(String child, String value) {
        return with(new Tree(child, value, List.of()));
    }

    /** The same element with that child put in or replaced. */
    public Tree with(Tree child) {
        List<Tree> all = new ArrayList<>(without(Set.of(child.name)).children);
        all.add(child);
        return new Tree(name, text, all);
    }
}
