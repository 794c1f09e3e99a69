package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.order.RawOrder;
import java.util.List;
import java.util.Optional;

/** Some orders of one input, as read. */
public record Batch(Intake.Input input, List<RawOrder> orders, Optional<String> correlationId,
        Optional<String> replyTo) {
}
