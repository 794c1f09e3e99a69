package io.guichet.purchase;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Where the protocol writes: the ledger. Each method is one transaction and succeeds only on the state that Work names. */
public interface Book {

    /** What the caps of a day leave to an intent. */
    record Caps(Optional<BigDecimal> maxSpend, Optional<Integer> maxOrders) {
    }

    /** The intent was committed, or something holds it and nothing was written. */
    sealed interface Intent {

        record Committed(Work work) implements Intent {
        }

        record SpendCapReached(BigDecimal spent) implements Intent {
        }

        record OrderCapReached(int orders) implements Intent {
        }

        /** The account, its service or everything is paused. */
        record Paused(String why) implements Intent {
        }

        /** The last outcomes of the account are unknown, one after the other. */
        record Braked() implements Intent {
        }

        /** Another operation on the same parent is open: only one at a time can be told apart. */
        record ParentBusy(String orderId) implements Intent {
        }
    }

    /**
     * Commits the intent to buy: from its acknowledgement on, and only then, the socket may be opened.
     *
     * @param reserve the price that counts against the day's cap until the answer is known
     * @param parent  what an operation without a key of its own acts on
     */
    Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve, Optional<Parent> parent);

    /** Of an operation that carries the purchase key itself. */
    default Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve) {
        return intend(work, service, caps, reserve, Optional.empty());
    }

    /**
     * Writes a decision: state, attempt, documents, answer, deliveries and audit together.
     *
     * @param answer  the message to the sender, where the decision tells one
     * @param notices what people should know besides
     */
    void settle(Work work, Decision decision, Optional<String> answer, List<Document> documents,
            List<NoticeMessage> notices);

    /** A notice as it goes out. */
    record NoticeMessage(Notice notice, String account, String body) {
    }
}
