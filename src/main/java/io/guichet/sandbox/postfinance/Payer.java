package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pays: at the page, at a terminal, or with a stored card while the customer is absent (postfinance 3.3, 6). */
final class Payer {

    private final Entities entities;
    private final Transactions transactions;
    private final Captures captures;
    private final Tokens tokens;
    private final Switches switches;

    Payer(Entities entities, Transactions transactions, Captures captures, Tokens tokens, Switches switches) {
        this.entities = entities;
        this.transactions = transactions;
        this.captures = captures;
        this.tokens = tokens;
        this.switches = switches;
    }

    /** What fits a transaction; none where nothing is configured (postfinance 2.4). */
    List<Connector> methods(Space space, ObjectNode transaction) {
        List<Connector> fit = new ArrayList<>(List.of(Connector.values()));
        Set<Long> allowed = new HashSet<>();
        transaction.path("allowedPaymentMethodConfigurations").forEach(id -> allowed.add(id.asLong()));
        fit.removeIf(one -> space.has(Space.Trait.NO_METHODS)
                || !allowed.isEmpty() && !allowed.contains(one.methodId()));
        return fit;
    }

    /** @return the transaction as it stands after it */
    ObjectNode pay(Space space, ObjectNode transaction, Outcome outcome, Connector connector, String userInterface) {
        if (!transactions.isPayable(transaction)) {
            throw Refusal.of(switches.number(Switches.Name.wrongState), "Transaction " + transaction.path("id")
                    + " cannot be paid in state " + transaction.path("state").asText());
        }
        ObjectNode one = transactions.begin(transaction, userInterface);
        switch (outcome) {
            case SUCCESS, DECLINE -> succeed(space, one, outcome, connector);
            case FAIL, TIMEOUT -> {
                if (!Transactions.is(one, Transactions.FAILED)) {
                    transactions.fail(outcome == Outcome.FAIL
                            ? one.put("paymentConnectorConfiguration", connector.id())
                            : one, outcome);
                }
            }
            default -> {
            }
        }
        return transactions.get(space, transaction.path("id").longValue());
    }

    private void succeed(Space space, ObjectNode transaction, Outcome outcome, Connector connector) {
        ObjectNode authorized = tokens.store(space, transactions.authorize(transaction, connector), connector);
        String behavior = transaction.path("completionBehavior").asText();
        boolean deferred = behavior.equals("COMPLETE_DEFERRED")
                || behavior.equals("USE_CONFIGURATION") && space.has(Space.Trait.DEFERRED);
        // A delivery can only be declined after the completion.
        if (!deferred || outcome == Outcome.DECLINE) {
            captures.completeAtOnce(space, authorized, outcome);
        }
    }

    /** @return the charge */
    ObjectNode processWithToken(Space space, long id) {
        ObjectNode transaction = transactions.get(space, id);
        transactions.require(transaction, Transactions.PENDING, Transactions.CONFIRMED);
        Connector connector = tokens.chargeable(space, transaction);
        ObjectNode charge = entities.keep(Kind.CHARGE,
                entities.made(space.id()).put("transaction", id).put("state", "PENDING"));
        String state = switches.word(Switches.Name.charge);
        boolean good = state.equals(Captures.SUCCESSFUL);
        ObjectNode after = pay(space, transaction, good ? Outcome.SUCCESS : Outcome.FAIL, connector, null);
        JsonNode reason = after.path("failureReason");
        if (!good) {
            charge.set("failureReason", reason);
        }
        return entities.change(Kind.CHARGE, charge, state);
    }

    /** @return the transaction as the platform begins with it; it goes on by itself */
    ObjectNode processWithoutInteraction(Space space, long id) {
        ObjectNode transaction = transactions.get(space, id);
        transactions.require(transaction, Transactions.PENDING, Transactions.CONFIRMED);
        Connector connector = tokens.chargeable(space, transaction);
        ObjectNode begun = transactions.begin(transaction, null).deepCopy();
        pay(space, transactions.get(space, id), switches.word(Switches.Name.charge).equals(Captures.SUCCESSFUL)
                ? Outcome.SUCCESS
                : Outcome.FAIL, connector, null);
        return begun;
    }

    /** The methods' configurations as a listing. */
    ObjectNode methodConfigurations(Space space, ObjectNode transaction) {
        ObjectNode to = Json.MAPPER.createObjectNode();
        methods(space, transaction).forEach(one -> to.withArray("data").add(one.methodConfiguration(space)));
        to.withArray("data");
        return to.put("hasMore", false).put("limit", 100);
    }
}
