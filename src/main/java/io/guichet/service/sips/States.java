package io.guichet.service.sips;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.PurchaseKey;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a payment stands: the status of its transaction, told by a response or asked for (sips 4.1, 5.4). */
public final class States {

    static final String INITIAL = "INITIAL";

    private static final Set<String> FINAL = Set.of("CANCELLED", "CREDITED", "REFUSED", "EXPIRED", "CAPTURED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("uuuu-MM-dd.HH:mm:ssxx");
    /** A session ends after fifteen minutes, and its response comes a minute later. */
    private static final Duration SESSION_IS_OVER = Duration.ofMinutes(20);

    /** Null where it is about no payment of ours: the key in the context says whose it is. */
    public PaymentState told(Notification notification) throws JsonProcessingException {
        JsonNode said = JSON.readTree(notification.text());
        Optional<PurchaseKey> key = PurchaseKey.endOf(said.path("returnContext").asText(""));
        if (key.isEmpty()) {
            return null;
        }
        String status = status(said.path("responseCode").asText(), said.path("captureMode").asText());
        return state(key.get().toString(), status, said, said.path("amount"), time(said.path("transactionDateTime")));
    }

    /** What getTransactionData says. */
    public PaymentState asked(FollowedPayment payment, JsonNode data) {
        return state(payment.reference(), data.path("transactionStatus").asText(INITIAL), data,
                data.path("originAmount"),
                Optional.empty());
    }

    /** The service does not know it: nobody has paid, and after the session nobody will. */
    public PaymentState none(FollowedPayment payment, Exception error) throws Exception {
        if (SaidNo.in(error).filter(SaidNo::isUnknown).isEmpty()) {
            throw error;
        }
        return payment.age().compareTo(SESSION_IS_OVER) > 0
                ? PaymentState.of(payment.reference(), "EXPIRED", true)
                : PaymentState.of(payment.reference(), INITIAL, false);
    }

    /** The reference by which a followed payment is asked for. */
    public String reference(FollowedPayment payment) {
        return payment.carrierId().orElse(payment.reference());
    }

    /** The status that follows a response; what is not said to be pending is over. */
    static String status(String responseCode, String captureMode) {
        return switch (responseCode) {
            case "00" -> switch (captureMode) {
                case "VALIDATION" -> "TO_VALIDATE";
                case "IMMEDIATE" -> "CAPTURED";
                default -> "TO_CAPTURE";
            };
            case "60", "62" -> "PENDING";
            default -> "REFUSED";
        };
    }

    private static PaymentState state(String reference, String status, JsonNode said, JsonNode amount,
            Optional<Instant> at) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("transactionReference", "responseCode", "acquirerResponseCode",
                "paymentMeanBrand")) {
            if (said.path(name).isTextual()) {
                details.put(name, said.get(name).asText());
            }
        }
        PaymentState state = PaymentState.of(reference, status, FINAL.contains(status)).withDetails(details);
        String currency = Minor.letters(said.path("currencyCode").asText());
        Optional<BigDecimal> major = Minor.major(amount, currency);
        if (major.isPresent()) {
            state = state.withAmounts(currency, Map.of("amount", major.get()));
        }
        return at.isPresent() ? state.withTime(at.get()) : state;
    }

    /** Two ways to write a time, by the format of the response (sips 0.8). */
    static Optional<Instant> time(JsonNode value) {
        for (DateTimeFormatter format : List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, DOTTED)) {
            try {
                return Optional.of(OffsetDateTime.parse(value.asText(), format).toInstant());
            } catch (DateTimeException other) {
                // The other way, or none.
            }
        }
        return Optional.empty();
    }
}
