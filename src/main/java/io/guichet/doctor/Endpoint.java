package io.guichet.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Where a service's calls go, and in words why they do not arrive. */
public final class Endpoint {

    private static final String CHECK = "endpoint";
    private static final String TLS = "tls";
    private static final int HTTPS = 443;
    private static final int GONE = 410;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(60);
    /** The window in which a service's listing is searched for a booking reaches so far (lifecycle). */
    private static final Duration CLOCKS_APART = Duration.ofHours(2);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

    private final String address;
    private final Findings findings;

    public Endpoint(String address, Findings findings) {
        this.address = address;
        this.findings = findings;
    }

    /**
     * Looks at the certificate. What keeps the connection itself from being made is told by the first call.
     *
     * @return false where nothing may be sent
     */
    public boolean tls() {
        URI uri = URI.create(address);
        if (!uri.getScheme().equals("https")) {
            if (LOOPBACK.matcher(Optional.ofNullable(uri.getHost()).orElse("")).matches()) {
                findings.good(TLS, "tls.local");
            } else {
                findings.wrong(TLS, "tls.none", address);
            }
            return true;
        }
        if (System.getProperty("https.proxyHost") != null) {
            findings.skipped(TLS, "tls.proxy");
            return true;
        }
        try (Socket plain = new Socket()) {
            int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
            plain.connect(new InetSocketAddress(uri.getHost(), port), (int) PATIENCE.toMillis());
            plain.setSoTimeout((int) PATIENCE.toMillis());
            return safe(plain, uri.getHost(), port);
        } catch (IOException | UnresolvedAddressException notReached) {
            findings.skipped(TLS, "tls.unreached");
            return true;
        }
    }

    private boolean safe(Socket plain, String host, int port) {
        try {
            SSLSession session = session(plain, host, port);
            findings.good(TLS, "tls.good", session.getProtocol(), session.getPeerPrincipal().getName());
            return true;
        } catch (IOException failed) {
            findings.wrong(TLS, "endpoint.tls", address, reason(failed));
            return false;
        }
    }

    private static SSLSession session(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host,
                port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket.getSession();
    }

    /** It has answered. */
    public void answers() {
        findings.good(CHECK, "endpoint.answers", address);
    }

    /** Something has, and it is not the service. */
    public void strange() {
        findings.wrong(CHECK, "endpoint.strange", address);
    }

    /**
     * It was not reached, or it did not answer as the service does.
     *
     * @param status the HTTP status, where one came without an answer of the service
     */
    public void failed(Throwable error, OptionalInt status) {
        if (status.isPresent()) {
            findings.wrong(CHECK, status.getAsInt() == GONE ? "endpoint.gone" : "endpoint.status", address,
                    status.getAsInt());
        } else if (is(error, UnknownHostException.class, UnresolvedAddressException.class)) {
            findings.wrong(CHECK, "endpoint.unknown-host", address);
        } else if (is(error, HttpTimeoutException.class, SocketTimeoutException.class)) {
            findings.wrong(CHECK, "endpoint.timeout", address);
        } else if (is(error, ConnectException.class, NoRouteToHostException.class)) {
            findings.wrong(CHECK, "endpoint.refused", address);
        } else if (is(error, SSLException.class)) {
            findings.wrong(CHECK, "endpoint.tls", address, reason(error));
        } else {
            findings.wrong(CHECK, "endpoint.broken", address, reason(error));
        }
    }

    /** @param theirs what the service's clock said just now */
    public void clock(Instant theirs, Clock clock) {
        Duration apart = Duration.between(theirs, clock.instant()).abs();
        if (apart.compareTo(CLOCKS_AGREE) <= 0) {
            findings.good("clock", "clock.good");
        } else if (apart.compareTo(CLOCKS_APART) < 0) {
            findings.note("clock", "clock.apart", apart.truncatedTo(ChronoUnit.SECONDS));
        } else {
            findings.wrong("clock", "clock.apart", apart.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @SafeVarargs
    private static boolean is(Throwable error, Class<? extends Throwable>... types) {
        for (Throwable cause : causes(error)) {
            for (Class<? extends Throwable> type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The innermost cause names what happened; a text of a library can hold an address, and no credentials. */
    private static String reason(Throwable error) {
        Throwable innermost = error;
        for (Throwable cause : causes(error)) {
            innermost = cause;
        }
        return innermost.getClass().getSimpleName()
                + (innermost.getMessage() == null ? "" : ": " + innermost.getMessage());
    }

    private static Set<Throwable> causes(Throwable error) {
        Set<Throwable> causes = new LinkedHashSet<>();
        Throwable cause = error;
        while (cause != null && causes.add(cause)) {
            cause = cause.getCause();
        }
        return causes;
    }
}
