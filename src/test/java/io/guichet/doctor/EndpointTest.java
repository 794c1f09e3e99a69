package io.guichet.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.doctor.Findings.Finding;
import io.guichet.doctor.Findings.State;
import io.guichet.order.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the way to a service: certificates over real sockets, and clocks. */
class EndpointTest {

    private static final char[] OPEN = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static SSLContext ours;
    private static SSLContext usual;
    private static SSLServerSocket server;

    private final Findings findings = new Findings("service/account", new Texts(Locale.ENGLISH));

    @BeforeAll
    static void open() throws Exception {
        usual = SSLContext.getDefault();
        ours = context(keys());
        server = (SSLServerSocket) ours.getServerSocketFactory().createServerSocket(0, 8,
                InetAddress.getLoopbackAddress());
        CompletableFuture.runAsync(EndpointTest::shakeHands);
    }

    @AfterAll
    static void close() throws IOException {
        SSLContext.setDefault(usual);
        server.close();
    }

    @Test
    void certificateThatIsTrustedIsGood() {
        SSLContext.setDefault(ours);

        assertThat(endpoint("127.0.0.1").tls()).isTrue();
        assertThat(only().state()).isEqualTo(State.GOOD);
        assertThat(only().finding()).contains("TLSv1.3", "CN=service.example");
    }

    @Test
    void certificateThatNobodyTrustsIsWrongAndNothingIsSent() {
        SSLContext.setDefault(usual);

        assertThat(endpoint("127.0.0.1").tls()).isFalse();
        assertThat(only().state()).isEqualTo(State.WRONG);
        assertThat(only().advice()).hasValueSatisfying(advice -> assertThat(advice).contains("trust store", "clock"));
    }

    @Test
    void certificateOfAnotherNameIsWrong() {
        SSLContext.setDefault(ours);

        assertThat(endpoint("localhost").tls()).isFalse();
        assertThat(only().state()).isEqualTo(State.WRONG);
    }

    @ParameterizedTest
    @CsvSource({"PT59S,GOOD", "PT-59S,GOOD", "PT61S,NOTE", "PT119M,NOTE", "PT2H,WRONG", "PT-3H,WRONG"})
    void clocksMayBeAMinuteApartAndMustNotBeTwoHours(Duration ahead, State state) {
        Instant now = Instant.parse("2026-11-26T08:00:00Z");

        endpoint("127.0.0.1").clock(now.plus(ahead), Clock.fixed(now, ZoneOffset.UTC));

        assertThat(only().state()).isEqualTo(state);
    }

    private Endpoint endpoint(String host) {
        return new Endpoint("https://" + host + ":" + server.getLocalPort() + "/", findings);
    }

    private Finding only() {
        assertThat(findings.all()).hasSize(1);
        return findings.all().get(0);
    }

    private static void shakeHands() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                // Whether the other side takes the certificate it says only afterwards.
                socket.getInputStream().read();
            } catch (IOException refused) {
                continue;
            }
        }
    }

    private static KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC",
                "-dname", "CN=service.example", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", new String(OPEN), "-alias", "service")).inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, OPEN);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, OPEN);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("service", keys.getCertificate("service"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
