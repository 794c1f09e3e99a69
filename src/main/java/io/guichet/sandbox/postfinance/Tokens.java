package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Stored cards (postfinance 3.2, 3.3). */
final class Tokens {

    static final String ACTIVE = "ACTIVE";

    private static final Set<String> MEMBERS = Set.of("externalId", "customerId", "customerEmailAddress",
            "tokenReference", "enabledForOneClickPayment", "timeZone", "language");
    private static final Set<String> CREATING = Set.of("FORCE_CREATION", "FORCE_CREATION_WITH_ONE_CLICK_PAYMENT");

    private final Entities entities;

    Tokens(Entities entities) {
        this.entities = entities;
    }

    ObjectNode create(Space space, ObjectNode asked) {
        Optional<ObjectNode> before = entities.already(Kind.TOKEN, space, asked.path("externalId"));
        return before.orElseGet(() -> entities.keep(Kind.TOKEN,
                Members.taken(entities.made(space.id()).put("state", ACTIVE), asked, MEMBERS)));
    }

    ObjectNode update(Space space, long id, ObjectNode asked) {
        return Members.updated(entities, Kind.TOKEN, entities.get(Kind.TOKEN, space, id), asked, MEMBERS);
    }

    void delete(Space space, long id) {
        entities.change(Kind.TOKEN, entities.get(Kind.TOKEN, space, id), "DELETED");
    }

    /** The card behind it; a token that was only created has none yet. */
    Optional<ObjectNode> activeVersion(Space space, long id) {
        entities.get(Kind.TOKEN, space, id);
        return entities.all(Kind.TOKEN_VERSION, one -> one.path("token").longValue() == id
                && one.path("state").asText().equals(ACTIVE)).stream().findFirst();
    }

    /** What the payer's success leaves behind where the transaction asks for it. */
    ObjectNode store(Space space, ObjectNode transaction, Connector connector) {
        String mode = transaction.path("tokenizationMode").asText();
        boolean update = mode.equals("FORCE_UPDATE") && transaction.hasNonNull("token");
        if (!CREATING.contains(mode) && !update) {
            return transaction;
        }
        long token = update
                ? transaction.path("token").longValue()
                : entities.keep(Kind.TOKEN, entities.made(space.id()).put("state", ACTIVE)
                        .put("customerId", transaction.path("customerId").asText(null))
                        .put("enabledForOneClickPayment", mode.endsWith("ONE_CLICK_PAYMENT"))).path("id").longValue();
        activeVersion(space, token).ifPresent(old -> entities.change(Kind.TOKEN_VERSION, old, "OBSOLETE"));
        entities.keep(Kind.TOKEN_VERSION, entities.made(space.id()).put("token", token).put("state", ACTIVE)
                .put("name", connector.method() + " **** 0055")
                .put("paymentConnectorConfiguration", connector.id()));
        return entities.change(Kind.TRANSACTION, transaction.put("token", token));
    }

    /** @return the connector of the card behind the transaction's token */
    Connector chargeable(Space space, ObjectNode transaction) {
        if (!transaction.hasNonNull("token")) {
            throw Refusal.wrong("token", "the transaction has none");
        }
        long id = transaction.path("token").longValue();
        if (!entities.get(Kind.TOKEN, space, id).path("state").asText().equals(ACTIVE)) {
            throw Refusal.wrong("token", "not active: " + id);
        }
        ObjectNode version = activeVersion(space, id)
                .orElseThrow(() -> Refusal.wrong("token", "no active version: " + id));
        return Connector.of(version.path("paymentConnectorConfiguration").longValue()).orElseThrow();
    }
}
