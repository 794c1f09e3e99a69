package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a JSON Schema cannot say: amounts and their currency, sums that are paid, numbers of lines (postfinance 2.2, 2.4). */
final class RequestRules {

    private static final String AMOUNT = "-?[0-9]{1,11}(\\.[0-9]{1,8})?";
    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final JsonNode request;
    private final List<Fault> faults = new ArrayList<>();

    /** What is wrong, still without words. */
    private record Fault(String code, String field, Object... details) {
    }

    private RequestRules(JsonNode request) {
        this.request = request;
    }

    static List<Problem> check(JsonNode request, Texts words) {
        RequestRules rules = new RequestRules(request);
        rules.currency();
        rules.amounts();
        rules.lines();
        return rules.faults.stream().map(fault -> words.problem(fault.code(), fault.field(), fault.details())).toList();
    }

    private void currency() {
        String letters = request.path("currency").asText("");
        if (letters.matches("[A-Z]{3}") && Currencies.find(letters).isEmpty()) {
            faults.add(new Fault("GUI-1383", "/request/currency", "currency", letters));
        }
    }

    private void amounts() {
        String amount = request.path("amount").asText("");
        if (amount.matches(AMOUNT)) {
            decimals("/request/amount", "amount", amount);
            positive("/request/amount", "amount", new BigDecimal(amount));
        }
    }

    private void lines() {
        Set<String> known = new HashSet<>();
        boolean whole = true;
        for (int i = 0; i < request.path("lineItems").size(); i++) {
            JsonNode line = request.path("lineItems").get(i);
            String place = "/request/lineItems/" + i + "/";
            String id = line.path("uniqueId").asText("");
            if (!known.add(id)) {
                faults.add(new Fault("GUI-1392", place + "uniqueId", "uniqueId", id));
            }
            String amount = line.path("amountIncludingTax").asText("");
            whole &= amount.matches(AMOUNT);
            if (amount.matches(AMOUNT)) {
                decimals(place + "amountIncludingTax", "amountIncludingTax", amount);
            }
            quantity(line, place);
            rates(line, place);
        }
        if (whole && request.path("lineItems").size() > 0
                && request.path("lineItems").get(0).has("amountIncludingTax")) {
            positive("/request/lineItems", "lineItems", Money.total(request));
        }
    }

    private void quantity(JsonNode line, String place) {
        String quantity = line.path("quantity").asText("");
        if (quantity.matches(AMOUNT)) {
            positive(place + "quantity", "quantity", new BigDecimal(quantity));
        }
    }

    private void rates(JsonNode line, String place) {
        for (int i = 0; i < line.path("taxes").size(); i++) {
            String rate = line.path("taxes").get(i).path("rate").asText("");
            if (rate.matches(AMOUNT) && new BigDecimal(rate).compareTo(WHOLE) > 0) {
                faults.add(new Fault("GUI-1393", place + "taxes/" + i + "/rate", "rate", rate));
            }
        }
    }

    /** The currency of a change or of a refund is the payment's, and only the service knows it. */
    private void decimals(String field, String name, String amount) {
        String letters = request.path("currency").asText("");
        if (Currencies.find(letters).isPresent() && !Money.fits(new BigDecimal(amount), letters)) {
            faults.add(new Fault("GUI-1382", field, name, amount, Money.decimals(letters), letters));
        }
    }

    private void positive(String field, String name, BigDecimal value) {
        if (value.signum() <= 0) {
            faults.add(new Fault("GUI-1390", field, name, value.toPlainString()));
        }
    }
}
