package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What follows an authorization: completion or void, invoice, the decision about the delivery (postfinance 2.5, 3). */
final class Captures {

    static final String SUCCESSFUL = "SUCCESSFUL";
    private static final String COMPLETED = "COMPLETED";

    private final Entities entities;
    private final Transactions transactions;
    private final Switches switches;

    Captures(Entities entities, Transactions transactions, Switches switches) {
        this.entities = entities;
        this.transactions = transactions;
        this.switches = switches;
    }

    /** @param details of a partial completion, empty for all that is left */
    ObjectNode complete(Space space, long id, String mode, ObjectNode details) {
        Optional<ObjectNode> before = entities.already(Kind.COMPLETION, space, details.path("externalId"));
        if (before.isPresent()) {
            return before.get();
        }
        ObjectNode transaction = transactions.get(space, id);
        transactions.require(transaction, Transactions.AUTHORIZED);
        checkDetails(details);
        BigDecimal left = transaction.path("authorizationAmount").decimalValue()
                .subtract(transaction.path("completedAmount").decimalValue());
        BigDecimal amount = details.path("lineItems").isEmpty() ? left : sum(details.path("lineItems"), transaction);
        if (amount.compareTo(left) > 0) {
            throw Refusal.wrong("lineItems", amount + " (expected: at most " + left + ")");
        }
        ObjectNode completion = entities.made(space.id()).put("linkedTransaction", id).put("mode", mode)
                .put("amount", LineItems.money(amount, transaction.path("currency").asText()))
                .put("lastCompletion", details.path("lastCompletion").asBoolean(amount.compareTo(left) == 0))
                .put("state", "PENDING");
        for (String member : new String[]{"externalId", "statementDescriptor", "invoiceMerchantReference"}) {
            if (details.hasNonNull(member)) {
                completion.set(member, details.get(member));
            }
        }
        completion.set("lineItems", details.path("lineItems").isEmpty()
                ? transaction.path("lineItems")
                : details.get("lineItems"));
        String state = mode.equals("OFFLINE") ? SUCCESSFUL : switches.word(Switches.Name.completion);
        entities.keep(Kind.COMPLETION, completion);
        return state.equals("PENDING") ? completion : conclude(space, completion, state, Outcome.SUCCESS);
    }

    private static void checkDetails(ObjectNode details) {
        String externalId = details.path("externalId").asText("x");
        if (externalId.isEmpty() || externalId.length() > 100) {
            throw Refusal.wrong("externalId", "length " + externalId.length() + " (expected: 1..100)");
        }
        if (details.path("statementDescriptor").asText("").length() > 80) {
            throw Refusal.wrong("statementDescriptor", "longer than 80");
        }
    }

