package io.guichet.outbox;

import java.net.URI;
import java.time.Duration;

/**
 * One receiver of messages by HTTP. Its address comes from the settings and from nowhere else.
 *
 * @param inlineLimit bytes of a document that travels inside the message
 * @param timeout     for the whole exchange
 */
public record Webhook(String name, URI url, WebhookSignature signature, long inlineLimit, Duration timeout) {

    public static final String CHANNEL = "webhook:";

    public String channel() {
        return CHANNEL + name;
    }

    /** Without the address, which often holds a secret. */
    @Override
    public String toString() {
        return channel();
    }
}
