package io.guichet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.FreePorts;
import io.guichet.ops.EmbeddedBroker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The product's own broker, and short words for what a client of it does. */
final class Broker implements AutoCloseable {

    private static final long PATIENCE_MS = 20_000;

    private final EmbeddedBroker server;
    private final ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0", "guichet", "test");
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    Broker(String... moreQueues) {
        try {
            server = EmbeddedBroker.start(Files.createTempDirectory("guichet-test-broker"), "127.0.0.1",
                    FreePorts.next(),
                    "guichet",
                    "test", List.of(moreQueues));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        pool.setConnectionFactory(connections);
        pool.start();
    }

    ConnectionFactory connectionFactory() {
        return pool;
    }

    JMSContext client() {
        return connections.createContext();
    }

    Message receive(String queue) {
        try (JMSContext client = client(); JMSConsumer consumer = client.createConsumer(client.createQueue(queue))) {
            Message message = consumer.receive(PATIENCE_MS);
            assertThat(message).as("a message in %s", queue).isNotNull();
            return message;
        }
    }

    int depth(String queue) {
        try (JMSContext client = client(); QueueBrowser browser = client.createBrowser(client.createQueue(queue))) {
            return Collections.list(browser.getEnumeration()).size();
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        pool.stop();
        connections.close();
        server.close();
    }
}