    private static BigDecimal sum(JsonNode lines, ObjectNode transaction) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            String id = line.path("uniqueId").asText();
            if (LineItems.line(transaction, id).isEmpty()) {
                throw Refusal.wrong("lineItems", "unknown uniqueId: " + id);
            }
            sum = sum.add(line.path("amount").decimalValue());
        }
        return sum;
    }

    /** The payer has paid and nothing waits for a capture. */
    void completeAtOnce(Space space, ObjectNode transaction, Outcome outcome) {
        ObjectNode completion = entities.made(space.id()).put("linkedTransaction", transaction.path("id").longValue())
                .put("mode", "DIRECT").put("lastCompletion", true).put("state", "PENDING");
        completion.set("amount", transaction.path("authorizationAmount"));
        completion.set("lineItems", transaction.path("lineItems"));
        conclude(space, entities.keep(Kind.COMPLETION, completion), SUCCESSFUL, outcome);
    }

    /** Brings a completion to its end, and the transaction on where it was the last one. */
    ObjectNode conclude(Space space, ObjectNode completion, String state, Outcome outcome) {
        if (!state.equals(SUCCESSFUL)) {
            completion.set("failureReason", Transactions.reason(3, "Completion failed",
                    "The acquirer refused the completion.", "TEMPORARY_ISSUE"));
            return entities.change(Kind.COMPLETION, completion.put("failedOn", entities.now()), "FAILED");
        }
        ObjectNode transaction = transactions.get(space, completion.path("linkedTransaction").longValue());
        BigDecimal done = transaction.path("completedAmount").decimalValue()
                .add(completion.path("amount").decimalValue());
        boolean last = completion.path("lastCompletion").booleanValue()
                || done.compareTo(transaction.path("authorizationAmount").decimalValue()) == 0;
        entities.change(Kind.COMPLETION, completion.put("succeededOn", entities.now()).put("lastCompletion", last),
                SUCCESSFUL);
        invoice(space, completion, transaction);
        transaction.put("completedAmount", done);
        if (!last) {
            entities.change(Kind.TRANSACTION, transaction);
            return completion;
        }
        entities.change(Kind.TRANSACTION, transaction.put("completedOn", entities.now()), COMPLETED);
        deliver(space, transaction, outcome);
        return completion;
    }

    private void invoice(Space space, ObjectNode completion, ObjectNode transaction) {
        ObjectNode invoice = entities.made(space.id()).put("state", "PAID").put("completion",
                completion.path("id").longValue()).put("transaction", transaction.path("id").longValue());
        invoice.set("amount", completion.path("amount"));
        invoice.set("lineItems", completion.path("lineItems"));
        entities.keep(Kind.INVOICE, invoice);
    }

    private void deliver(Space space, ObjectNode transaction, Outcome outcome) {
        String decision = outcome == Outcome.DECLINE
                ? "NOT_SUITABLE"
                : space.has(Space.Trait.BY_HAND)
                        ? "MANUAL_CHECK_REQUIRED"
                        : switches.word(Switches.Name.delivery);
        ObjectNode indication = entities.keep(Kind.DELIVERY_INDICATION, entities.made(space.id())
                .put("state", "PENDING").put("transaction", transaction.path("id").longValue()));
        if (decision.equals("MANUAL_CHECK_REQUIRED")) {
            entities.change(Kind.DELIVERY_INDICATION, indication, decision);
        } else {
            decide(space, indication, decision.equals("SUITABLE"));
        }
    }

    /** Marks a delivery by hand. */
    ObjectNode mark(Space space, long id, boolean suitable) {
        ObjectNode indication = entities.get(Kind.DELIVERY_INDICATION, space, id);
        transactions.require(indication, "PENDING", "MANUAL_CHECK_REQUIRED");
        return decide(space, indication, suitable);
    }

    private ObjectNode decide(Space space, ObjectNode indication, boolean suitable) {
        ObjectNode decided =
                entities.change(Kind.DELIVERY_INDICATION, indication, suitable ? "SUITABLE" : "NOT_SUITABLE");
        ObjectNode transaction = transactions.get(space, indication.path("transaction").longValue());
        entities.change(Kind.TRANSACTION, transaction.put("deliveryDecisionMadeOn", entities.now()),
                suitable ? "FULFILL" : "DECLINE");
        return decided;
    }

    /** Gives a reservation back; only before a completion (postfinance 2.5). */
    ObjectNode release(Space space, long id, String mode) {
        ObjectNode transaction = transactions.get(space, id);
        transactions.require(transaction, Transactions.AUTHORIZED);
        if (transaction.path("completedAmount").decimalValue().signum() > 0) {
            throw Refusal.of(switches.number(Switches.Name.wrongState), "Transaction " + id + " is completed in part");
        }
        ObjectNode made = entities.keep(Kind.VOID, entities.made(space.id()).put("state", "PENDING").put("mode", mode)
                .put("linkedTransaction", id));
        if (mode.equals("ONLINE") && switches.word(Switches.Name.voiding).equals("FAILED")) {
            made.set("failureReason", Transactions.reason(4, "Void failed", "The acquirer refused the void.",
                    "TEMPORARY_ISSUE"));
            return entities.change(Kind.VOID, made.put("failedOn", entities.now()), "FAILED");
        }
        entities.change(Kind.VOID, made.put("succeededOn", entities.now()), SUCCESSFUL);
        entities.change(Kind.TRANSACTION, transaction, "VOIDED");
        return made;
    }
}
