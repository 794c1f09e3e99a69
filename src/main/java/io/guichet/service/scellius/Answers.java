package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What an answer means for the order (scellius 3, 6). */
public final class Answers {

    private static final String REFERENCE = "reference";
    private static final String TOKEN = "formToken";

    private final Texts texts;

    public Answers(Texts texts) {
        this.texts = texts;
    }

    /** A form: the payment begins with it, and is followed until it is final. */
    public Outcome form(Work work, WebCall call, Answered answered) {
        ObjectNode body = call.body();
        String reference = body.path("orderId").asText();
        ObjectNode result = result(answered).put("carrierOrderId", reference).put(REFERENCE, reference);
        put(result, "amount", Minor.major(body.path("amount"), body.path("currency").asText()));
        result.put("currency", body.path("currency").asText());
        token(result, call, answered);
        return done(result, reference).following(begun(reference));
    }

    /** The token that comes back takes the older one's place, whether it is another one or not (scellius 3.3.7). */
    public Outcome changed(Work work, WebCall call, Answered answered, Form form) {
        boolean renewed = call.webService().equals("Charge/CreatePayment");
        Optional<String> given = Envelopes.text(call.body().path("orderId"));
        Optional<String> reference = given.or(form::reference);
        ObjectNode result = result(answered);
        Optional<String> root = form.payment().flatMap(kept -> kept.carrierId());
        root.ifPresent(number -> result.put("carrierOrderId", number));
        result.put(REFERENCE, reference.orElse(null));
        form.payment().ifPresent(
                kept -> result.put(EarlierPayments.PAYMENT, kept.identity().orderId()));
        result.put("renewed", renewed);
        token(result, call, answered);
        Outcome.Done done = new Outcome.Done(result, root, Optional.empty(), List.of(), List.of());
        // Under another number it is another payment to the service: its notifications name that one.
        boolean moved = given.isPresent() && !given.equals(form.reference());
        return moved ? done.following(begun(given.get())) : done;
    }

    private static void token(ObjectNode result, WebCall call, Answered answered) {
        String token = Envelopes.text(answered.answer().path(TOKEN))
                .orElseThrow(() -> new UnreadableAnswer(new Lack(TOKEN)));
        result.put(TOKEN, token).put("formTokenEnds", call.ends().map(Object::toString).orElse(null));
    }

