package io.guichet.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** The broker inside the process: JMS and AMQP 1.0 at one address, with user and password, on disk before it is acknowledged. */
public final class EmbeddedBroker implements AutoCloseable {

    /** Every queue of the product; no other comes to be by a misspelt name. */
    public static final List<String> QUEUES =
            List.of("guichet.orders", "guichet.results", "guichet.errors", "guichet.notices", "guichet.orders.dead");

    private static final String ROLE = "guichet";
    private static final long REDELIVERY_DELAY_MS = 1_000;
    private static final long LONGEST_REDELIVERY_DELAY_MS = 30_000;
    private static final long LEAST_FREE_BYTES = 100L << 20;
    private static final int PAGE_BYTES = 2 << 20;
    private static final long ADDRESS_BYTES = 10L << 20;

    private final EmbeddedActiveMQ server;

    private EmbeddedBroker(EmbeddedActiveMQ server) {
        this.server = server;
    }

    /**
     * @param directory  where messages are kept
     * @param moreQueues queues besides the product's own, such as those that replies may go to
     */
    public static EmbeddedBroker start(Path directory, String host, int port, String user, String password,
            List<String> moreQueues) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("guichet")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setPersistIDCache(true)
                // By the default of 90 percent a large disk with much room left would stop all sending.
                .setMinDiskFree(LEAST_FREE_BYTES)
                .addAcceptorConfiguration("vm", "vm://0")
                .addAcceptorConfiguration("tcp", "tcp://" + host + ":" + port + "?protocols=CORE,AMQP");
        configuration.setSecurityRoles(Map.of("#",
                Set.of(new Role(ROLE, true, true, false, false, true, true, false, true, false, false))));
        configuration.addAddressSetting("#", new AddressSettings()
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                // Never reached by number of tries; an expired message is kept, not dropped.
                .setDeadLetterAddress(SimpleString.of("guichet.orders.dead"))
                .setExpiryAddress(SimpleString.of("guichet.orders.dead"))
                // While the ledger cannot take an order, the broker keeps it and tries again without end.
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(REDELIVERY_DELAY_MS)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(LONGEST_REDELIVERY_DELAY_MS)
                // Results that nobody fetches go to disk, not to the heap.
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(ADDRESS_BYTES)
                .setPageSizeBytes(PAGE_BYTES));
        for (String queue : Stream.concat(QUEUES.stream(), moreQueues.stream()).collect(Collectors.toSet())) {
            configuration.addAddressConfiguration(new CoreAddressConfiguration().setName(queue)
                    .addRoutingType(RoutingType.ANYCAST)
                    .addQueueConfiguration(
                            QueueConfiguration.of(SimpleString.of(queue)).setRoutingType(RoutingType.ANYCAST)
                                    .setDurable(true)));
        }
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(user, password);
        users.addRole(user, ROLE);
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        EmbeddedBroker broker = new EmbeddedBroker(server);
        server.start();
        // Artemis logs why it could not begin and returns as if it had.
        if (!server.getActiveMQServer().isActive()) {
            broker.close();
            throw new IllegalStateException("the embedded broker could not begin at " + host + ":" + port
                    + " with its files in " + directory
                    + ": check guichet.broker.host, guichet.broker.port and that no other"
                    + " process uses them (the lines above tell more)");
        }
        return broker;
    }

    /** The password of the embedded broker: made at the first start, in a file that only its owner reads. */
    public static String password(Path directory) throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path part = directory.resolve(".password.part");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                    StandardCharsets.US_ASCII);
            Files.move(part, file);
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /** Whether a client made this queue for itself and as long as it is connected, in whatever protocol. */
    public boolean isTemporary(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found != null && found.isTemporary();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the embedded broker did not stop", failed);
        }
    }
}
