package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Links that several payers may follow (postfinance 2.10); the form of their address is the twin's own. */
final class PaymentLinks {

    private static final Set<String> MEMBERS = Set.of("name", "currency", "language", "lineItems",
            "maximalNumberOfTransactions", "availableFrom", "availableUntil", "billingAddressHandlingMode",
            "shippingAddressHandlingMode", "allowedRedirectionDomains", "allowedPaymentMethodConfigurations", "state");
    private static final Set<String> FIXED = Set.of("externalId", "protectionMode");

    private final Entities entities;
    private final Clock clock;
    private final String address;

    PaymentLinks(Entities entities, Clock clock, String address) {
        this.entities = entities;
        this.clock = clock;
        this.address = address;
    }

    ObjectNode create(Space space, long createdBy, ObjectNode asked) {
        String externalId = asked.path("externalId").asText("");
        if (externalId.isEmpty() || externalId.length() > 100) {
            throw Refusal.wrong("externalId", "length " + externalId.length() + " (expected: 1..100)");
        }
        Optional<ObjectNode> before = entities.already(Kind.LINK, space, asked.path("externalId"));
        if (before.isPresent()) {
            return before.get();
        }
        if (!Set.of("NO_PROTECTION", "ACCESS_KEY").contains(asked.path("protectionMode").asText())) {
            throw Refusal.wrong("protectionMode", "unknown: " + asked.path("protectionMode").asText());
        }
        check(asked);
        ObjectNode made = Members.taken(entities.made(space.id()).put("state", "ACTIVE")
                .put("createdBy", createdBy), asked, FIXED);
        Members.taken(made, asked, MEMBERS);
        return entities.keep(Kind.LINK, made.put("url", address + "/postfinance/s/" + space.id() + "/payment/link/"
                + made.path("id") + "?securityToken=" + SecurityToken.of("link", made.path("id").longValue())));
    }

    ObjectNode update(Space space, long id, ObjectNode asked) {
        check(asked);
        return Members.updated(entities, Kind.LINK, entities.get(Kind.LINK, space, id), asked, MEMBERS);
    }

    void delete(Space space, long id) {
        entities.change(Kind.LINK, entities.get(Kind.LINK, space, id), "DELETED");
    }

    private static void check(ObjectNode asked) {
        if (asked.path("name").asText("").length() > 100) {
            throw Refusal.wrong("name", "longer than 100");
        }
        if (asked.hasNonNull("currency") && !TransactionRules.isCurrency(asked.path("currency").asText())) {
            throw Refusal.wrong("currency", "unknown: " + asked.path("currency").asText());
        }
        if (asked.hasNonNull("lineItems")) {
            TransactionRules.checkLines(asked.path("lineItems"));
        }
        for (String member : Set.of("availableFrom", "availableUntil")) {
            try {
                if (asked.hasNonNull(member)) {
                    Instant.parse(asked.path(member).asText());
                }
            } catch (DateTimeException noTime) {
                throw Refusal.wrong(member, "is not a time");
            }
        }
    }

    /** Whether a payer may follow it now. */
    boolean isOpen(ObjectNode link) {
        Instant now = clock.instant();
        boolean begun = !link.hasNonNull("availableFrom")
                || !now.isBefore(Instant.parse(link.path("availableFrom").asText()));
        boolean over = link.hasNonNull("availableUntil")
                && now.isAfter(Instant.parse(link.path("availableUntil").asText()));
        boolean used = link.hasNonNull("maximalNumberOfTransactions")
                && made(link) >= link.path("maximalNumberOfTransactions").longValue();
        return link.path("state").asText().equals("ACTIVE") && begun && !over && !used;
    }

    private long made(ObjectNode link) {
        return entities.all(Kind.TRANSACTION, one -> one.path("paymentLink").equals(link.path("id"))).size();
    }

    /** What a payer who follows it begins; by which member it names its link is not known. */
    ObjectNode begun(Space space, ObjectNode link, Transactions transactions) {
        ObjectNode asked = Members.taken(Json.MAPPER.createObjectNode(), link,
                Set.of("currency", "language", "lineItems", "allowedPaymentMethodConfigurations"));
        ObjectNode made = transactions.create(space, link.path("createdBy").longValue(), asked);
        made.set("paymentLink", link.path("id"));
        return entities.keep(Kind.TRANSACTION, made);
    }
}
