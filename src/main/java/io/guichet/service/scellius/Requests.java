package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Currencies;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request of each operation (scellius 3). */
public final class Requests {

    private static final String NO_CURRENCY = "";

    private final Texts texts;
    private final Clock clock;
    private final String publicUrl;

    /** @param publicUrl where the service reaches this process; empty where its back office knows where it tells */
    public Requests(Texts texts, Clock clock, String publicUrl) {
        this.texts = texts;
        this.clock = clock;
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    public WebCall payment(Work work, Account account) {
        return payment(work.request(), reference(work), work.key().toString(), account);
    }

    private WebCall payment(JsonNode order, String reference, String key, Account account) {
        return new WebCall("Charge/CreatePayment", PaymentMapper.payment(order, reference, key, notify(account)),
                Optional.of(clock.instant().plus(EarlierPayments.TOKEN_LIFE)));
    }

    /**
     * What changes a form, or takes its place where its time is over and the order wants that.
     *
     * @throws NotAsked where the token is over, or the currency of amounts is nowhere said
     */
    public WebCall update(Work work, Account account, Form form) {
        if (form.ends().filter(end -> clock.instant().isAfter(end)).isPresent()) {
            if (isRenewable(work)) {
                return renewal(work, account, form);
            }
            throw notAsked(work, "GUI-2070", form.payment().map(kept -> "/request/orderId")
                    .orElse("/request/formToken"));
        }
        Optional<String> key = form.payment().map(Requests::keyOf);
        return new WebCall("Charge/UpdatePayment", PaymentMapper.update(work.request(), form.token(),
                Optional.ofNullable(work.request().path("reference").textValue()), currency(work, form), key),
                form.ends());
    }

    private static boolean isRenewable(Work work) {
        return work.request().path("renew").asBoolean();
    }

    /**
     * A new form in the place of one that the service calls over.
     *
     * @throws SaidNo where the service says something else, or the order does not want that
     */
    public WebCall renewal(Work work, Account account, Form form, Exception error) throws Exception {
        if (!isRenewable(work) || SaidNo.in(error).filter(SaidNo::isDeadToken).isEmpty()) {
            throw error;
        }
        return renewal(work, account, form);
    }

    /** With what the payment asked for and what the order changes. */
    private WebCall renewal(Work work, Account account, Form form) {
        Kept payment = form.payment().orElseThrow();
        ObjectNode order = merged(payment.request(), work.request());
        String reference = work.request().hasNonNull("reference")
                ? work.request().get("reference").asText()
                : form.reference().orElseThrow();
        return payment(order, reference, keyOf(payment), account);
    }

    /** How the order that acts on a transaction says it; {@code uuid} is that transaction's. */
    public WebCall onTransaction(Work work, Account account, JsonNode transaction) {
        String uuid = transaction.path("uuid").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (work.operation()) {
            case ScelliusService.VALIDATE -> {
                comment(work, body.put("uuid", uuid), false);
                return new WebCall("Transaction/Validate", body);
            }
            case ScelliusService.CAPTURE -> {
                if (!account.setting("capture").map(Boolean::parseBoolean).orElse(false)) {
                    throw notAsked(work, "GUI-2073", "/operation", account.name());
                }
                body.putArray("uuids").add(uuid);
                return new WebCall("Transaction/Capture", body);
            }
            default -> {
                body.put("uuid", uuid).put("resolutionMode", mode(work));
                amount(work, transaction.path("currency").asText(), body);
                comment(work, body, true);
                return new WebCall("Transaction/CancelOrRefund", body);
            }
        }
    }

    public WebCall link(Work work, Account account) {
        return new WebCall("Charge/CreatePaymentOrder", PaymentMapper.link(work.request(), reference(work),
                work.key().toString(), notify(account)));
    }

    public WebCall onLink(Work work, String paymentOrderId) {
        return switch (work.operation()) {
            case ScelliusService.LINK_UPDATE -> new WebCall("Charge/PaymentOrder/Update",
                    PaymentMapper.linkUpdate(work.request(), paymentOrderId));
            case ScelliusService.LINK_CANCEL -> new WebCall("Charge/PaymentOrder/Cancel",
                    JsonNodeFactory.instance.objectNode().put("paymentOrderId", paymentOrderId));
            default -> linkStatus(paymentOrderId);
        };
    }

    public WebCall linkStatus(String paymentOrderId) {
        return new WebCall("Charge/PaymentOrder/Get",
                JsonNodeFactory.instance.objectNode().put("paymentOrderId", paymentOrderId));
    }

    public WebCall transaction(String uuid) {
        return new WebCall("Transaction/Get", JsonNodeFactory.instance.objectNode().put("uuid", uuid));
    }

    public WebCall order(String reference) {
        return new WebCall("Order/Get", JsonNodeFactory.instance.objectNode().put("orderId", reference));
    }

    /** @param reference null where a transaction is asked about */
    public WebCall status(Work work, String reference) {
        if (work.request().hasNonNull("uuid")) {
            return transaction(work.request().get("uuid").asText());
        }
        WebCall call = order(reference);
        if (work.request().hasNonNull("operationType")) {
            call.body().set("operationType", work.request().get("operationType"));
        }
        return call;
    }

    private static String mode(Work work) {
        if (work.request().path("whichever").asBoolean()) {
            return "AUTO";
        }
        return work.operation().equals(ScelliusService.CANCEL) ? "CANCELLATION_ONLY" : "REFUND_ONLY";
    }

    private void amount(Work work, String currency, ObjectNode body) {
        String wanted = work.request().path("amount").asText("");
        if (!wanted.isEmpty()) {
            long minor = Minor.of(wanted, currency).orElseThrow(() -> notAsked(work, "GUI-1382", "/request/amount",
                    "amount", wanted, Currencies.decimals(currency).orElse(0), currency));
            body.put("amount", minor).put("currency", currency);
        }
    }

    /** The key stands in the comment, for people: the service gives it back nowhere (scellius 3.6). */
    private static void comment(Work work, ObjectNode body, boolean keyed) {
        List<String> parts = new ArrayList<>();
        Optional.ofNullable(work.request().path("comment").textValue()).ifPresent(parts::add);
        if (keyed) {
            parts.add(work.key().toString());
        }
        if (!parts.isEmpty()) {
            body.put("comment", String.join(" ", parts));
        }
    }

    /** A token's amounts are in its payment's currency (scellius 3.3). */
    private String currency(Work work, Form form) {
        JsonNode cart = work.request().path("customer").path("shoppingCart");
        Optional<String> known = form.payment().map(kept -> kept.request().path("currency").asText())
                .filter(name -> !name.isEmpty())
                .or(() -> Optional.ofNullable(work.request().path("currency").textValue()));
        if (known.isEmpty()) {
            if (!cart.isMissingNode()) {
                throw notAsked(work, "GUI-2072", "/request/currency");
            }
            return NO_CURRENCY;
        }
        List<Problem> misfits = RequestRules.check(ScelliusService.UPDATE,
                ((ObjectNode) work.request().deepCopy()).put("currency", known.get()), texts.of(work.identity()));
        if (!misfits.isEmpty()) {
            throw new NotAsked(new Outcome.Refused(misfits));
        }
        return known.get();
    }

    private static String reference(Work work) {
        return work.request().path("reference").asText(work.identity().orderId());
    }

    private static String keyOf(Kept kept) {
        return PurchaseKey.of(kept.identity(), kept.tryNumber(), 1).toString();
    }

    private Optional<String> notify(Account account) {
        return publicUrl.isEmpty()
                ? Optional.empty()
                : Optional.of(publicUrl + "/notify/" + account.service() + "/" + account.name());
    }

    /** Objects are joined, anything else is replaced; what an update only says of itself stays out. */
    private static ObjectNode merged(ObjectNode payment, ObjectNode changes) {
        ObjectNode merged = payment.deepCopy();
        changes.fields().forEachRemaining(change -> {
            switch (change.getKey()) {
                case "orderId", "formToken", "renew", "currency" -> {
                }
                default -> join(merged, change);
            }
        });
        return merged;
    }

    private static void join(ObjectNode to, Map.Entry<String, JsonNode> change) {
        if (to.get(change.getKey()) instanceof ObjectNode before && change.getValue().isObject()) {
            change.getValue().fields().forEachRemaining(inner -> join(before, inner));
        } else {
            to.set(change.getKey(), change.getValue());
        }
    }

    private NotAsked notAsked(Work work, String code, String field, Object... values) {
        return new NotAsked(new Outcome.Refused(List.of(texts.of(work.identity()).problem(code, field, values))));
    }
}
