package io.guichet.ledger;

import io.guichet.order.Problem;
import io.guichet.purchase.PaymentEvent;
import java.util.List;
import java.util.Optional;

/** How answers are worded; the ledger stores them in the same transaction as what they tell. */
public interface Answers {

    /** The answer to an order that is wrong. */
    String rejected(Submission submission, List<Problem> problems);

    /** The first answer again, marked as a repeat, with the repeat's own correlation id. */
    String repeated(String finalAnswer, Optional<String> correlationId);

    /** That a payment has changed after its order was answered. */
    String event(PaymentEvent event);

    /** How a file stands, without its lines. */
    String report(Reports.Tally tally);

    /**
     * The reason why the same identity with other content is not taken.
     *
     * @param firstContentHash of the order that bears the identity
     */
    Problem otherContent(Submission submission, String firstContentHash);
}
