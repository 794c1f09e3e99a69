package io.guichet.bench;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** (d) A camel-cxf endpoint as its page shows it, POJO and defaults, in a loop, and nothing else. */
final class CxfCall {

    private static final String NAMESPACE = "https://webstamp.post.ch/wsws/soap/v6";

    private CxfCall() {
    }

    static String endpoint(String address) {
        return "cxf:" + address + "?wsdlURL=wsdl/webstamp-v6.wsdl"
                + "&serviceClass=io.guichet.service.webstamp.wire.WswsSoapApiV6Port"
                + "&serviceName={" + NAMESPACE + "}wsws_soap_api_v6Service&portName={" + NAMESPACE
                + "}wsws_soap_api_v6Port&defaultOperationName=new_order&defaultOperationNamespace=" + NAMESPACE
                + "&dataFormat=POJO&synchronous=true";
    }

    /** @param args address, workers, orders to warm up, orders to count */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            run(camel, endpoint(args[0]), args);
        }
    }

    static void run(CamelContext camel, String endpoint, String[] args) throws Exception {
        camel.start();
        ProducerTemplate template = camel.createProducerTemplate();
        template.setMaximumCacheSize(1);
        Load.run(Integer.parseInt(args[1]), RawCall.names("W", args[2]), RawCall.names("D", args[3]),
                id -> template.requestBodyAndHeaders(endpoint, Wares.request(id).getArgs(), Map.of()));
    }
}
