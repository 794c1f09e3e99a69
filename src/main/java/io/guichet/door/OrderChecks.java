package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.ledger.Submission;
import io.guichet.order.OrderValidator;
import io.guichet.order.RawOrder;
import io.guichet.order.Validation;
import java.util.List;

/** Checks every order of a batch whole. */
public final class OrderChecks {

    /** A batch as the ledger takes it. */
    public record Checked(Intake.Input input, List<Submission> submissions) {
    }

    private final OrderValidator validator;

    public OrderChecks(OrderValidator validator) {
        this.validator = validator;
    }

    public Checked check(Batch batch) {
        return new Checked(batch.input(), batch.orders().stream().map(order -> submission(batch, order)).toList());
    }

    private Submission submission(Batch batch, RawOrder order) {
        Validation checked = validator.validate(order);
        return new Submission(order.number(), checked.order(), checked.orderId(), checked.service(),
                checked.operation(),
                checked.account(), checked.correlationId().or(batch::correlationId), batch.replyTo(),
                checked.problems());
    }
}
