package io.guichet.ledger;

import io.guichet.order.Cleaned;
import io.guichet.order.Fingerprint;
import io.guichet.order.Order;
import io.guichet.order.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One order as a door hands it over: checked, or wrong with every reason.
 *
 * @param position where it stands in its input; the same position of the same input is never taken twice
 * @param order    present when it is right
 * @param replyTo  the queue that its sender asked the answer to be sent to
 * @param cleaned  texts that were cleaned when it was read
 * @param content  which order it is, where nothing but its content is wrong; what was taken before is a repeat all the same
 */
public record Submission(
        long position,
        Optional<Order> order,
        Optional<String> orderId,
        Optional<String> service,
        Optional<String> operation,
        Optional<String> account,
        Optional<String> correlationId,
        Optional<String> replyTo,
        List<Problem> problems,
        List<Cleaned> cleaned,
        Optional<Fingerprint> content) {

    /** One that was read as it was sent. */
    public Submission(long position, Optional<Order> order, Optional<String> orderId, Optional<String> service,
            Optional<String> operation, Optional<String> account, Optional<String> correlationId,
            Optional<String> replyTo, List<Problem> problems) {
        this(position, order, orderId, service, operation, account, correlationId, replyTo, problems, List.of(),
                Optional.empty());
    }
}
