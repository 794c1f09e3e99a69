package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.OwnSchema;
import org.w3c.dom.Element;

/** The twin's own schema and WSDL, written from webstamp chapter 2. */
final class WireSchema {

    static final String NAMESPACE = "https://webstamp.post.ch/wsws/soap/v6";

    private final OwnSchema schema =
            new OwnSchema("/sandbox/webstamp/wsws-v6.xsd", "/sandbox/webstamp/wsws-v6.wsdl");

    /** Whether the element, request or answer, is as the schema says. */
    boolean accepts(Element element) {
        return schema.complaint(element).isEmpty();
    }

    /** Whether there is such an operation. */
    boolean knows(String operation) {
        return schema.knows(operation);
    }

    /** The WSDL with the schema inside and the listener's address. */
    String wsdl(String address) {
        return schema.wsdl(address);
    }
}
