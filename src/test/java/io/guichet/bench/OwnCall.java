package io.guichet.bench;

import io.guichet.soap.SoapClient;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;

/** The same endpoint with Guichet's own way out and its care: one request, bounded in time and size, read tolerantly. */
final class OwnCall {

    private OwnCall() {
    }

    /** @param args address, workers, orders to warm up, orders to count */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("soapClient", new SoapClient(Duration.ofSeconds(10), Duration.ofSeconds(60)));
            CxfCall.run(camel, CxfCall.endpoint(args[0]) + "&cxfConfigurer=#bean:soapClient", args);
        }
    }
}
