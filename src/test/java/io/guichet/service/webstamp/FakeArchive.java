package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Document;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger's archive in memory. */
public final class FakeArchive implements Archive {

    static final Instant CALLED = Instant.parse("2026-09-24T14:40:00Z");

    final List<Kept> orders = new ArrayList<>();
    final Map<Long, List<Document>> files = new HashMap<>();
    final Map<String, String> handedOut = new HashMap<>();

    /** An order that was bought. */
    Kept bought(long id, String operation, String orderId, String carrierId, ObjectNode request, ObjectNode result) {
        Kept kept = new Kept(id, new OrderIdentity("webstamp", "demo", operation, orderId), 1, orderId,
                State.COMPLETED, Optional.of(carrierId), Optional.of(CALLED), request, result);
        orders.add(0, kept);
        return kept;
    }

    /** An order that has bought nothing yet. */
    void moving(long id, String operation, String orderId) {
        orders.add(0, new Kept(id, new OrderIdentity("webstamp", "demo", operation, orderId), 1, orderId, State.READY,
                Optional.empty(), Optional.empty(), Samples.json("{}"), Samples.json("{}")));
    }

    @Override
    public List<Kept> byCarrierId(String service, String account, String carrierId) {
        return orders.stream().filter(kept -> kept.identity().account().equals(account))
                .filter(kept -> kept.carrierId().equals(Optional.of(carrierId))).toList();
    }

    @Override
    public List<Kept> byOrderId(String service, String account, Set<String> operations, String orderId) {
        return orders.stream().filter(kept -> kept.identity().account().equals(account))
                .filter(kept -> operations.contains(kept.identity().operation()))
                .filter(kept -> kept.identity().orderId().equals(orderId)).toList();
    }

    @Override
    public Optional<Kept> ofPayment(String service, String account, String reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Kept> bought(String service, Instant from, Instant until, String member) {
        return orders.stream().filter(kept -> kept.result().has(member))
                .filter(kept -> kept.calledAt().filter(at -> !at.isBefore(from) && at.isBefore(until)).isPresent())
                .toList();
    }

    @Override
    public List<Kept> completed(String service, String account, Instant since, String member, String value) {
        return List.of();
    }

    @Override
    public List<Document> documents(Kept kept) {
        return files.getOrDefault(kept.id(), List.of());
    }

    @Override
    public List<Before> before(Work work) {
        return List.of();
    }

    @Override
    public Map<String, String> handedOut(Work work, Collection<String> things) {
        Map<String, String> found = new HashMap<>(handedOut);
        found.keySet().retainAll(things);
        return found;
    }
}
