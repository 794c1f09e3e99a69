package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The request of each operation, sealed; the algorithm is always named (sips 2, 3). */
public final class SipsRequests {

    private static final String OFFICE = "cashManagement/";
    private static final int LONGEST_ORDER = 32;

    private final Texts texts;
    private final String publicUrl;

    /** @param publicUrl where the service reaches this process; empty where it is told nothing */
    public SipsRequests(Texts texts, String publicUrl) {
        this.texts = texts;
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    public WebCall payment(Work work, Account account) {
        SipsShop shop = SipsShop.of(account);
        JsonNode order = work.request();
        String currency = order.path("currency").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode()
                .put("amount", String.valueOf(Minor.of(order.path("amount").asText(), currency).orElseThrow()))
                .put("currencyCode", Minor.number(currency)).put("interfaceVersion", shop.version("paypage"))
                .put("normalReturnUrl", publicUrl.isEmpty()
                        ? order.path("returnUrl").asText()
                        : at("/return/", account))
                .put("orderChannel", order.path("orderChannel").asText("INTERNET"));
        if (!publicUrl.isEmpty()) {
            body.put("automaticResponseUrl", at("/notify/", account));
        }
        if (!shop.generated()) {
            body.put("transactionReference", reference(work.key(), shop));
        }
        identified(work, order, body);
        text(order, "customerId", body, "customerId");
        text(order, "customerEmail", body, "customerEmail");
        text(order, "language", body, "customerLanguage");
        if (order.has("paymentMeans")) {
            body.set("paymentMeanBrandList", order.get("paymentMeans"));
        }
        if (order.path("bypassReceiptPage").asBoolean()) {
            body.putObject("paypageData").put("bypassReceiptPage", "true");
        }
        return sealed(WebCall.INIT, body, shop);
    }

    private String at(String door, Account account) {
        return publicUrl + door + account.service() + "/" + account.name();
    }

    /** Whether the buyer's browser brings the request itself: then there is no call (sips 3.2). */
    public boolean isByForm(Account account) {
        return account.setting("connector").filter("post"::equals).isPresent();
    }

    /** The fields of Paypage POST. */
    public Map<String, String> form(Work work, Account account) {
        ObjectNode body = payment(work, account).body();
        SipsShop shop = SipsShop.of(account);
        StringBuilder data = new StringBuilder();
        body.fields().forEachRemaining(member -> {
            if (!Set.of("seal", "sealAlgorithm", "interfaceVersion").contains(member.getKey())) {
                data.append(data.length() == 0 ? "" : "|").append(pair(work, member.getKey(), member.getValue()));
            }
        });
        boolean plain = data.chars().allMatch(character -> character < 0x7f);
        String sent = plain
                ? data.toString()
                : Base64.getEncoder().encodeToString(data.toString().getBytes(StandardCharsets.UTF_8));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Data", sent);
        fields.put("InterfaceVersion", account.setting("paypage-version").orElse("HP_2.20"));
        fields.put("Seal", Seal.of(sent, shop.algorithm(), shop.key()));
        fields.put("SealAlgorithm", shop.algorithm());
        if (!plain) {
            fields.put("Encode", "base64");
        }
        return fields;
    }

    private String pair(Work work, String name, JsonNode value) {
        String text;
        String called = name;
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(one.asText()));
            text = String.join(",", all);
        } else if (value.isObject()) {
            // The only container that an order has (sips 3.4).
            called = "paypageData.bypassReceiptPage";
            text = "Y";
        } else {
            text = value.asText();
        }
        if (text.contains("|")) {
            throw new NotAsked(new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-1391", "/request",
                    name, text))));
        }
        return called + "=" + text;
    }

    public WebCall duplicate(Work work, Account account, String from) {
        SipsShop shop = SipsShop.of(account);
        JsonNode order = work.request();
        String currency = order.path("currency").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode()
                .put("amount", String.valueOf(Minor.of(order.path("amount").asText(), currency).orElseThrow()))
                .put("currencyCode", Minor.number(currency)).put("fromTransactionReference", from)
                .put("interfaceVersion", shop.version("office")).put("orderChannel", "INTERNET")
                .put("transactionReference", reference(work.key(), shop));
        identified(work, order, body);
        return sealed(OFFICE + "duplicate", body, shop);
    }

    /** @param standing the transaction as the service says it stands */
    public WebCall cash(Work work, Account account, JsonNode standing) {
        SipsShop shop = SipsShop.of(account);
        String currency = Minor.letters(standing.path("currencyCode").asText());
        long left = standing.path("currentAmount").asLong();
        String wanted = work.request().path("amount").asText("");
        long amount = wanted.isEmpty()
                ? left
                : Minor.of(wanted, currency).orElseThrow(() -> new NotAsked(
                        new Outcome.Refused(
                                List.of(texts.of(work.identity()).problem("GUI-1382", "/request/amount", "amount",
                                        wanted, Minor.decimals(currency), currency)))));
        ObjectNode body = JsonNodeFactory.instance.objectNode()
                .put("currencyCode", standing.path("currencyCode").asText())
                .put("interfaceVersion", shop.version("office")).put("operationAmount", String.valueOf(amount))
                .put("operationOrigin", "GUICHET")
                .put("transactionReference", standing.path("transactionReference").asText());
        return sealed(OFFICE + operation(work, standing), body, shop);
    }

    /** By the transaction's state where the order says so; otherwise what the order asks for (sips 3.3). */
    private static String operation(Work work, JsonNode standing) {
        if (work.operation().equals(SipsService.CAPTURE)) {
            return "validate";
        }
        if (!work.request().path("whichever").asBoolean()) {
            return work.operation();
        }
        return standing.path("transactionStatus").asText().equals("CAPTURED") ? "refund" : "cancel";
    }

    public WebCall data(Account account, String reference) {
        SipsShop shop = SipsShop.of(account);
        return sealed("diagnostic/getTransactionData", JsonNodeFactory.instance.objectNode()
                .put("interfaceVersion", shop.version("diagnostic")).put("transactionReference", reference), shop);
    }

    /** The reference of an attempt: letters and digits, and never the same twice (sips 3.4). */
    static String reference(PurchaseKey key, SipsShop shop) {
        return shop.referencePrefix() + key.stem() + key.attempt();
    }

    /** The references of an order's attempts, the first one first. */
    public List<String> referencesOf(Work work, Account account) {
        return IntStream.rangeClosed(1, work.attempt())
                .mapToObj(attempt -> reference(new PurchaseKey(work.key().stem(), attempt), SipsShop.of(account)))
                .toList();
    }

    private static void identified(Work work, JsonNode order, ObjectNode body) {
        String own = order.path("merchantOrderId").asText(work.identity().orderId());
        if (own.length() <= LONGEST_ORDER) {
            body.put("orderId", own);
        }
        body.put("returnContext", Optional.ofNullable(order.path("context").textValue()).map(text -> text + " ")
                .orElse("") + work.key());
        text(order, "captureMode", body, "captureMode");
        if (order.has("captureDay")) {
            body.put("captureDay", order.get("captureDay").asText());
        }
    }

    private static void text(JsonNode order, String from, ObjectNode body, String to) {
        Optional.ofNullable(order.path(from).textValue()).ifPresent(value -> body.put(to, value));
    }

    static WebCall sealed(String path, ObjectNode body, SipsShop shop) {
        body.put("merchantId", shop.merchantId());
        String seal = Seal.of(body, shop.algorithm(), shop.key());
        body.put("keyVersion", shop.keyVersion()).put("sealAlgorithm", shop.algorithm()).put("seal", seal);
        return new WebCall(path, body);
    }
}
