package io.guichet.service.canadapost;

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

/** The ledger's archive in memory, with shipments. */
public final class FakeArchive implements Archive {

    final List<Kept> orders = new ArrayList<>();
    final Map<Long, List<Document>> files = new HashMap<>();

    /** A shipment that was bought; without a number, one that still may be. */
    Kept shipment(long id, String orderId, Optional<String> carrierId, String result) {
        Kept kept = new Kept(id, new OrderIdentity("canadapost", "demo-ca", "shipment", orderId), 1, orderId,
                carrierId.isPresent() ? State.COMPLETED : State.READY, carrierId, Optional.empty(),
                Shipments.domestic(), (ObjectNode) Shipments.json(result));
        orders.add(kept);
        return kept;
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
        return List.of();
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
        return Map.of();
    }
}
