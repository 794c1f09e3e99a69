package io.guichet.ops;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while the broker answers. */
public final class BrokerHealth extends AbstractHealthCheck {

    private final ConnectionFactory connections;

    public BrokerHealth(ConnectionFactory connections) {
        super("guichet", "broker");
        this.connections = connections;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try (Connection connection = connections.createConnection()) {
            connection.getMetaData();
            builder.up();
        } catch (JMSException failed) {
            builder.message("the broker does not answer").error(failed).down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
