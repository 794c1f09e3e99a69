package io.guichet.service.canadapost;

import io.guichet.call.Causes;
import io.guichet.order.Problem.ServiceFault;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;

/** Finds the SOAP fault that came over the wire in an error; its code may lack its prefix (canadapost 3.7, 7). */
final class GatewayFaults {

    private GatewayFaults() {
    }

    /** Empty for a fault that has a cause: the client library makes such ones itself, after the request has left. */
    static Optional<ServiceFault> find(Throwable error) {
        return Causes.find(error, SoapFault.class).filter(fault -> fault.getCause() == null)
                .map(fault -> new ServiceFault(
                        Optional.ofNullable(fault.getFaultCode()).map(QName::getLocalPart).orElse(""),
                        Optional.ofNullable(fault.getReason()).map(String::strip).orElse(""), null));
    }
}
