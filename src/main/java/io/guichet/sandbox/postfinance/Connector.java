package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The payment methods of a space, each with the connector and the processor behind it (postfinance 5.2). Only the names
 * of Concardis were seen; the others are made in their manner from the list of acquirers.
 */
enum Connector {
    /** The one that was seen. */
    MASTERCARD(81, "Mastercard", "Concardis"),
    /** PostFinance itself. */
    POSTFINANCE_CARD(82, "PostFinance Card", "PostFinance"),
    /** Worldline. */
    VISA(83, "Visa", "Worldline"),
    /** Swisscard. */
    AMERICAN_EXPRESS(84, "American Express", "Swisscard"),
    /** TWINT SA. */
    TWINT(85, "TWINT", "TWINT");

    /** What may be asked for. */
    static final Set<String> INTEGRATION_MODES = Set.of("payment_page", "iframe", "lightbox");

    private final int number;
    private final String method;
    private final String processor;

    Connector(int number, String method, String processor) {
        this.number = number;
        this.method = method;
        this.processor = processor;
    }

    long id() {
        return 1000L + number;
    }

    long methodId() {
        return 2000L + number;
    }

    String method() {
        return method;
    }

    static Optional<Connector> of(long id) {
        return List.of(values()).stream().filter(one -> one.id() == id).findFirst();
    }

    /** What the configuration of a method says. */
    ObjectNode methodConfiguration(Space space) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("id", methodId()).put("linkedSpaceId", space.id())
                .put("spaceId", space.id()).put("name", method).put("state", "ACTIVE").put("sortOrder", ordinal())
                .put("dataCollectionType", this == TWINT ? "OFFSITE" : "ONSITE").put("oneClickPaymentMode", "ALLOW")
                .put("paymentMethod", 3000L + number).put("version", 1);
        to.putObject("resolvedTitle").put("de-CH", method).put("en-US", method).put("fr-CH", method);
        to.putObject("resolvedDescription");
        return to;
    }

    /** @param deeper which of its own references are to be objects */
    ObjectNode configuration(Space space, Set<String> deeper) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("id", id()).put("linkedSpaceId", space.id())
                .put("name", processor + " Acquiring - " + method).put("state", "ACTIVE").put("version", 1);
        if (deeper.contains("processorConfiguration")) {
            to.putObject("processorConfiguration").put("id", 4000L + number).put("linkedSpaceId", space.id())
                    .put("name", processor + " Acquiring").put("state", "ACTIVE").put("version", 1);
        } else {
            to.put("processorConfiguration", 4000L + number);
        }
        if (deeper.contains("paymentMethodConfiguration")) {
            to.set("paymentMethodConfiguration", methodConfiguration(space));
        } else {
            to.put("paymentMethodConfiguration", methodId());
        }
        return to;
    }
}
