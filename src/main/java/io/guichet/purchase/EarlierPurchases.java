package io.guichet.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive.Kept;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the earlier order of the same account that an order names, by the service's number in {@code carrierOrderId} or by
 * the id that its sender gave it in {@code orderId}.
 */
public final class EarlierPurchases {

    private final Archive archive;
    private final Texts texts;

    public EarlierPurchases(Archive archive, Texts texts) {
        this.archive = archive;
        this.texts = texts;
    }

    /**
     * @param operations those that an order id may mean
     * @throws NotAsked where no earlier order bears the id, several do, or it has not bought anything yet
     */
    public Earlier find(Work work, Set<String> operations) {
        String service = work.identity().service();
        String account = work.identity().account();
        JsonNode request = work.request();
        if (request.hasNonNull("carrierOrderId")) {
            String number = request.get("carrierOrderId").asText();
            return new Earlier(number, archive.byCarrierId(service, account, number).stream()
                    .filter(kept -> operations.contains(kept.identity().operation())).findFirst());
        }
        String orderId = request.path("orderId").asText();
        List<Kept> all = archive.byOrderId(service, account, operations, orderId).stream()
                .filter(kept -> kept.id() != work.id()).toList();
        List<Kept> bought = all.stream().filter(kept -> kept.carrierId().isPresent()).toList();
        if (bought.size() == 1) {
            return new Earlier(bought.get(0).carrierId().get(), Optional.of(bought.get(0)));
        }
        Texts words = texts.of(work.identity());
        if (bought.isEmpty() && !all.isEmpty()) {
            throw new NotAsked(new Outcome.NotSent(words.problem("GUI-2022", "/request/orderId", orderId)));
        }
        Problem problem = bought.isEmpty()
                ? words.problem("GUI-2020", "/request/orderId", orderId, account)
                : words.problem("GUI-2021", "/request/orderId", orderId,
                        bought.stream().map(kept -> kept.carrierId().get()).sorted()
                                .collect(Collectors.joining(", ")));
        throw new NotAsked(new Outcome.Refused(List.of(problem)));
    }
}
