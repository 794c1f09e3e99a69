package io.guichet.service.scellius;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a payment stands, told by a notification or by an answer: the detailed status of the transaction that decides, at the
 * time that the service says it (scellius 5.5, 6). What is not known is not final.
 */
public final class PaymentStates {

    /** Before the buyer has done anything; the service has no transaction then. */
    static final String INITIAL = "INITIAL";
    /** The service's word where no transaction came of it. */
    static final String ABANDONED = "ABANDONED";

    private static final String REFUSED = "REFUSED";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A form lives for 15 minutes, and an order may renew it; after a day nobody pays on it any more. */
    private static final Duration FORM_IS_OVER = Duration.ofHours(24);
    /** Refused attempts leave a form open until its time is over, and a strong authentication takes its minutes. */
    private static final Duration ATTEMPTS_ARE_OVER = Duration.ofHours(1);

    /**
     * Null where a notification is about no payment of an order: a refund, or a registered card.
     *
     * @param ordered what the order that began it asked for; null where it is not known
     */
    public PaymentState told(Notification notification, ObjectNode ordered) throws JsonProcessingException {
        JsonNode payment = JSON.readTree(notification.text());
        Optional<String> reference = reference(payment);
        Optional<JsonNode> decisive = Transactions.decisive(payment.path("transactions"));
        if (reference.isEmpty() || decisive.isEmpty()) {
            return null;
        }
        JsonNode transaction = decisive.get();
        boolean closed = "CLOSED".equals(payment.path("orderCycle").asText());
        boolean isFinal = Transactions.isFinal(transaction)
                || closed && Transactions.detailedStatus(transaction).equals(REFUSED);
        ObjectNode details = details(transaction);
        for (String name : List.of("orderStatus", "orderCycle")) {
            Envelopes.text(payment.path(name)).ifPresent(text -> details.put(name, text));
        }
        expected(transaction, ordered).ifPresent(text -> details.put("ordered", text));
        return state(reference.get(), transaction, isFinal, Envelopes.time(payment.path("serverDate")), details);
    }

    /** The order number that a notification names; null where it names none. */
    public String referenceOf(Notification notification) throws JsonProcessingException {
        return reference(JSON.readTree(notification.text())).orElse(null);
    }

    /** What Order/Get says. */
    public PaymentState asked(FollowedPayment payment, Answered answered) {
        Optional<JsonNode> decisive = Transactions.decisive(answered.answer().path("transactions"));
        if (decisive.isEmpty()) {
            return none(payment);
        }
        JsonNode transaction = decisive.get();
        boolean isFinal = Transactions.isFinal(transaction)
                || Transactions.detailedStatus(transaction).equals(REFUSED)
                        && payment.age().compareTo(ATTEMPTS_ARE_OVER) > 0
                        && !isLink(payment);
        return state(payment.reference(), transaction, isFinal, answered.serverDate(), details(transaction));
    }

    /** The service knows no transaction of a payment that nobody has paid; what else it says is an error. */
    public void requireUnknown(Exception error) throws Exception {
        if (SaidNo.in(error).filter(SaidNo::isNotFound).isEmpty()) {
            throw error;
        }
    }

    /** Nobody has paid, and after a day nobody will. */
    public PaymentState none(FollowedPayment payment) {
        return payment.age().compareTo(FORM_IS_OVER) >= 0
                ? PaymentState.of(payment.reference(), ABANDONED, true)
                : PaymentState.of(payment.reference(), INITIAL, false);
    }

    /** A link that nobody has paid lives as long as it says. */
    public PaymentState link(FollowedPayment payment, Answered answered) {
        JsonNode link = answered.answer();
        Optional<Instant> expires = Envelopes.time(link.path("expirationDate"));
        boolean over = expires.isPresent() && answered.serverDate().filter(expires.get()::isBefore).isPresent();
        String word = Envelopes.text(link.path("paymentOrderStatus")).orElse(INITIAL);
        PaymentState state = PaymentState.of(payment.reference(), word.equals("RUNNING") && over ? "EXPIRED" : word,
                over);
        return answered.serverDate().map(state::withTime).orElse(state);
    }

    public boolean isLink(FollowedPayment payment) {
        return payment.identity().operation().equals(ScelliusService.LINK);
    }

    private static Optional<String> reference(JsonNode payment) {
        return Envelopes.text(payment.path("orderDetails").path("orderId"));
    }

    private static PaymentState state(String reference, JsonNode transaction, boolean isFinal, Optional<Instant> at,
            ObjectNode details) {
        PaymentState state = PaymentState.of(reference, Transactions.detailedStatus(transaction), isFinal)
                .withDetails(details);
        if (at.isPresent()) {
            state = state.withTime(at.get());
        }
        String currency = transaction.path("currency").asText();
        Optional<BigDecimal> amount = Minor.major(transaction.path("amount"), currency);
        return amount.isPresent() ? state.withAmounts(currency, Map.of("amount", amount.get())) : state;
    }

    private static ObjectNode details(JsonNode transaction) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("uuid", "status", "errorCode", "detailedErrorCode", "paymentMethodType")) {
            Envelopes.text(transaction.path(name)).ifPresent(text -> details.put(name, text));
        }
        return details;
    }

    /** What was to be paid, where something else was (scellius 5.2, 8). */
    private static Optional<String> expected(JsonNode transaction, ObjectNode ordered) {
        if (ordered == null) {
            return Optional.empty();
        }
        String currency = ordered.path("currency").asText();
        String amount = ordered.path("amount").asText();
        boolean same = currency.equals(transaction.path("currency").asText())
                && Minor.of(amount, currency).map(String::valueOf)
                        .equals(Optional.of(transaction.path("amount").asText()));
        return same ? Optional.empty() : Optional.of(amount + " " + currency);
    }
}
