package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Call;
import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads SOAP requests: envelope, namespace, SOAPAction, schema (webstamp 1.3, 4.5, 5.1). */
final class SoapReader {

    private static final String UNREADABLE = "unreadable";

    private final WireSchema schema;
    private final SoapXml xml = new SoapXml();

    SoapReader(WireSchema schema) {
        this.schema = schema;
    }

    /** @param strict false leaves out the schema, the SOAPAction and the content type */
    SoapCall read(Call call, boolean strict) {
        List<Element> content = xml.parts(call.body()).map(SoapXml.Parts::body).orElse(List.of());
        if (content.isEmpty()) {
            return refused(UNREADABLE, Tree.empty("args"));
        }
        Element element = content.get(0);
        String operation = element.getLocalName();
        Tree args = SoapXml.elements(element).stream().filter(child -> child.getLocalName().equals("args")).findFirst()
                .map(Tree::of).orElse(Tree.empty("args"));
        boolean known = WireSchema.NAMESPACE.equals(element.getNamespaceURI()) && schema.knows(operation);
        if (!known || strict && (content.size() > 1 || !fits(call, operation) || !schema.accepts(element))) {
            return refused(schema.knows(operation) ? operation : UNREADABLE, args);
        }
        return new SoapCall(operation, args, Optional.empty());
    }

    /** The operation that the SOAPAction header names, when it names one of this service. */
    static Optional<String> announced(Call head) {
        return SoapXml.action(head).filter(action -> action.startsWith(WireSchema.NAMESPACE + "#"))
                .map(action -> action.substring(WireSchema.NAMESPACE.length() + 1));
    }

    private static boolean fits(Call call, String operation) {
        boolean action = SoapXml.action(call).map((WireSchema.NAMESPACE + "#" + operation)::equals).orElse(true);
        boolean type = call.header("content-type")
                .map(value -> value.toLowerCase(Locale.ROOT).startsWith("text/xml")).orElse(true);
        return action && type;
    }

    private static SoapCall refused(String operation, Tree args) {
        return new SoapCall(operation, args, Optional.of(new SoapRefusal(2000)));
    }
}
