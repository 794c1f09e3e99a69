package io.guichet.purchase;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A kept notification in one worker's hands, under a lease.
 *
 * @param body     what its verifier has kept of it
 * @param attempts how often it could not be acted on
 * @param age      since it was received, by the ledger's clock
 */
public record Notification(long id, int version, String service, String account, byte[] body, int attempts,
        Duration age) {

    /** The body as the text that almost all of them are. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "notification " + id + " of " + service + "/" + account;
    }
}
