package io.guichet.outbox;

import jakarta.mail.internet.InternetAddress;
import java.util.List;

/**
 * One receiver of mails.
 *
 * @param attachLimit bytes of all documents of a mail together
 */
public record Mailbox(String name, List<InternetAddress> to, long attachLimit) {

    public static final String CHANNEL = "mail:";

    public Mailbox {
        to = List.copyOf(to);
    }

    public String channel() {
        return CHANNEL + name;
    }

    /** Without the addresses. */
    @Override
    public String toString() {
        return channel();
    }
}
