package io.guichet.ops;

import io.guichet.doctor.Findings;
import io.guichet.outbox.MailServer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** What {@code guichet doctor} looks at on this machine: settings, folders, disk, broker. It changes nothing. */
public final class HouseCheck {

    private static final List<String> ROOMS = List.of("in", "work", "done", "error", "out", "notice", "report");
    private static final String FOLDERS = "folders";
    private static final String BROKER = "broker";
    private static final String MAIL = "mail";
    private static final long MEGABYTE = 1L << 20;
    private static final long LEAST_MEGABYTES = 100;
    private static final int PATIENCE_MS = 5_000;

    private final Settings settings;
    private final Path home;

    public HouseCheck(Settings settings) {
        this.settings = settings;
        this.home = settings.path("guichet.home");
    }

    /** @param runs whether Guichet runs, and with it an embedded broker */
    public void look(boolean runs, Findings findings) {
        List<String> unsafe = new AccountSafety(settings).faults();
        unsafe.forEach(fault -> findings.wrong("settings", "settings.unsafe", fault));
        if (unsafe.isEmpty()) {
            findings.good("settings", "settings.safe");
        }
        folders(findings);
        disk(findings);
        broker(runs, findings);
        mail(findings);
    }

    /** Whether the start would be refused because of this account. */
    public boolean isUnsafe(String service, String account) {
        return new AccountSafety(settings).faults().stream()
                .anyMatch(fault -> fault.startsWith("guichet.account." + service + "." + account + "."));
    }

    private void folders(Findings findings) {
        if (!Files.exists(home)) {
            findings.note(FOLDERS, "folders.fresh", home);
        }
        List<Path> needed = new ArrayList<>();
        if (Files.exists(home)) {
            needed.add(home);
            // The start makes those that are missing.
            ROOMS.stream().map(home::resolve).filter(Files::exists).forEach(needed::add);
        }
        for (String name : settings.names(FileDoorSettings.FOLDER)) {
            needed.add(settings.path(FileDoorSettings.FOLDER + "." + name + ".path"));
            String out = FileDoorSettings.FOLDER + "." + name + ".out";
            settings.find(out).ifPresent(set -> needed.add(settings.path(out)));
        }
        List<Path> closed = needed.stream()
                .filter(folder -> !Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder))
                .toList();
        closed.forEach(folder -> findings.wrong(FOLDERS, "folders.closed", folder));
        if (closed.isEmpty() && Files.exists(home)) {
            findings.good(FOLDERS, "folders.good", home);
        }
    }

    private void disk(Findings findings) {
        Path there = home;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            long megabytes = Files.getFileStore(Optional.ofNullable(there).orElse(Path.of("/"))).getUsableSpace()
                    / MEGABYTE;
            if (megabytes < LEAST_MEGABYTES) {
                findings.wrong("disk", "disk.full", megabytes, home);
            } else {
                findings.good("disk", "disk.good", megabytes, home);
            }
        } catch (IOException unknown) {
            findings.wrong("disk", "folders.closed", home);
        }
    }

    private void broker(boolean runs, Findings findings) {
        Optional<String> own = settings.find("guichet.broker.url");
        Path password = home.resolve("broker").resolve("password");
        if (own.isEmpty() && (!runs || settings.integer("guichet.broker.port") == 0
                || settings.find("guichet.broker.password").isEmpty() && !Files.isReadable(password))) {
            findings.skipped(BROKER, "broker.down");
            return;
        }
        String address = own.orElseGet(() -> "tcp://" + settings.get("guichet.broker.host") + ":"
                + settings.get("guichet.broker.port"));
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address)) {
            factory.setInitialConnectAttempts(1);
            factory.setReconnectAttempts(0);
            factory.setCallTimeout(PATIENCE_MS);
            String secret = own.isPresent() || settings.find("guichet.broker.password").isPresent()
                    ? settings.get("guichet.broker.password")
                    : EmbeddedBroker.password(home.resolve("broker"));
            try (Connection connection = factory.createConnection(settings.get("guichet.broker.user"), secret)) {
                connection.getMetaData();
            }
            findings.good(BROKER, "broker.good", plain(address));
        } catch (JMSException | IOException | SettingsException failed) {
            findings.wrong(BROKER, "broker.away", plain(address), failed.getClass().getSimpleName());
        }
    }

    private void mail(Findings findings) {
        try {
            Optional<MailServer> server = new ReceiverSettings(settings).mailServer();
            if (server.isEmpty()) {
                return;
            }
            try {
                server.get().greet();
                findings.good(MAIL, server.get().login().isPresent() ? "mail.login" : "mail.good", server.get());
            } catch (AuthenticationFailedException refused) {
                findings.wrong(MAIL, "mail.refused", server.get());
            } catch (MessagingException failed) {
                // What the server said may repeat what it was told: only the kind of it is named.
                findings.wrong(MAIL, "mail.away", server.get(), failed.getClass().getSimpleName());
            }
        } catch (SettingsException unset) {
            findings.wrong(MAIL, "mail.unset", unset.getMessage());
        }
    }

    /** Behind the question mark an operator may have written a password. */
    private static String plain(String address) {
        return address.replaceAll("\\?.*", "");
    }
}