    public Outcome status(Work work, Answered answered) {
        JsonNode answer = answered.answer();
        ObjectNode result = result(answered);
        ArrayNode all = result.putArray("transactions");
        if (answer.has("transactions")) {
            result.put(REFERENCE, answer.path("orderId").asText());
            answer.get("transactions").forEach(one -> all.add(transaction(one)));
            result.put("state", Transactions.decisive(answer.get("transactions")).map(Transactions::detailedStatus)
                    .orElse(null));
        } else {
            result.put(REFERENCE, Envelopes.text(answer.path("orderDetails").path("orderId")).orElse(null));
            all.add(transaction(answer));
            result.put("state", Transactions.detailedStatus(answer));
        }
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The service knows no transaction: nobody has paid, which is no error of a payment that was begun here. */
    public Outcome nothingYet(Work work, String reference, Exception error) throws Exception {
        if (!work.request().hasNonNull("orderId") || SaidNo.in(error).filter(SaidNo::isNotFound).isEmpty()) {
            throw error;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put(REFERENCE, reference);
        result.putArray("transactions");
        result.putNull("state");
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The transaction as it stands after what was done to it, or the one that pays back. */
    public Outcome acted(Work work, Answered answered) {
        JsonNode transaction = answered.answer();
        String status = Transactions.detailedStatus(transaction);
        if (Transactions.uuid(transaction).isEmpty() || status.isEmpty()) {
            throw new UnreadableAnswer(new Lack(status.isEmpty() ? "detailedStatus" : "uuid"));
        }
        boolean refund = Transactions.isCredit(transaction);
        boolean cancelled = status.equals(Transactions.CANCELLED);
        boolean wanted = switch (work.operation()) {
            case ScelliusService.CANCEL -> cancelled || refund && !Transactions.isUnpaid(transaction);
            case ScelliusService.REFUND -> refund && !Transactions.isUnpaid(transaction) || cancelled;
            default -> !Transactions.isUnpaid(transaction);
        };
        if (!wanted) {
            String code = Envelopes.text(transaction.path("errorCode")).orElse(status);
            return new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-2074", "", status)
                    .with(new ServiceFault(code, Envelopes.text(transaction.path("errorMessage")).orElse(status),
                            answered.ticket().orElse(null)))));
        }
        ObjectNode result = result(answered).put("carrierOrderId", Transactions.uuid(transaction));
        result.setAll(transaction(transaction));
        result.put("state", status);
        Optional<BigDecimal> price =
                refund
                        ? Minor.major(transaction.path("amount"), transaction.path("currency").asText())
                        : Optional.empty();
        return new Outcome.Done(result, Optional.of(Transactions.uuid(transaction)), price, List.of(), List.of());
    }

    /** What was to be done is done already, by whomever. */
    public Outcome already(Work work, JsonNode transaction) {
        ObjectNode result = JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId", Transactions.uuid(transaction));
        result.setAll(transaction(transaction));
        result.put("state", Transactions.detailedStatus(transaction));
        return new Outcome.Done(result, Optional.of(Transactions.uuid(transaction)), Optional.empty(), List.of(),
                List.of(Notice.of("payment", doneBefore(work, transaction))));
    }

    private String doneBefore(Work work, JsonNode transaction) {
        Texts words = texts.of(work.identity());
        String status = Transactions.detailedStatus(transaction);
        return work.operation().equals(ScelliusService.CAPTURE)
                ? words.text(ScelliusService.NAME, "already.capture", status)
                : words.text(ScelliusService.NAME, "already.validate", status);
    }

    /** A link that was to be ended had ended before; what else the service says is an error. */
    public void requireEnded(Exception error) throws Exception {
        if (SaidNo.in(error).filter(SaidNo::isEnded).isEmpty()) {
            throw error;
        }
    }

    /** Captures are answered by a number only. */
    public Outcome captured(Work work, WebCall call, Answered answered) {
        int code = answered.answer().path("responseCode").asInt(-1);
        String uuid = call.body().path("uuids").path(0).asText();
        if (code != 0) {
            return new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-2074", "",
                    answered.answer().path("responseCode").asText("?"))));
        }
        return done(result(answered).put("carrierOrderId", uuid).put("uuid", uuid).put("state", "CAPTURED"), uuid);
    }

    public Outcome link(Work work, Answered answered) {
        JsonNode link = answered.answer();
        String id = Envelopes.text(link.path("paymentOrderId"))
                .orElseThrow(() -> new UnreadableAnswer(new Lack("paymentOrderId")));
        ObjectNode result = result(answered).put("carrierOrderId", id).put("paymentOrderId", id);
        String currency = link.path("currency").asText();
        Optional<String> reference = Envelopes.text(link.path("orderId"));
        reference.ifPresent(text -> result.put(REFERENCE, text));
        result.put("state", Envelopes.text(link.path("paymentOrderStatus")).orElse(null));
        Envelopes.text(link.path("paymentURL")).ifPresent(url -> result.put("url", url));
        put(result, "amount", Minor.major(link.path("amount"), currency));
        result.put("currency", currency.isEmpty() ? null : currency);
        Envelopes.time(link.path("creationDate")).ifPresent(time -> result.put("created", time.toString()));
        Envelopes.time(link.path("expirationDate")).ifPresent(time -> result.put("expires", time.toString()));
        Outcome.Done done = done(result, id);
        if (!work.operation().equals(ScelliusService.LINK)) {
            return done;
        }
        if (!result.has("url")) {
            throw new UnreadableAnswer(new Lack("paymentURL"));
        }
        String ordered = work.request().path(REFERENCE).asText(work.identity().orderId());
        result.put(REFERENCE, reference.orElse(ordered));
        return done.following(begun(result.get(REFERENCE).asText()));
    }

    private static PaymentState begun(String reference) {
        return PaymentState.of(reference, PaymentStates.INITIAL, false);
    }

    private static Outcome.Done done(ObjectNode result, String carrierId) {
        return new Outcome.Done(result, Optional.of(carrierId), Optional.empty(), List.of(), List.of());
    }

    private static ObjectNode result(Answered answered) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        answered.ticket().ifPresent(ticket -> result.put("ticket", ticket));
        return result;
    }

    /** What the sender is told of a transaction: its numbers and its state; of the card what is masked already. */
    private static ObjectNode transaction(JsonNode from) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        String currency = from.path("currency").asText();
        for (String name : List.of("uuid", "operationType", "status", "detailedStatus", "paymentMethodType",
                "creationDate", "errorCode", "errorMessage", "detailedErrorCode")) {
            Envelopes.text(from.path(name)).ifPresent(text -> to.put(name, text));
        }
        put(to, "amount", Minor.major(from.path("amount"), currency));
        to.put("currency", currency.isEmpty() ? null : currency);
        Transactions.parent(from).ifPresent(uuid -> to.put("parentTransactionUuid", uuid));
        JsonNode card = from.path("transactionDetails").path("cardDetails");
        for (String name : List.of("effectiveBrand", "expectedCaptureDate")) {
            Envelopes.text(card.path(name)).ifPresent(text -> to.put(name, text));
        }
        if (from.path("metadata").isObject()) {
            ObjectNode metadata = from.get("metadata").deepCopy();
            metadata.remove(PaymentMapper.KEY);
            to.set("metadata", metadata);
        }
        return to;
    }

    private static void put(ObjectNode to, String name, Optional<BigDecimal> amount) {
        amount.ifPresent(value -> to.put(name, value.toPlainString()));
    }
}
