package io.guichet.call;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.Timeout;

/** How long a call to one service by camel-http may take; the component knows one time for all of them. */
public final class HttpTimes implements HttpClientConfigurer {

    private final Duration connectTimeout;
    private final Duration receiveTimeout;

    public HttpTimes(Duration connectTimeout, Duration receiveTimeout) {
        this.connectTimeout = connectTimeout;
        this.receiveTimeout = receiveTimeout;
    }

    @Override
    @SuppressWarnings("deprecation") // The connection manager, which has the newer option, is shared by all services.
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setDefaultRequestConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setResponseTimeout(Timeout.of(receiveTimeout))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build());
    }
}
