package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.FreePorts;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.TemporaryQueue;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final long PATIENCE_MS = 10_000;

    @TempDir
    private Path directory;
    private int port;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        port = FreePorts.next();
        broker = open(port);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aMessageGoesThroughTheQueueOverTheNetwork() throws Exception {
        try (JMSContext client = client("guichet", "secret")) {
            client.createProducer().send(client.createQueue("guichet.orders"), "order");
            assertThat(
                    client.createConsumer(client.createQueue("guichet.orders")).receiveBody(String.class, PATIENCE_MS))
                    .isEqualTo("order");
        }
    }

    @Test
    void theSamePortSpeaksAmqp() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE_MS);
            byte[] sasl = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
            socket.getOutputStream().write(sasl);
            byte[] answer = new byte[sasl.length];
            new DataInputStream(socket.getInputStream()).readFully(answer);
            assertThat(new String(answer, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("AMQP");
            assertThat(answer).isEqualTo(sasl);
        }
    }

    @Test
    void aMisspeltQueueIsRefusedForSendersAndReceivers() throws Exception {
        try (JMSContext client = client("guichet", "secret")) {
            assertThatThrownBy(() -> client.createProducer().send(client.createQueue("guichet.order"), "lost"))
                    .isInstanceOf(JMSRuntimeException.class).hasMessageContaining("guichet.order");
            assertThatThrownBy(() -> client.createConsumer(client.createQueue("guichet.order")))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    void aQueueThatRepliesMayGoToIsThere() throws Exception {
        try (JMSContext client = client("guichet", "secret")) {
            client.createProducer().send(client.createQueue("answers"), "reply");
            assertThat(client.createConsumer(client.createQueue("answers")).receiveBody(String.class, PATIENCE_MS))
                    .isEqualTo("reply");
        }
    }

    @Test
    void aSenderMayWaitOnATemporaryQueue() throws Exception {
        try (JMSContext client = client("guichet", "secret"); JMSContext server = client("guichet", "secret")) {
            TemporaryQueue answers = client.createTemporaryQueue();
            server.createProducer().send(server.createQueue(answers.getQueueName()), "reply");
            assertThat(client.createConsumer(answers).receiveBody(String.class, PATIENCE_MS)).isEqualTo("reply");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> client("guichet", "wrong").start()).isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> client("somebody", "secret").start()).isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> client(null, null).start()).isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    void aMessageAndItsDuplicateIdSurviveARestart() throws Exception {
        send("once");
        broker.close();
        broker = open(port);
        assertThatThrownBy(() -> send("again")).as("the broker remembers what it had").hasMessageContaining("uplicate");
        try (JMSContext client = client("guichet", "secret")) {
            JMSConsumer results = client.createConsumer(client.createQueue("guichet.results"));
            assertThat(results.receiveBody(String.class, PATIENCE_MS)).isEqualTo("once");
            assertThat(results.receiveNoWait()).isNull();
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStartWithASentence() throws Exception {
        Path other = directory.resolve("other");
        assertThatThrownBy(() -> EmbeddedBroker.start(other, "127.0.0.1", port, "guichet", "secret", List.of()).close())
                .hasMessageContaining(String.valueOf(port)).hasMessageContaining("guichet.broker.port");
    }

    @Test
    void thePasswordIsMadeOnceInAFileThatOnlyItsOwnerReads() throws Exception {
        Path home = directory.resolve("secret");
        String password = EmbeddedBroker.password(home);
        assertThat(password).hasSizeGreaterThanOrEqualTo(32).isEqualTo(EmbeddedBroker.password(home));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(EmbeddedBroker.password(directory.resolve("another"))).isNotEqualTo(password);
    }

    private void send(String text) {
        // As the routes send: in a local transaction, where the broker says that it has the message already.
        try (JMSContext client = client("guichet", "secret").createContext(JMSContext.SESSION_TRANSACTED)) {
            client.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT)
                    .setProperty("_AMQ_DUPL_ID", "guichet-queue-1")
                    .send(client.createQueue("guichet.results"), text);
            client.commit();
        }
    }

    private EmbeddedBroker open(int at) throws Exception {
        return EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", at, "guichet", "secret",
                List.of("answers"));
    }

    private JMSContext client(String user, String password) {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        return connections.createContext(user, password);
    }
}
