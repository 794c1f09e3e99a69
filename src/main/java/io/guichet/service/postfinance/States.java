package io.guichet.service.postfinance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Account;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.PurchaseKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a transaction stands, always as the service itself says it when it is asked: what arrives may be late, doubled or out of
 * order (postfinance 2.8, 3.1).
 */
public final class States {

    private static final String FAILED = "FAILED";
    /** A link in any other state may still be followed, as far as is known. */
    private static final Set<String> CLOSED = Set.of("INACTIVE", "DELETING", "DELETED");
    private static final Set<String> FINAL = Set.of("FULFILL", "DECLINE", "VOIDED");

    /** States can be skipped; the one further along counts. FAILED is overtaken by a later success (postfinance 3.1). */
    private static final List<String> SEQUENCE = List.of("CREATE", "PENDING", "CONFIRMED", "PROCESSING", FAILED,
            "AUTHORIZED", "COMPLETED", "VOIDED", "DECLINE", "FULFILL");

    /** While a payer may try again, a failure is not the end; after so long he no longer does. */
    private static final Duration NOBODY_TRIES = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The transaction that a webhook is about; null where it is about something else. */
    public String transaction(Notification notification) throws JsonProcessingException {
        JsonNode said = JSON.readTree(notification.text());
        return said.path("listenerEntityTechnicalName").asText().equals("Transaction")
                ? said.path("entityId").asText()
                : null;
    }

    static PaymentState of(JsonNode transaction) {
        return of(transaction.path("id").asText(), transaction, Optional.empty(), Duration.ZERO);
    }

    /** Read back after a webhook. A transaction of a payment link is told as that of its order. */
    public PaymentState told(JsonNode transaction, Account account) {
        return of(reference(transaction), transaction, Optional.of(account), Duration.ZERO);
    }

    public PaymentState asked(FollowedPayment payment, JsonNode transaction, Account account) {
        return of(payment.reference(), transaction, Optional.of(account), payment.age());
    }

    public boolean isLink(FollowedPayment payment) {
        return payment.identity().operation().equals(PostfinanceService.LINK);
    }

    /** A link says nothing of its payments; while it may be followed, their webhooks do. */
    public PaymentState link(FollowedPayment payment, JsonNode link) {
        String state = state(link);
        boolean closed = CLOSED.contains(state);
        boolean paid = SEQUENCE.contains(payment.state());
        return PaymentState.of(payment.reference(), paid || !closed ? payment.state() : state, closed && !paid);
    }

    private static String state(JsonNode said) {
        String state = said.path("state").asText("");
        if (state.isEmpty()) {
            throw new UnreadableAnswer(new Lack("state"));
        }
        return state;
    }

    /** Only what a link has made lacks our reference: then its first line names the order, and nobody else's line can. */
    private static String reference(JsonNode transaction) {
        String id = transaction.path("id").asText();
        return PurchaseKey.endOf(transaction.path("merchantReference").asText("")).isPresent()
                ? id
                : PurchaseKey.endOf(transaction.path("lineItems").path(0).path("uniqueId").asText(""))
                        .map(PurchaseKey::stem).orElse(id);
    }

    private static PaymentState of(String reference, JsonNode transaction, Optional<Account> account, Duration age) {
        String state = state(transaction);
        boolean isFinal = FINAL.contains(state) || state.equals(FAILED)
                && (!transaction.path("chargeRetryEnabled").asBoolean(true)
                        || sinceFailure(transaction, age).compareTo(NOBODY_TRIES) > 0);
        PaymentState said = PaymentState.of(reference, state, isFinal).withDetails(details(transaction, account));
        int rank = SEQUENCE.indexOf(state);
        if (rank >= 0) {
            said = said.withRank(rank);
        }
        String currency = transaction.path("currency").asText();
        Map<String, BigDecimal> amounts = new TreeMap<>();
        Map.of("amount", "authorizationAmount", "completed", "completedAmount", "refunded", "refundedAmount").forEach(
                (ours, theirs) -> Money.said(transaction.path(theirs), currency)
                        .ifPresent(amount -> amounts.put(ours, amount)));
        if (!amounts.isEmpty()) {
            said = said.withAmounts(currency, amounts);
        }
        Optional<Instant> at = latest(transaction);
        return at.isPresent() ? said.withTime(at.get()) : said;
    }

    /** A payer may come days after his payment began; it is as old as its transaction. */
    private static Duration sinceFailure(JsonNode transaction, Duration age) {
        Optional<Instant> created = time(transaction.path("createdOn").asText(""));
        Optional<Instant> failed = time(transaction.path("failedOn").asText(""));
        return created.isPresent() && failed.isPresent()
                ? age.minus(Duration.between(created.get(), failed.get()))
                : age;
    }

    private static ObjectNode details(JsonNode transaction, Optional<Account> account) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("transactionId", transaction.path("id").asText());
        String environment = transaction.path("authorizationEnvironment").asText("");
        if (!environment.isEmpty()) {
            details.put("environment", environment);
        }
        Answers.token(transaction).ifPresent(token -> details.put("token", token));
        if (Set.of(FAILED, "DECLINE").contains(transaction.path("state").asText())) {
            Answers.reason(transaction).ifPresent(reason -> details.put("reason", reason));
        }
        account.flatMap(one -> Partners.toAsk(transaction, one)).ifPresent(contact -> details.put("contact", contact));
        return details;
    }

    private static Optional<Instant> latest(JsonNode transaction) {
        Optional<Instant> latest = Optional.empty();
        for (String name : List.of("createdOn", "confirmedOn", "processingOn", "failedOn", "authorizedOn",
                "completedOn", "deliveryDecisionMadeOn")) {
            Optional<Instant> at = time(transaction.path(name).asText(""));
            if (at.isPresent() && latest.filter(known -> !known.isBefore(at.get())).isEmpty()) {
                latest = at;
            }
        }
        return latest;
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
