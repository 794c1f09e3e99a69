package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A transaction from its creation to its authorization (postfinance 2.2, 2.3, 3.1). */
final class Transactions {

    static final String PENDING = "PENDING";
    static final String CONFIRMED = "CONFIRMED";
    static final String PROCESSING = "PROCESSING";
    static final String FAILED = "FAILED";
    static final String AUTHORIZED = "AUTHORIZED";

    // As one real transaction showed them.
    private static final Duration AUTHORIZATION_TIME = Duration.ofHours(1);
    private static final Duration COMPLETION_TIME = Duration.ofDays(5);
    private static final Duration LIFE = Duration.ofDays(100);

    private static final Set<String> MEMBERS = Set.of("currency", "language", "merchantReference",
            "invoiceMerchantReference", "customerId", "customerEmailAddress", "billingAddress", "shippingAddress",
            "shippingMethod", "lineItems", "autoConfirmationEnabled", "chargeRetryEnabled", "emailsDisabled",
            "completionBehavior", "customersPresence", "successUrl", "failedUrl",
            "allowedPaymentMethodConfigurations", "allowedPaymentMethodBrands", "metaData",
            "environmentSelectionStrategy", "environment", "tokenizationMode", "token", "timeZone", "spaceViewId",
            "deviceSessionIdentifier");

    private final Entities entities;
    private final Switches switches;
    private final Clock clock;

    Transactions(Entities entities, Switches switches, Clock clock) {
        this.entities = entities;
        this.switches = switches;
        this.clock = clock;
    }

    ObjectNode create(Space space, long createdBy, ObjectNode asked) {
        TransactionRules.check(asked, true);
        ObjectNode made = entities.made(space.id()).put("state", PENDING).put("currency", space.currency())
                .put("language", "en-US").put("autoConfirmationEnabled", true).put("chargeRetryEnabled", true)
                .put("emailsDisabled", false).put("completionBehavior", "USE_CONFIGURATION")
                .put("customersPresence", "VIRTUAL_PRESENT").put("environmentSelectionStrategy", "USE_CONFIGURATION")
                .put("environment", "LIVE").put("timeZone", "Europe/Zurich");
        // What one real transaction without a reference showed.
        made.put("merchantReference", made.path("id").asText());
        made.put("createdBy", createdBy).put("version", 2).put("completedAmount", BigDecimal.ZERO)
                .put("refundedAmount", BigDecimal.ZERO).put("totalSettledAmount", BigDecimal.ZERO)
                .put("totalAppliedFees", BigDecimal.ZERO);
        made.putObject("metaData");
        made.put("group", entities.made(space.id()).path("id").longValue());
        return entities.keep(Kind.TRANSACTION, taking(space, made, asked));
    }

    /** The version that the official test saw was the one that it had sent. */
    ObjectNode update(Space space, long id, ObjectNode asked) {
        ObjectNode pending = pending(space, id, asked);
        TransactionRules.check(asked, false);
        ObjectNode updated = taking(space, pending, asked);
        return switches.word(Switches.Name.patchVersion).equals("keep")
                ? entities.keep(Kind.TRANSACTION, updated)
                : entities.change(Kind.TRANSACTION, updated);
    }

    ObjectNode confirm(Space space, ApplicationUser user, long id, ObjectNode asked) {
        ObjectNode pending = pending(space, id, asked);
        TransactionRules.check(asked, false);
        return confirmed(taking(space, pending, asked).put("confirmedBy", user.id()));
    }

    private ObjectNode confirmed(ObjectNode transaction) {
        return entities.change(Kind.TRANSACTION, transaction.put("confirmedOn", entities.now()), CONFIRMED);
    }

    private ObjectNode pending(Space space, long id, ObjectNode asked) {
        ObjectNode found = get(space, id);
        if (!asked.path("version").isIntegralNumber()) {
            throw Refusal.wrong("version", "is required");
        }
        if (asked.path("version").longValue() != found.path("version").longValue()) {
            throw Refusal.of(409, "version: " + asked.path("version") + " (expected: " + found.path("version")
                    + "), the transaction was changed in between");
        }
        require(found, PENDING);
        return found;
    }

    private ObjectNode taking(Space space, ObjectNode into, ObjectNode asked) {
        MEMBERS.stream().filter(asked::hasNonNull).forEach(member -> into.set(member, asked.get(member)));
        if (asked.hasNonNull("token")) {
            long token = asked.path("token").longValue();
            entities.find(Kind.TOKEN, token).filter(Entities.in(space)::test)
                    .filter(found -> !found.path("state").asText().startsWith("DELET"))
                    .orElseThrow(() -> Refusal.wrong("token", "unknown or deleted: " + token));
        }
        if (asked.hasNonNull("lineItems") && !asked.path("lineItems").isEmpty()) {
            into.set("lineItems", LineItems.computed(asked.path("lineItems")));
        }
        return into.put("authorizationAmount", LineItems.money(LineItems.total(into.path("lineItems")),
                into.path("currency").asText()));
    }

