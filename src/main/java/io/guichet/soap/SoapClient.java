package io.guichet.soap;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/**
 * How calls to a SOAP service are made: one request each, bounded in time, read tolerantly, logged nowhere (webstamp 6,
 * canadapost 7).
 */
public final class SoapClient implements CxfConfigurer {

    /** In bytes. Five hundred large stamps as base64 stay below this. */
    public static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    /**
     * Peers close idle connections after five seconds or more; a call on a closed one would leave its outcome in
     * doubt.
     */
    private static final String IDLE_SECONDS = "4";

    private final Duration connectTimeout;
    private final Duration receiveTimeout;

    /** No call takes longer than the sum of both. */
    public SoapClient(Duration connectTimeout, Duration receiveTimeout) {
        this.connectTimeout = connectTimeout;
        this.receiveTimeout = receiveTimeout;
        System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", IDLE_SECONDS);
    }

    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        // No logging feature: envelopes hold passwords, addresses and stamps.
    }

    @Override
    public void configureClient(Client client) {
        client.getEndpoint().putAll(Map.of(
                // A release of the service that adds an element must not make a booked order look failed.
                "set-jaxb-validation-event-handler", "false",
                // The service's fault counts whatever the HTTP status is; BodyOrStatus tells the others.
                "org.apache.cxf.transport.no_io_exceptions", "true"));
        client.getOutInterceptors().add(new BoundedAnswer.Start());
        client.getInInterceptors().add(new BoundedAnswer(connectTimeout.plus(receiveTimeout)));
        client.getInInterceptors().add(new BodyOrStatus());
        HTTPConduit conduit = (HTTPConduit) client.getConduit();
        conduit.setClient(policy());
    }

    private HTTPClientPolicy policy() {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(connectTimeout.toMillis());
        policy.setReceiveTimeout(receiveTimeout.toMillis());
        policy.setAllowChunking(false);
        policy.setVersion("1.1");
        policy.setAutoRedirect(false);
        policy.setMaxRetransmits(0);
        return policy;
    }

    @Override
    public void configureServer(Server server) {
        // Clients only.
    }
}
