package io.guichet.door;

import io.guichet.order.Problem;
import jakarta.jms.Message;
import java.util.Optional;

/**
 * A message of the queue guichet.orders.
 *
 * @param content its text in UTF-8; empty where it could not be read
 * @param problem why it could not be read
 */
public record OrderMessage(Message message, String id, Optional<byte[]> content, Optional<String> correlationId,
        Optional<String> replyTo, Optional<Problem> problem) {

    public boolean isReadable() {
        return problem.isEmpty();
    }
}
