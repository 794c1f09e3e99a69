package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Archive;
import io.guichet.purchase.EarlierPurchases;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The request of each operation (postfinance 2). */
public final class Requests {

    private static final String TRANSACTIONS = "/payment/transactions";
    private static final String PENDING = "PENDING";
    /** So that an answer says whom to ask, and which card was stored (postfinance 2.2, 5.2). */
    private static final String EXPANDED = "expand=token&expand=lineItems"
            + "&expand=paymentConnectorConfiguration.processorConfiguration"
            + "&expand=paymentConnectorConfiguration.paymentMethodConfiguration";
    private static final Set<String> GOING_ON = Set.of("CONFIRMED", "PROCESSING", "AUTHORIZED", "COMPLETED", "FULFILL");
    private static final Map<String, String> PAGES = Map.of("page", "payment-page-url", "lightbox",
            "lightbox-javascript-url", "iframe", "iframe-javascript-url");

    private final Archive archive;
    private final Texts texts;
    private final EarlierPurchases purchases;

    public Requests(Archive archive, Texts texts) {
        this.archive = archive;
        this.texts = texts;
        this.purchases = new EarlierPurchases(archive, texts);
    }

    /**
     * The one request that begins something.
     *
     * @param stored the payment that stored the card; null where the order names the card itself, or needs none
     */
    public WebCall begin(Work work, Account account, JsonNode stored) {
        return switch (work.operation()) {
            case PostfinanceService.LINK -> WebCall.post("/payment/links", TransactionMapper.link(work, account));
            case PostfinanceService.TERMINAL -> WebCall.post(TRANSACTIONS,
                    TransactionMapper.create(work, account, "PHYSICAL_PRESENT"));
            case PostfinanceService.STORED_CARD -> WebCall.post(TRANSACTIONS,
                    TransactionMapper.create(work, account, "NOT_PRESENT").put("token", token(work, stored)));
            default -> WebCall.post(TRANSACTIONS, TransactionMapper.create(work, account, "VIRTUAL_PRESENT"));
        };
    }

    /** @throws NotAsked where the payment has stored none */
    private long token(Work work, JsonNode stored) {
        String token = stored == null
                ? work.request().path("token").asText()
                : Answers.token(stored).orElseThrow(() -> new NotAsked(new Outcome.Refused(List.of(
                        texts.of(work.identity()).problem("GUI-2145", "/request/orderId",
                                work.request().path("orderId").asText())))));
        return Long.parseLong(token);
    }

    /** Whether the order makes something new. */
    public boolean isBeginning(Work work) {
        return isTransaction(work) || work.operation().equals(PostfinanceService.LINK);
    }

    /** Whether what it makes is a transaction. */
    public boolean isTransaction(Work work) {
        return PostfinanceService.BEGINNINGS.contains(work.operation());
    }

    /** Whether a card may have been asked for by an earlier attempt: never by a second transaction. */
    public boolean isRepeatedCharge(Work work) {
        return PostfinanceService.CHARGES.contains(work.operation()) && work.attempt() > 1;
    }

    /** What an earlier attempt began, by its number where an attempt has noted it. */
    public WebCall earlier(Work work) {
        return archive.before(work).stream().findFirst().map(before -> read(before.parent().reference()))
                .orElseGet(() -> search(work));
    }

    /** Whether it moves money of a transaction that is there. */
    public boolean isActing(Work work) {
        return Set.of(PostfinanceService.CAPTURE, PostfinanceService.CANCEL, PostfinanceService.REFUND)
                .contains(work.operation());
    }

    /** Whether the card is that of an earlier payment. */
    public boolean isStoredByOrder(Work work) {
        return work.operation().equals(PostfinanceService.STORED_CARD) && work.request().hasNonNull("orderId");
    }

    /** The transaction that an order acts on, by the service's id. */
    public String transaction(Work work) {
        return archive.before(work).stream().findFirst().map(before -> before.parent().reference()).orElseGet(() -> {
            JsonNode request = work.request();
            return request.hasNonNull("transactionId")
                    ? request.get("transactionId").asText()
                    : purchases.find(work.asking(JsonNodeFactory.instance.objectNode().put("orderId",
                            request.path("orderId").asText())), PostfinanceService.BEGINNINGS).carrierId();
        });
    }

