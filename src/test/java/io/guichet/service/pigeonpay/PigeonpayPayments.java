package io.guichet.service.pigeonpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Payments as Pigeon Pay knows them. A test says what it answers when it is asked. */
public final class PigeonpayPayments {

    /** What it answers, by the reference; it is out for whoever is not in here. */
    public static final Map<String, PaymentState> ANSWERS = new ConcurrentHashMap<>();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINAL = Set.of("PAID", "REFUSED");

    public Outcome begin(Work work) {
        String reference = reference(work.identity().orderId());
        return new Outcome.Done(JsonNodeFactory.instance.objectNode().put("payment", reference),
                Optional.of(reference), Optional.empty(), List.of(), List.of())
                .following(PaymentState.of(reference, "OPEN", false));
    }

    public static String reference(String orderId) {
        return "PAY-" + orderId;
    }

    /** Null where the notification is about something else than a payment. */
    public PaymentState told(Notification notification) throws JsonProcessingException {
        JsonNode said = JSON.readTree(notification.text());
        if (!said.has("payment")) {
            return null;
        }
        String state = said.path("state").asText();
        PaymentState payment = PaymentState.of(said.path("payment").asText(), state, FINAL.contains(state));
        if (said.has("at")) {
            payment = payment.withTime(Instant.parse(said.path("at").asText()));
        }
        return said.has("amount")
                ? payment.withAmounts("CHF", Map.of("paid", new BigDecimal(said.path("amount").asText())))
                : payment;
    }

    public PaymentState asked(FollowedPayment payment) {
        return Optional.ofNullable(ANSWERS.get(payment.reference()))
                .orElseThrow(() -> new IllegalStateException("Pigeon Pay is out"));
    }
}
