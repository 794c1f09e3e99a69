package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.PurchaseKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Money that moved or is set to move: payments and refunds, payments first. */
final class Purchases {

    private static final Set<String> PAID = Set.of("AUTHORIZED", "COMPLETED", "FULFILL", "DECLINE");

    private final Entities entities;

    Purchases(Entities entities) {
        this.entities = entities;
    }

    List<Purchase> all() {
        List<Purchase> all = new ArrayList<>();
        entities.all(Kind.TRANSACTION, one -> PAID.contains(one.path("state").asText()))
                .forEach(one -> all.add(payment(one)));
        entities.all(Kind.REFUND, one -> !one.path("state").asText().equals("FAILED"))
                .forEach(one -> all.add(purchase(one, marks(one, "externalId"),
                        one.path("amount").decimalValue(), one.path("createdOn").asText(), "refund")));
        return all;
    }

    private Purchase payment(ObjectNode transaction) {
        BigDecimal completed = transaction.path("completedAmount").decimalValue();
        BigDecimal amount = completed.signum() > 0 ? completed : transaction.path("authorizationAmount").decimalValue();
        // The payments of a link have no reference of the shop's.
        String marks = entities.find(Kind.LINK, transaction.path("paymentLink").longValue())
                .map(link -> marks(link, "externalId")).orElse(transaction.path("merchantReference").asText());
        return purchase(transaction, marks, amount, transaction.path("authorizedOn").asText(), "payment");
    }

    private static String marks(ObjectNode of, String otherwise) {
        return of.path("merchantReference").asText(of.path(otherwise).asText());
    }

    private static Purchase purchase(ObjectNode of, String marks, BigDecimal amount, String time, String operation) {
        Optional<PurchaseKey> key = PurchaseKey.in(marks);
        String reference = key.map(one -> marks.replace(one.attemptKey(), "").strip()).orElse(marks);
        String currency = of.path("currency").asText();
        return new Purchase("postfinance", of.path("linkedSpaceId").asText(), key.map(PurchaseKey::key).orElse(null),
                key.map(PurchaseKey::attemptKey).orElse(null), reference, of.path("id").asText(),
                LineItems.money(amount, currency).toPlainString(), currency, Instant.parse(time), operation,
                List.of());
    }
}
