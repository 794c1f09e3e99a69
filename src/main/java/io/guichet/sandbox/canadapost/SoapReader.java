package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Call;
import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.SoapCall.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** Reads envelope, WS-Security header and body, and lets the schema judge (canadapost 1.3, 1.4, 2). */
final class SoapReader {

    private static final Logger LOG = LoggerFactory.getLogger(SoapReader.class);
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String PLAIN =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    private final SoapXml xml = new SoapXml();

    SoapCall read(Call call, Door door) {
        boolean text = call.header("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/xml")).orElse(true);
        if (!text) {
            return SoapCall.broken(door, "Content-Type must be text/xml");
        }
        SoapXml.Parts parts = xml.parts(call.body()).orElse(null);
        if (parts == null || parts.body().size() != 1) {
            return SoapCall.broken(door, "The request is no SOAP 1.1 envelope with one element in its body");
        }
        Element root = parts.body().get(0);
        Optional<Operation> operation = Operation.of(door, root.getNamespaceURI(), root.getLocalName());
        Optional<String> invalid = operation.isEmpty()
                ? Optional.of("cvc-elt.1: Cannot find the declaration of element '" + root.getNodeName() + "'.")
                : door.schema().complaint(root);
        operation.ifPresent(found -> compare(found, call));
        return new SoapCall(door, operation, Tree.of(root), key(parts.header()), Optional.empty(), invalid);
    }

    // Whether the real gateway minds a wrong SOAPAction is unknown (1.2).
    private static void compare(Operation operation, Call call) {
        SoapXml.action(call).filter(action -> !action.equals(operation.action()))
                .ifPresent(action -> LOG.info("twin canadapost: {} came with another SOAPAction than {}",
                        operation.title(), operation.action()));
    }

    private static Optional<Key> key(List<Element> header) {
        return below(header, "Security").flatMap(security -> below(SoapXml.elements(security), "UsernameToken"))
                .flatMap(token -> {
                    List<Element> halves = SoapXml.elements(token);
                    Optional<Element> password = below(halves, "Password").filter(SoapReader::plain);
                    return below(halves, "Username").flatMap(user -> password
                            .map(word -> new Key(user.getTextContent().trim(), word.getTextContent().trim())));
                });
    }

    private static Optional<Element> below(List<Element> elements, String name) {
        return elements.stream().filter(one -> SECURITY.equals(one.getNamespaceURI()))
                .filter(one -> name.equals(one.getLocalName())).findFirst();
    }

    private static boolean plain(Element password) {
        String type = password.getAttribute("Type");
        return type.isEmpty() || type.equals(PLAIN);
    }
}
