package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Document;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an answer means for the order (postfinance 2, 3). */
public final class Answers {

    private static final List<String> SHOWN = List.of("merchantReference", "invoiceMerchantReference",
            "authorizationEnvironment", "customersPresence", "completionBehavior", "createdOn", "confirmedOn",
            "authorizedOn", "authorizationTimeoutOn", "completedOn", "completionTimeoutOn", "failedOn", "endOfLife");
    private static final Set<String> REFUSED = Set.of("FAILED", "DECLINE", "VOIDED");
    /** Unlike DECLINE, which was paid and is not to be delivered. */
    private static final Set<String> NOT_PAID = Set.of("FAILED", "VOIDED");
    private static final String ID = "[1-9][0-9]{0,17}";
    private static final int LONGEST_LINE = 500;
    private static final String PDF = "application/pdf";
    private static final byte[] PDF_HEAD = "%PDF".getBytes(StandardCharsets.US_ASCII);

    private final Texts texts;

    public Answers(Texts texts) {
        this.texts = texts;
    }

    /** @throws MadeBefore always: so that it is asked for, and not made again */
    public void made(Exception failed) {
        throw new MadeBefore(failed);
    }

    /**
     * The number by which the service knows what was made.
     *
     * @throws UnreadableAnswer where it is none: it is put into addresses
     */
    static String id(JsonNode made) {
        String id = made.path("id").asText("");
        if (!id.matches(ID)) {
            throw new UnreadableAnswer(new Lack("id"));
        }
        return id;
    }

    /** The payer can begin. */
    public Outcome page(Work work, Account account, JsonNode transaction, JsonNode address) {
        checkAddress(address.asText());
        ObjectNode result = shown(transaction, account);
        String integration = work.request().path("integration").asText("page");
        result.put("integration", integration).put(integration.equals("page") ? "link" : "script", address.asText());
        return followed(result, transaction);
    }

    /** A payer is led to nothing else (postfinance 2.4). */
    private static void checkAddress(String address) {
        if (!address.startsWith("https://") && !isLocal(address)) {
            throw new UnreadableAnswer(new Lack("https://"));
        }
    }

    private static boolean isLocal(String address) {
        return address.startsWith("http://127.0.0.1:") || address.startsWith("http://localhost:");
    }

    /** A link that several may follow; its transactions name the key in their first line. */
    public Outcome link(Work work, JsonNode link) {
        String url = link.path("url").asText("");
        if (url.isEmpty()) {
            throw new UnreadableAnswer(new Lack("url"));
        }
        checkAddress(url);
        String id = id(link);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", id).put("link", url)
                .put("state", link.path("state").asText());
        for (String name : List.of("availableFrom", "availableUntil")) {
            if (link.hasNonNull(name)) {
                result.put(name, link.get(name).asText());
            }
        }
        return new Outcome.Done(result, Optional.of(id), Optional.empty(), List.of(), List.of())
                .following(PaymentState.of(work.key().stem(), link.path("state").asText("ACTIVE"), false));
    }

