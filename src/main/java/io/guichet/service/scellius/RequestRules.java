package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the service's own page asks for and a JSON Schema cannot say (scellius 3.3). The request need not have its schema's
 * shape: what is wrong is to be told at once.
 */
final class RequestRules {

    private static final String REQUEST = "/request";
    private static final Set<String> ADDRESSES = Set.of("address", "address2");
    private static final Set<String> AMOUNTS =
            Set.of("amount", "taxAmount", "insuranceAmount", "shippingAmount", "productAmount", "vatAmount");
    private static final Set<String> MAILS = Set.of("email", "paymentReceiptEmail", "recipient");
    private static final int LONGEST_KEY = 64;

    private final Texts words;
    private final Optional<String> currency;
    private final List<Problem> problems = new ArrayList<>();

    private RequestRules(Texts words, Optional<String> currency) {
        this.words = words;
        this.currency = currency;
    }

    static List<Problem> check(String operation, JsonNode request, Texts words) {
        Optional<String> currency = Optional.ofNullable(request.path("currency").textValue())
                .filter(name -> Currencies.decimals(name).isPresent());
        RequestRules rules = new RequestRules(words, currency);
        if (currency.isEmpty() && request.path("currency").asText().matches("[A-Z]{3}")) {
            rules.add(words, "GUI-1383", REQUEST + "/currency", "currency", request.get("currency").asText());
        }
        if (operation.equals(ScelliusService.UPDATE)) {
            rules.update(request);
        }
        rules.walk(request, REQUEST, "");
        rules.metadata(request.path("metadata"));
        if (Set.of(ScelliusService.PAYMENT, ScelliusService.LINK, ScelliusService.REFUND).contains(operation)) {
            rules.something(request.path("amount"));
        }
        return List.copyOf(rules.problems);
    }

    private void update(JsonNode request) {
        if (!request.path("amount").isMissingNode()) {
            add(words, "GUI-1384", REQUEST + "/amount", "amount");
        }
        if (request.path("renew").asBoolean() && request.path("orderId").isMissingNode()) {
            add(words, "GUI-1389", REQUEST + "/renew", "renew");
        }
    }

    private void walk(JsonNode node, String pointer, String name) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : (Iterable<Map.Entry<String, JsonNode>>) node::fields) {
                if (!pointer.equals(REQUEST) || !member.getKey().equals("metadata")) {
                    walk(member.getValue(), pointer + "/" + member.getKey(), dotted(name, member.getKey()));
                }
            }
            if (node.has("vatRate") && node.has("vatAmount")) {
                add(words, "GUI-1381", pointer + "/vatAmount", dotted(name, "vatAmount"));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), pointer + "/" + i, dotted(name, String.valueOf(i)));
            }
        } else if (node.isTextual()) {
            value(node.asText(), pointer, name, name.substring(name.lastIndexOf('.') + 1));
        }
    }

    private void value(String text, String pointer, String name, String member) {
        if (ADDRESSES.contains(member) && (text.contains("<") || text.contains(">"))) {
            add(words, "GUI-1380", pointer, name, text);
        } else if (AMOUNTS.contains(member)) {
            // Where the currency is not known yet, it is the payment's: judged when that is.
            currency.filter(known -> text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?") && Minor.of(text, known).isEmpty())
                    .ifPresent(
                            known -> add(words, "GUI-1382", pointer, name, text, Currencies.decimals(known).orElse(0),
                                    known));
        } else if (member.equals("country") && text.matches("[A-Za-z]{2}") && !Places.isCountry(text)) {
            add(words, "GUI-1385", pointer, name, text);
        } else if (member.equals("language") && text.matches("[A-Za-z]{2}") && !Places.isLanguage(text)) {
            add(words, "GUI-1386", pointer, name, text);
        } else if (MAILS.contains(member) && !isMail(text)) {
            add(words, "GUI-1387", pointer, name, text);
        }
    }

    private void metadata(JsonNode metadata) {
        metadata.fieldNames().forEachRemaining(key -> {
            if (key.equals(PaymentMapper.KEY) || key.isEmpty() || key.length() > LONGEST_KEY) {
                add(words, "GUI-1388", REQUEST + "/metadata", key);
            }
        });
    }

    private void something(JsonNode amount) {
        String text = amount.asText();
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?") && new BigDecimal(text).signum() == 0) {
            add(words, "GUI-1390", REQUEST + "/amount", "amount", text);
        }
    }

    /** One bare address by RFC 2822, with a domain. */
    static boolean isMail(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.equals(address.getAddress()) && text.indexOf('@') > 0;
        } catch (AddressException none) {
            return false;
        }
    }

    private void add(Texts in, String code, String pointer, Object... values) {
        problems.add(in.problem(code, pointer, values));
    }

    private static String dotted(String before, String name) {
        return before.isEmpty() ? name : before + "." + name;
    }
}
