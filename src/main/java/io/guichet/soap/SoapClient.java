package io.guichet.soap;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

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
    private static final TimeValue IDLE = TimeValue.ofSeconds(4);

    /** Hands are the limit, not connections. */
    private static final int MOST_CONNECTIONS = 1_000;

    private final Duration connectTimeout;
    private final Duration receiveTimeout;

    /** No call takes longer than the sum of both. */
    public SoapClient(Duration connectTimeout, Duration receiveTimeout) {
        this.connectTimeout = connectTimeout;
        this.receiveTimeout = receiveTimeout;
    }

    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        // No logging feature: envelopes hold passwords, addresses and stamps.
    }

    @Override
    public void configureClient(Client client) {
        // A release of the service that adds an element must not make a booked order look failed.
        client.getEndpoint().putAll(Map.of("set-jaxb-validation-event-handler", "false"));
        client.getInInterceptors().add(new BodyOrStatus());
        client.setConduitSelector(new OneConduit(
                new OneRequestConduit(null, http(), connectTimeout.plus(receiveTimeout)), client.getEndpoint()));
    }

    private CloseableHttpClient http() {
        ConnectionConfig connections = ConnectionConfig.custom().setConnectTimeout(Timeout.of(connectTimeout))
                .setSocketTimeout(Timeout.of(receiveTimeout)).setTimeToLive(TimeValue.ofMinutes(5)).build();
        return HttpClients.custom().useSystemProperties()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().useSystemProperties()
                        .setDefaultConnectionConfig(connections).setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setMaxConnTotal(MOST_CONNECTIONS).build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                        .setResponseTimeout(Timeout.of(receiveTimeout)).setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false).setExpectContinueEnabled(false).build())
                .setKeepAliveStrategy((response, context) -> IDLE)
                .disableAutomaticRetries().disableRedirectHandling().disableCookieManagement()
                .disableAuthCaching().disableContentCompression().build();
    }

    @Override
    public void configureServer(Server server) {
        // Clients only.
    }
}
