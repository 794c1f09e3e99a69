package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is kept of orders that buy, for who asks for one of them again: the ledger. */
public interface Archive {

    /**
     * An order as it is kept.
     *
     * @param name      what its files are called
     * @param carrierId the service's number of what was bought; empty where nothing is known to be
     * @param calledAt  when the call that bought it was made; what was bought is no older
     * @param request   empty where it was forgotten
     * @param result    the {@code result} member of its last answer; empty where there is none
     */
    record Kept(long id, OrderIdentity identity, int tryNumber, String name, State state, Optional<String> carrierId,
            Optional<Instant> calledAt, ObjectNode request, ObjectNode result) {
    }

    /** How a parent stood just before an attempt. */
    record Before(int attempt, Parent parent) {
    }

    /** The orders that bought what the service knows under this number, last first. */
    List<Kept> byCarrierId(String service, String account, String carrierId);

    /** The orders of some operations that bear this id and have bought something or still may, last first. */
    List<Kept> byOrderId(String service, String account, Set<String> operations, String orderId);

    /** The order that began the payment which its service names so. */
    Optional<Kept> ofPayment(String service, String account, String reference);

    /** Completed purchases that were called in a span and whose result has a member. */
    List<Kept> bought(String service, Instant from, Instant until, String member);

    /** Orders completed since then whose result has this text in a member, last first. */
    List<Kept> completed(String service, String account, Instant since, String member, String value);

    /** The documents that are still kept of an order, bit for bit. */
    List<Document> documents(Kept kept);

    /** How the parent stood before each attempt of an order, first attempt first; empty where it acts on none. */
    List<Before> before(Work work);

    /** Which of these things another order has handed out as new already, and the id of that order. */
    Map<String, String> handedOut(Work work, Collection<String> things);
}