    public Outcome status(JsonNode transaction, Account account) {
        return new Outcome.Done(shown(transaction, account), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    public Outcome updated(JsonNode transaction, Account account) {
        return new Outcome.Done(shown(transaction, account), Optional.of(id(transaction)), Optional.empty(), List.of(),
                List.of());
    }

    /** A payment that nobody else has a part in: it is over, or goes on by itself. */
    public Outcome charged(Work work, Account account, JsonNode transaction) {
        String state = transaction.path("state").asText();
        if (NOT_PAID.contains(state)) {
            return new Outcome.Refused(List.of(refused(work, account, transaction,
                    texts.of(work.identity()))));
        }
        if (Set.of("PENDING", "CONFIRMED").contains(state)) {
            // Nothing was asked for yet: what was to do so has not said how it ended.
            throw new UnreadableAnswer(new Lack("state"));
        }
        return followed(shown(transaction, account), transaction);
    }

    /** A no of the bank, with whom to ask (postfinance 4.2, 5.2). */
    private static Problem refused(Work work, Account account, JsonNode transaction, Texts words) {
        String reason = reason(transaction).orElse(transaction.path("state").asText());
        Problem problem = words.problem("GUI-2144", "", reason);
        String advice = Partners.toAsk(transaction, account)
                .map(contact -> problem.advice() + " " + words.text(PostfinanceService.NAME, "contact", contact))
                .orElse(problem.advice());
        return new Problem(problem.code(), problem.field(), problem.message(), advice,
                Optional.of(new ServiceFault(transaction.path("state").asText(), reason,
                        transaction.path("id").asText())));
    }

    /** What a completion, a void or a refund came to. */
    public Outcome acted(Work work, Account account, JsonNode standing, JsonNode made) {
        Texts words = texts.of(work.identity());
        String state = made.path("state").asText("");
        if (state.isEmpty()) {
            throw new UnreadableAnswer(new Lack("state"));
        }
        if (state.equals("FAILED")) {
            ObjectNode both = standing.deepCopy();
            if (made.hasNonNull("failureReason")) {
                both.set("failureReason", made.get("failureReason"));
            }
            return new Outcome.Refused(List.of(refused(work, account, both.put("state", state), words)));
        }
        String currency = standing.path("currency").asText();
        Optional<BigDecimal> amount = Money.said(made.path("amount"), currency);
        boolean refund = work.operation().equals(PostfinanceService.REFUND);
        String carrier = refund ? id(made) : standing.path("id").asText();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", carrier)
                .put("transactionId", standing.path("id").asText()).put("state", state).put("currency", currency);
        result.put(refund ? "refundId" : "operationId", id(made));
        amount.ifPresent(value -> result.put("amount", value.toPlainString()));
        if (!state.equals("SUCCESSFUL")) {
            List<String> contacts = Partners.of(standing, account);
            if (!contacts.isEmpty()) {
                result.put("contact", String.join("; ", contacts));
            }
        }
        return new Outcome.Done(result, Optional.of(carrier), refund ? amount : Optional.empty(), List.of(),
                List.of());
    }

    /** The same, of a capture or a void that was found in the transaction. */
    public Outcome found(JsonNode transaction, Account account) {
        return updated(transaction, account);
    }

    /** @throws NotAsked where there is none yet */
    public Outcome document(Work work, String id, JsonNode answer) {
        String kind = work.request().path("kind").asText();
        List<JsonNode> files = new ArrayList<>();
        if (answer.has("data") && answer.get("data").isArray()) {
            answer.get("data").forEach(files::add);
        } else {
            files.add(answer);
        }
        if (files.isEmpty()) {
            throw new NotAsked(new Outcome.Refused(
                    List.of(texts.of(work.identity()).problem("GUI-2146", "/request/kind", kind))));
        }
        List<Document> documents = new ArrayList<>();
        for (JsonNode file : files) {
            documents.add(document(kind, files.size() == 1 ? "" : "-" + (documents.size() + 1), file));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("transactionId", id).put("kind", kind);
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), documents, List.of());
    }

    private static Document document(String kind, String number, JsonNode file) {
        String type = file.path("mimeType").asText("");
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(file.path("data").asText(""));
        } catch (IllegalArgumentException notBase64) {
            throw new UnreadableAnswer(new Lack("data"));
        }
        boolean pdf = type.contains("pdf");
        if (content.length == 0 || pdf && !startsAsPdf(content)) {
            throw new UnreadableAnswer(new Lack("data"));
        }
        return new Document(kind + number + (pdf ? ".pdf" : ".txt"), kind, pdf ? PDF : "text/plain", content);
    }

    private static boolean startsAsPdf(byte[] content) {
        for (int i = 0; i < PDF_HEAD.length; i++) {
            if (content.length <= i || content[i] != PDF_HEAD[i]) {
                return false;
            }
        }
        return true;
    }

    private static Outcome followed(ObjectNode result, JsonNode transaction) {
        return new Outcome.Done(result, Optional.of(transaction.path("id").asText()), Optional.empty(), List.of(),
                List.of()).following(States.of(transaction));
    }

    /** A card that the payment has stored; the service says it as an object or by its number (postfinance 2.2). */
    static Optional<String> token(JsonNode transaction) {
        JsonNode token = transaction.path("token");
        String id = token.isObject() ? token.path("id").asText("") : token.asText("");
        return Optional.of(id).filter(text -> text.matches(ID));
    }

    /** Why it failed, in the service's words: English where it has several. */
    static Optional<String> reason(JsonNode transaction) {
        for (JsonNode place : List.of(transaction.path("failureReason").path("description"),
                transaction.path("failureReason").path("name"), transaction.path("userFailureMessage"))) {
            if (place.isTextual() && !place.asText().isBlank()) {
                return Optional.of(line(place.asText()));
            }
            if (place.isObject() && !place.isEmpty()) {
                return Optional.of(line(place.path("en-US").asText(place.elements().next().asText())));
            }
        }
        return Optional.empty();
    }

    /** What the service says, on one line and of a length that a message bears. */
    static String line(String said) {
        String line = said.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    private ObjectNode shown(JsonNode transaction, Account account) {
        String currency = transaction.path("currency").asText();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", id(transaction))
                .put("transactionId", id(transaction)).put("state", transaction.path("state").asText())
                .put("currency", currency);
        Map.of("amount", "authorizationAmount", "completedAmount", "completedAmount", "refundedAmount",
                "refundedAmount").forEach(
                        (ours, theirs) -> Money.said(transaction.path(theirs), currency)
                                .ifPresent(amount -> result.put(ours, amount.toPlainString())));
        for (String name : SHOWN) {
            if (transaction.path(name).isTextual()) {
                result.put(name, transaction.get(name).asText());
            }
        }
        token(transaction).ifPresent(token -> result.put("token", token));
        if (REFUSED.contains(transaction.path("state").asText())) {
            reason(transaction).ifPresent(reason -> result.put("reason", reason));
        }
        Partners.toAsk(transaction, account).ifPresent(contact -> result.put("contact", contact));
        return result;
    }
}
