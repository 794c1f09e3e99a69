package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Document;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ledger's archive in memory, with payments and what was done to them; the last order that was added is the newest. */
final class FakeArchive implements Archive {

    final List<Kept> orders = new ArrayList<>();
    final List<Before> befores = new ArrayList<>();

    Kept completed(String operation, String orderId, String carrierId, ObjectNode request, ObjectNode result) {
        Kept kept = new Kept(orders.size() + 100L, new OrderIdentity("scellius", "demo-fr", operation, orderId), 1,
                orderId, State.COMPLETED, Optional.ofNullable(carrierId), Optional.empty(), request, result);
        orders.add(0, kept);
        return kept;
    }

    Kept completed(String operation, String orderId, String carrierId) {
        return completed(operation, orderId, carrierId, JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode());
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
    public List<Kept> completed(String service, String account, Instant since, String member, String value) {
        return orders.stream().filter(kept -> kept.result().path(member).asText().equals(value)).toList();
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
    public List<Document> documents(Kept kept) {
        return List.of();
    }

    @Override
    public List<Before> before(Work work) {
        return befores;
    }

    @Override
    public Map<String, String> handedOut(Work work, Collection<String> things) {
        return Map.of();
    }
}