    /** As it stands now: an authorization that nobody gave in time has failed. */
    ObjectNode get(Space space, long id) {
        return aged(entities.get(Kind.TRANSACTION, space, id));
    }

    ObjectNode aged(ObjectNode transaction) {
        return isLate(transaction) ? fail(transaction, Outcome.TIMEOUT) : transaction;
    }

    /** Brings all of a space to what they are now. */
    void age(Space space) {
        entities.all(Kind.TRANSACTION, one -> Entities.in(space).test(one) && isLate(one)).forEach(this::aged);
    }

    private boolean isLate(ObjectNode transaction) {
        return is(transaction, PROCESSING) && isPast(transaction.path("authorizationTimeoutOn"));
    }

    private boolean isPast(JsonNode time) {
        return time.isTextual() && !clock.instant().isBefore(Instant.parse(time.textValue()));
    }

    /** Whether a payer or a stored card could pay it just now. */
    boolean isPayable(ObjectNode transaction) {
        return switch (transaction.path("state").asText()) {
            case PENDING -> transaction.path("autoConfirmationEnabled").booleanValue();
            case CONFIRMED, PROCESSING -> true;
            // One integrator saw success after a failure (postfinance 3.1).
            case FAILED -> transaction.path("chargeRetryEnabled").booleanValue()
                    && transaction.path("failureReason").path("category").asText().equals("END_USER")
                    && !isPast(transaction.path("authorizationTimeoutOn"));
            default -> false;
        };
    }

    /** The payer has reached the platform. */
    ObjectNode begin(ObjectNode transaction, String userInterface) {
        ObjectNode one = is(transaction, PENDING) ? confirmed(transaction) : transaction;
        if (!is(one, CONFIRMED)) {
            return one;
        }
        return entities.change(Kind.TRANSACTION, one.put("processingOn", entities.now())
                .put("authorizationTimeoutOn", Times.iso(clock.instant().plus(AUTHORIZATION_TIME)))
                .put("userInterfaceType", userInterface), PROCESSING);
    }

    ObjectNode authorize(ObjectNode transaction, Connector connector) {
        transaction.remove(List.of("failedOn", "failureReason", "userFailureMessage"));
        Instant now = clock.instant();
        boolean real = transaction.path("environmentSelectionStrategy").asText().equals("FORCE_PRODUCTION_ENVIRONMENT");
        return entities.change(Kind.TRANSACTION, transaction.put("authorizedOn", entities.now())
                .put("authorizationEnvironment", real ? "PRODUCTION" : "TEST")
                .put("paymentConnectorConfiguration", connector.id())
                .put("completionTimeoutOn", Times.iso(now.plus(COMPLETION_TIME)))
                .put("endOfLife", Times.iso(now.plus(LIFE))).put("plannedPurgeDate", Times.iso(now.plus(LIFE))),
                AUTHORIZED);
    }

    /** A refusal by the bank is no HTTP error, it is a state (postfinance 4.2). */
    ObjectNode fail(ObjectNode transaction, Outcome why) {
        boolean late = why == Outcome.TIMEOUT;
        transaction.set("failureReason", reason(late ? 2 : 1, late ? "Timeout" : "Declined",
                late ? "The payment was not completed in time." : "The acquirer declined the payment.",
                late ? "INTERNAL" : "END_USER"));
        return entities.change(Kind.TRANSACTION, transaction.put("failedOn", entities.now()).put("userFailureMessage",
                late ? "The payment was not completed in time." : "The payment was declined."), FAILED);
    }

    static ObjectNode reason(long id, String name, String description, String category) {
        ObjectNode reason = Json.MAPPER.createObjectNode().put("id", id).put("category", category);
        reason.putObject("name").put("en-US", name);
        reason.putObject("description").put("en-US", description);
        return reason;
    }

    /** @throws Refusal where it is in none of these states */
    void require(ObjectNode transaction, String... states) {
        if (!List.of(states).contains(transaction.path("state").asText())) {
            throw Refusal.of(switches.number(Switches.Name.wrongState), "Object " + transaction.path("id")
                    + " is in state " + transaction.path("state").asText() + " (expected: "
                    + String.join(" or ", states)
                    + ")");
        }
    }

    static boolean is(ObjectNode transaction, String state) {
        return transaction.path("state").asText().equals(state);
    }
}
