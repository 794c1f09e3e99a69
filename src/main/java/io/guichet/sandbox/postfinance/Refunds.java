package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Money that goes back (postfinance 2.5). */
final class Refunds {

    private static final Set<String> TYPES = Set.of("MERCHANT_INITIATED_ONLINE", "MERCHANT_INITIATED_OFFLINE",
            "CUSTOMER_INITIATED_AUTOMATIC", "CUSTOMER_INITIATED_MANUAL");

    private final Entities entities;
    private final Transactions transactions;
    private final Switches switches;

    Refunds(Entities entities, Transactions transactions, Switches switches) {
        this.entities = entities;
        this.transactions = transactions;
        this.switches = switches;
    }

    ObjectNode create(Space space, ApplicationUser user, ObjectNode asked) {
        check(asked);
        ObjectNode transaction = entities.find(Kind.TRANSACTION, asked.path("transaction").longValue())
                .filter(Entities.in(space)::test)
                .orElseThrow(() -> Refusal.wrong("transaction", "unknown: " + asked.path("transaction")));
        transactions.require(transaction, "COMPLETED", "FULFILL");
        BigDecimal amount = LineItems.money(amount(asked, transaction), transaction.path("currency").asText());
        BigDecimal left = transaction.path("completedAmount").decimalValue().subtract(given(transaction));
        if (amount.signum() <= 0 || amount.compareTo(left) > 0) {
            throw Refusal.wrong("amount", amount + " (expected: more than 0 and at most " + left + ")");
        }
        ObjectNode refund = entities.made(space.id()).put("state", "PENDING").put("amount", amount)
                .put("transaction", transaction.path("id").longValue()).put("createdBy", user.id());
        refund.set("currency", transaction.path("currency"));
        for (String member : new String[]{"externalId", "type", "merchantReference", "completion", "metaData",
                "reductions"}) {
            if (asked.hasNonNull(member)) {
                refund.set(member, asked.get(member));
            }
        }
        String state = space.has(Space.Trait.BY_HAND) ? "MANUAL_CHECK" : switches.word(Switches.Name.refund);
        entities.keep(Kind.REFUND, refund);
        return switch (state) {
            case "PENDING" -> refund;
            case "MANUAL_CHECK" -> entities.change(Kind.REFUND, refund, state);
            default -> conclude(refund, state.equals(Captures.SUCCESSFUL));
        };
    }

    private static void check(ObjectNode asked) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String externalId = asked.path("externalId").asText("");
        if (externalId.isEmpty() || externalId.length() > 100) {
            wrong.put("externalId", "length " + externalId.length() + " (expected: 1..100)");
        }
        if (!TYPES.contains(asked.path("type").asText())) {
            wrong.put("type", "unknown: " + asked.path("type").asText());
        }
        if (!asked.path("transaction").isIntegralNumber()) {
            wrong.put("transaction", "is required");
        }
        if (asked.path("merchantReference").asText("").length() > 100) {
            wrong.put("merchantReference", "longer than 100");
        }
        if (!asked.path("amount").isNumber() && asked.path("reductions").isEmpty()) {
            wrong.put("amount", "neither amount nor reductions");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong);
        }
    }

    private static BigDecimal amount(ObjectNode asked, ObjectNode transaction) {
        BigDecimal reduced = BigDecimal.ZERO;
        for (JsonNode reduction : asked.path("reductions")) {
            reduced = reduced.add(reduced(reduction, transaction));
        }
        if (!asked.path("amount").isNumber()) {
            return reduced;
        }
        return asked.path("amount").decimalValue();
    }

    /** Pieces that come back at their price, and the others by what each is made cheaper. */
    private static BigDecimal reduced(JsonNode reduction, ObjectNode transaction) {
        String id = reduction.path("lineItemUniqueId").asText();
        JsonNode line = LineItems.line(transaction, id)
                .orElseThrow(() -> Refusal.wrong("reductions", "unknown lineItemUniqueId: " + id));
        BigDecimal gross = line.path("amountIncludingTax").decimalValue();
        if (line.path("type").asText().equals("DISCOUNT") || gross.signum() <= 0) {
            throw Refusal.wrong("reductions", "line " + id + " cannot be refunded");
        }
        BigDecimal quantity = line.path("quantity").decimalValue();
        BigDecimal back = reduction.path("quantityReduction").decimalValue();
        BigDecimal cheaper = reduction.path("unitPriceReduction").decimalValue();
        BigDecimal total = LineItems.each(gross.multiply(back), quantity)
                .add(quantity.subtract(back).multiply(cheaper));
        if (back.compareTo(quantity) > 0 || total.compareTo(gross) > 0) {
            throw Refusal.wrong("reductions", "line " + id + ": " + total + " (expected: at most " + gross + ")");
        }
        return total;
    }

    /** What has gone back, or may still do so. */
    private BigDecimal given(ObjectNode transaction) {
        return entities.all(Kind.REFUND, one -> one.path("transaction").equals(transaction.path("id")))
                .stream().filter(one -> !one.path("state").asText().equals("FAILED"))
                .map(one -> one.path("amount").decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    ObjectNode mark(Space space, long id, boolean succeeded) {
        ObjectNode refund = entities.get(Kind.REFUND, space, id);
        transactions.require(refund, "MANUAL_CHECK");
        return conclude(refund, succeeded);
    }

    ObjectNode conclude(ObjectNode refund, boolean succeeded) {
        if (!succeeded) {
            refund.set("failureReason", Transactions.reason(5, "Refund failed", "The acquirer refused the refund.",
                    "TEMPORARY_ISSUE"));
            return entities.change(Kind.REFUND, refund.put("failedOn", entities.now()), "FAILED");
        }
        ObjectNode done =
                entities.change(Kind.REFUND, refund.put("succeededOn", entities.now()), Captures.SUCCESSFUL);
        ObjectNode transaction =
                entities.find(Kind.TRANSACTION, refund.path("transaction").longValue()).orElseThrow();
        entities.change(Kind.TRANSACTION, transaction.put("refundedAmount",
                transaction.path("refundedAmount").decimalValue().add(refund.path("amount").decimalValue())));
        return done;
    }
}
