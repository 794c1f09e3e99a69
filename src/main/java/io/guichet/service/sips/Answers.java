package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Account;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PayLinks;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reply means for the order (sips 3.1, 3.3). */
public final class Answers {

    /** A session at the service's page ends after so long without a sign of the buyer (sips 4). */
    private static final Duration SESSION = Duration.ofMinutes(15);

    private static final List<String> SHOWN = List.of("transactionStatus", "responseCode", "acquirerResponseCode",
            "captureLimitDate", "paymentMeanBrand", "paymentMeanType", "transactionDateTime", "lastOperationName",
            "lastOperationDateTime", "authorisationId", "orderId", "orderChannel", "paymentPattern");

    private final PayLinks links;
    private final Duration linkLife;

    /** @param linkLife how long a link leads to the form of Paypage POST, which nobody has posted yet */
    public Answers(PayLinks links, Duration linkLife) {
        this.links = links;
        this.linkLife = linkLife;
    }

    /** A form of Paypage POST: nobody is asked before the buyer's browser posts it. */
    public Outcome form(Work work, Account account, String action, Map<String, String> fields) {
        ObjectNode result = begun(work, account);
        links.add(result, work, action, fields, linkLife);
        return begun(work, result);
    }

    /** The page that the buyer is sent to by a form; the payment begins with it. */
    public Outcome page(Work work, Account account, JsonNode reply) {
        ObjectNode result = begun(work, account);
        for (String name : List.of("redirectionUrl", "redirectionVersion", "redirectionData")) {
            String value = reply.path(name).asText("");
            if (value.isEmpty()) {
                throw new UnreadableAnswer(new Lack(name));
            }
            result.put(name, value);
        }
        links.add(result, work, result.get("redirectionUrl").asText(), Map.of("redirectionVersion",
                result.get("redirectionVersion").asText(), "redirectionData", result.get("redirectionData").asText()),
                SESSION);
        return begun(work, result);
    }

    private static ObjectNode begun(Work work, Account account) {
        SipsShop shop = SipsShop.of(account);
        String reference = SipsRequests.reference(work.key(), shop);
        return JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId", shop.generated() ? work.key().toString() : reference)
                .put("transactionReference", shop.generated() ? null : reference)
                .put("amount", work.request().path("amount").asText())
                .put("currency", work.request().path("currency").asText());
    }

    private static Outcome begun(Work work, ObjectNode result) {
        return new Outcome.Done(result, Optional.of(result.get("carrierOrderId").asText()), Optional.empty(), List.of(),
                List.of()).following(PaymentState.of(work.key().toString(), States.INITIAL, false));
    }

    public Outcome status(JsonNode data) {
        ObjectNode result = shown(data);
        result.put("state", data.path("transactionStatus").asText(null));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Nobody has paid yet: no error of a payment that was begun here. */
    public Outcome nothingYet(Work work, String reference, Exception error) throws Exception {
        if (!work.request().hasNonNull("orderId") || SaidNo.in(error).filter(SaidNo::isUnknown).isEmpty()) {
            throw error;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("transactionReference", reference);
        result.putNull("state");
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** What was done to a transaction; the new status says it, not the code of the request (sips 0.10). */
    public Outcome acted(Work work, JsonNode standing, WebCall call, JsonNode reply) {
        String currency = Minor.letters(standing.path("currencyCode").asText());
        return acted(standing.path("transactionReference").asText(), currency, call.body().path("operationAmount"),
                reply.path("newStatus").asText(), reply.path("newAmount"), reply);
    }

    /** The same, of what was found to be done. */
    public Outcome found(Work work, JsonNode data) {
        String currency = Minor.letters(data.path("currencyCode").asText());
        return acted(data.path("transactionReference").asText(), currency,
                JsonNodeFactory.instance.missingNode(), data.path("transactionStatus").asText(),
                data.path("currentAmount"), data);
    }

    private static Outcome acted(String reference, String currency, JsonNode amount, String status, JsonNode left,
            JsonNode reply) {
        if (status.isEmpty()) {
            throw new UnreadableAnswer(new Lack("newStatus"));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", reference)
                .put("transactionReference", reference).put("state", status);
        put(result, "amount", Minor.major(amount, currency));
        put(result, "left", Minor.major(left, currency));
        result.put("currency", currency);
        for (String name : List.of("acquirerResponseCode", "authorisationId", "operationDateTime")) {
            if (reply.path(name).isTextual()) {
                result.put(name, reply.get(name).asText());
            }
        }
        return new Outcome.Done(result, Optional.of(reference), Minor.major(amount, currency), List.of(), List.of());
    }

    /** A new authorisation under its own reference. */
    public Outcome duplicated(Work work, Account account, JsonNode reply) {
        String reference = SipsRequests.reference(work.key(), SipsShop.of(account));
        return begun(work, reference, reply);
    }

    /** The same, of one that was found. */
    public Outcome duplicateFound(Work work, JsonNode data) {
        return begun(work, data.path("transactionReference").asText(), data);
    }

    private static Outcome begun(Work work, String reference, JsonNode reply) {
        ObjectNode result = shown(reply).put("carrierOrderId", reference).put("transactionReference", reference)
                .put("amount", work.request().path("amount").asText())
                .put("currency", work.request().path("currency").asText());
        return new Outcome.Done(result, Optional.of(reference),
                Optional.of(new BigDecimal(work.request().path("amount").asText())), List.of(), List.of())
                .following(PaymentState.of(work.key().toString(), "TO_CAPTURE", false));
    }

    private static ObjectNode shown(JsonNode data) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (String name : SHOWN) {
            if (data.path(name).isTextual()) {
                result.put(name, data.get(name).asText());
            }
        }
        if (data.path("transactionReference").isTextual()) {
            result.put("transactionReference", data.get("transactionReference").asText());
        }
        String currency = Minor.letters(data.path("currencyCode").asText());
        put(result, "amount", Minor.major(data.path("originAmount"), currency));
        put(result, "left", Minor.major(data.path("currentAmount"), currency));
        if (!currency.isEmpty()) {
            result.put("currency", currency);
        }
        return result;
    }

    private static void put(ObjectNode to, String name, Optional<BigDecimal> amount) {
        amount.ifPresent(value -> to.put(name, value.toPlainString()));
    }
}
