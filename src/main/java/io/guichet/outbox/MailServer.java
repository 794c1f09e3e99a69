package io.guichet.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;

/**
 * Where mails are handed over.
 *
 * @param timeout for one answer of the server
 */
public record MailServer(String host, int port, Encryption encryption, Optional<Login> login, InternetAddress from,
        Duration timeout) {

    /** How the connection is protected. */
    public enum Encryption {
        /** Begins plain and goes on encrypted, or not at all. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS, NONE
    }

    /** Who logs in. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "login";
        }
    }

    /** The longest that a mail takes whose server uses the whole time for each answer. */
    public static Duration longest(Duration timeout) {
        return timeout.multipliedBy(15);
    }

    public JavaMailSender sender() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", String.valueOf(login.isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(encryption == Encryption.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(encryption == Encryption.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(encryption == Encryption.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        for (String limit : new String[]{"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + limit, String.valueOf(timeout.toMillis()));
        }
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setProtocol("smtp");
        sender.setHost(host);
        sender.setPort(port);
        login.ifPresent(who -> {
            sender.setUsername(who.user());
            sender.setPassword(who.password());
        });
        sender.setJavaMailProperties(properties);
        return sender;
    }

    /** Connects, protects the connection and logs in as a mail would; sends nothing. */
    public void greet() throws MessagingException {
        try (Transport transport = sender().getSession().getTransport("smtp")) {
            transport.connect(host, port, login.map(Login::user).orElse(null),
                    login.map(Login::password).orElse(null));
        }
    }

    /** Without who logs in. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
