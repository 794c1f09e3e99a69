package io.guichet.service.scellius;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tells genuine notifications of Scellius from forged ones (scellius 5.2). The password signs what the service sends, the
 * HMAC key what a buyer's browser brings back to a page that passes it on; which of the two, the form says.
 */
public final class ScelliusVerifier implements NotificationVerifier {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "sha256_hmac";

    private final Texts texts;

    public ScelliusVerifier(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String service() {
        return ScelliusService.NAME;
    }

    @Override
    public Verdict verify(Account account, RawNotification raw) {
        Texts words = texts.of(account.service(), account.name());
        Optional<AnswerForm> form = AnswerForm.read(raw.body());
        Optional<String> answer = form.flatMap(fields -> fields.field("kr-answer"));
        Optional<String> hash = form.flatMap(fields -> fields.field("kr-hash"));
        if (answer.isEmpty() || hash.isEmpty()) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        Optional<String> key = form.flatMap(fields -> fields.field("kr-hash-key")).flatMap(name -> key(name, account));
        boolean named = form.flatMap(fields -> fields.field("kr-hash-algorithm")).filter(ALGORITHM::equals).isPresent();
        if (!named || key.isEmpty() || !AnswerSignature.isRight(hash.get(), answer.get(), key.get())) {
            return new Verdict.Forged(words.problem("GUI-1110", ""));
        }
        return read(answer.get()).filter(payment -> isOf(account, payment))
                .map(payment -> (Verdict) accepted(payment))
                .orElseGet(() -> new Verdict.Malformed(words.problem("GUI-1111", "")));
    }

    private static Optional<String> key(String name, Account account) {
        return switch (name) {
            case "password" -> account.setting("password");
            case ALGORITHM -> account.setting("hmac-key");
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> read(String answer) {
        try {
            return Optional.ofNullable(JSON.readTree(answer)).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** Signed by the key of a shop and about another one: nothing of ours. */
    private static boolean isOf(Account account, JsonNode payment) {
        Optional<String> shop = Envelopes.text(payment.path("shopId"));
        return shop.isEmpty() || shop.equals(account.setting("user"));
    }

    /** The same event of the same transaction is told once, however often and by whichever way it comes (scellius 5.2). */
    private static Verdict.Accepted accepted(JsonNode payment) {
        ObjectNode kept = kept(payment);
        ObjectNode event = kept.deepCopy();
        event.remove("serverDate");
        return new Verdict.Accepted(new RawNotification(bytes(event), "", Map.of()).digest(), bytes(kept), 200,
                "OK! OrderStatus is "
                        + Envelopes.text(payment.path("orderStatus")).filter(word -> word.matches("[A-Z_]+"))
                                .orElse("read"));
    }

    /** Who the buyer is and where he lives stays outside. */
    private static ObjectNode kept(JsonNode payment) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        copy(payment, kept, "orderCycle", "orderStatus", "serverDate");
        copy(payment.path("orderDetails"), kept.putObject("orderDetails"), "orderId", "mode");
        ArrayNode transactions = kept.putArray("transactions");
        payment.path("transactions")
                .forEach(one -> copy(one, transactions.addObject(), "uuid", "operationType", "status",
                        "detailedStatus", "amount", "currency", "creationDate", "paymentMethodType", "errorCode",
                        "detailedErrorCode"));
        return kept;
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.path(name).isValueNode() && !from.path(name).isNull()) {
                to.set(name, from.get(name));
            }
        }
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