    /**
     * What an order does to a transaction that stands so.
     *
     * @throws NotAsked where an account for tests would move real money: both share a host
     */
    public WebCall act(Work work, Account account, JsonNode transaction) {
        String id = Answers.id(transaction);
        if (Space.of(account).isTest() && transaction.path("authorizationEnvironment").asText().equals("PRODUCTION")) {
            throw new NotAsked(new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-2147", "", id,
                    account.setting("platform").orElse("")))));
        }
        String path = TRANSACTIONS + "/" + id;
        JsonNode order = work.request();
        return switch (work.operation()) {
            case PostfinanceService.CAPTURE -> order.has("lineItems") || order.has("lastCompletion")
                    ? WebCall.post(path + "/complete-partially-online", completion(work))
                    : WebCall.post(path + "/complete-online", null);
            case PostfinanceService.CANCEL -> WebCall.post(path + "/void-online", null);
            default -> WebCall.post("/payment/refunds", refund(work, transaction));
        };
    }

    private static ObjectNode completion(Work work) {
        JsonNode order = work.request();
        ObjectNode to = JsonNodeFactory.instance.objectNode().put("externalId", work.key().stem())
                .put("lastCompletion", order.path("lastCompletion").asBoolean(true));
        for (JsonNode line : order.path("lineItems")) {
            to.withArray("lineItems").addObject().put("uniqueId", line.path("uniqueId").asText())
                    .put("quantity", Money.of(line, "quantity")).put("amount", Money.of(line, "amount"));
        }
        return to;
    }

    /** The same external id never gives back twice, however often it is sent (postfinance 2.5). */
    private ObjectNode refund(Work work, JsonNode transaction) {
        JsonNode order = work.request();
        ObjectNode to =
                JsonNodeFactory.instance.objectNode().put("transaction", Long.parseLong(Answers.id(transaction)))
                        .put("externalId", work.key().stem()).put("type", "MERCHANT_INITIATED_ONLINE")
                        .put("merchantReference", TransactionMapper.reference(work.identity().orderId(), work.key()));
        if (order.has("reductions")) {
            ArrayNode reductions = to.putArray("reductions");
            for (JsonNode one : order.get("reductions")) {
                reductions.addObject().put("lineItemUniqueId", one.path("lineItemUniqueId").asText())
                        .put("quantityReduction", Money.of(one, "quantityReduction"))
                        .put("unitPriceReduction", Money.of(one, "unitPriceReduction"));
            }
        } else {
            to.put("amount", order.hasNonNull("amount") ? Money.of(order, "amount") : Standing.left(transaction));
        }
        return to;
    }

    public WebCall read(String id) {
        return WebCall.get(TRANSACTIONS + "/" + id, EXPANDED);
    }

    public WebCall readAgain(JsonNode transaction) {
        return read(Answers.id(transaction));
    }

    /** With all that an order may change. */
    public WebCall readToChange(String id) {
        return WebCall.get(TRANSACTIONS + "/" + id, EXPANDED + "&expand=billingAddress&expand=shippingAddress");
    }

    public WebCall link(String id) {
        return WebCall.get("/payment/links/" + id);
    }

    public WebCall refund(String id) {
        return WebCall.get("/payment/refunds/" + id);
    }

    /** Every transaction under an order's key, whatever its attempt (postfinance 2.9). */
    public WebCall search(Work work) {
        return switch (work.operation()) {
            case PostfinanceService.LINK -> searched("/payment/links", "externalId:\"" + work.key().stem() + "\"");
            case PostfinanceService.REFUND -> searched("/payment/refunds", "externalId:\"" + work.key().stem() + "\"");
            default -> searched(TRANSACTIONS, "merchantReference:~" + work.key().stem());
        };
    }

    private static WebCall searched(String path, String query) {
        return WebCall.get(path + "/search", "limit=100&offset=0&query=" + encoded(query));
    }

    /** As the service wants it: a blank is %20, and what is not a letter, a digit or one of - _ . * is encoded (postfinance 1.3). */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address for the payer, whole: its form may change (postfinance 2.4). */
    public WebCall address(Work work, JsonNode transaction) {
        return WebCall.text(TRANSACTIONS + "/" + Answers.id(transaction) + "/"
                + PAGES.get(work.request().path("integration").asText("page")));
    }

    /** Whether it is still to be confirmed: then nothing of it can change any more (postfinance 2.3). */
    public boolean isToConfirm(Work work, JsonNode transaction) {
        return transaction.path("state").asText().equals(PENDING) && !work.request().path("open").asBoolean()
                && !work.operation().equals(PostfinanceService.STORED_CARD);
    }

    public WebCall confirm(JsonNode transaction) {
        return WebCall.post(TRANSACTIONS + "/" + Answers.id(transaction) + "/confirm", version(transaction));
    }

    /** Whether an earlier try has made the change, and its answer was lost: by now it is confirmed, or its payer has begun. */
    public boolean isChanged(Work work, JsonNode transaction) {
        return GOING_ON.contains(transaction.path("state").asText())
                && stands(TransactionMapper.changes(work, JsonNodeFactory.instance.objectNode()), transaction);
    }

    /** Whether all that is wanted is there; the service adds members of its own. */
    private static boolean stands(JsonNode wanted, JsonNode there) {
        if (wanted.isArray()) {
            return wanted.size() == there.size()
                    && IntStream.range(0, wanted.size()).allMatch(i -> stands(wanted.get(i), there.path(i)));
        }
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(one -> stands(one.getValue(), there.path(one.getKey())));
        }
        return wanted.isNumber()
                ? there.isNumber() && wanted.decimalValue().compareTo(there.decimalValue()) == 0
                : wanted.equals(there);
    }

    /** @throws NotAsked where it can no longer be changed */
    public WebCall update(Work work, JsonNode transaction) {
        String state = transaction.path("state").asText();
        if (!state.equals(PENDING)) {
            throw new NotAsked(new Outcome.Refused(
                    List.of(texts.of(work.identity()).problem("GUI-2143", "/request", state))));
        }
        return new WebCall("PATCH", TRANSACTIONS + "/" + Answers.id(transaction), "",
                TransactionMapper.changes(work, version(transaction)), WebCall.Gives.JSON);
    }

    private static ObjectNode version(JsonNode transaction) {
        return JsonNodeFactory.instance.objectNode().put("version", transaction.path("version").asLong());
    }

    /** Waits for the card; asked again, it goes on where it was (postfinance 2.6). */
    public WebCall perform(Work work, Account account, JsonNode transaction) {
        String terminal = work.request().path("terminal").asText(account.setting("terminal").orElse(""));
        return new WebCall("POST", "/payment/terminals/by-identifier/" + encoded(terminal) + "/perform-transaction",
                "transactionId=" + Answers.id(transaction)
                        + "&language=" + encoded(work.request().path("language").asText("fr-CH")),
                null, WebCall.Gives.CARD);
    }

    public WebCall charge(JsonNode transaction) {
        return WebCall.post(TRANSACTIONS + "/" + Answers.id(transaction) + "/process-with-token", null);
    }

    public WebCall document(Work work, String id) {
        JsonNode order = work.request();
        String path = TRANSACTIONS + "/" + id;
        return switch (order.path("kind").asText()) {
            case "invoice" -> WebCall.get(path + "/invoice-document");
            case "packing-slip" -> WebCall.get(path + "/packing-slip-document");
            default -> WebCall.get(path + "/terminal-receipts", "format=" + order.path("format").asText("PDF")
                    + (order.has("width") ? "&width=" + order.path("width").asInt() : ""));
        };
    }

    /** Whether the payer's part is still to come, so that money may be asked for. */
    public boolean isUnpaid(JsonNode transaction) {
        return Set.of(PENDING, "CONFIRMED").contains(transaction.path("state").asText());
    }

    /** Whether a card is still waited for. */
    public boolean isOpen(JsonNode transaction) {
        return isUnpaid(transaction) || transaction.path("state").asText().equals("PROCESSING");
    }
}
