package io.guichet.service.webstamp;

import io.guichet.call.Causes;
import io.guichet.order.Problem.ServiceFault;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.Optional;
import org.apache.cxf.binding.soap.SoapFault;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Finds what the service itself said in an error (webstamp 4.1). */
final class ServiceFaults {

    private ServiceFaults() {
    }

    /** Empty for a fault without a code: the client library makes such ones itself, after the request has left. */
    static Optional<ServiceFault> find(Throwable error) {
        for (Throwable cause : Causes.of(error)) {
            Optional<ServiceFault> fault = Optional.empty();
            if (cause instanceof SoapFault soap && soap.getDetail() != null) {
                fault = read(soap.getDetail(), soap.getReason());
            } else if (cause instanceof SOAPFaultException jaxws) {
                SOAPFault soap = jaxws.getFault();
                fault = soap != null && soap.hasDetail() ? read(soap.getDetail(), soap.getFaultString()) : fault;
            }
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<ServiceFault> read(Element detail, String text) {
        return child(detail, "code")
                .map(code -> new ServiceFault(code, text, child(detail, "request_id").orElse(null)));
    }

    /** By local name: the detail bears the host's namespace, another one on every platform (webstamp 0.3 no. 2). */
    private static Optional<String> child(Element detail, String name) {
        for (Node child = detail.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                return Optional.of(element.getTextContent().strip()).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }
}
