package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a JSON Schema cannot say: amounts and their currency, and the sign that ends a field of the reply (sips 3.2, 3.4). */
final class RequestRules {

    private static final String FORM = "[0-9]{1,9}(\\.[0-9]{1,3})?";

    private RequestRules() {
    }

    static List<Problem> check(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        String currency = request.path("currency").asText("");
        String amount = request.path("amount").asText("");
        boolean known = Currencies.find(currency).isPresent();
        if (!known && currency.matches("[A-Z]{3}")) {
            problems.add(words.problem("GUI-1383", "/request/currency", "currency", currency));
        }
        if (known && amount.matches(FORM) && Minor.of(amount, currency).isEmpty()) {
            problems.add(words.problem("GUI-1382", "/request/amount", "amount", amount, Minor.decimals(currency),
                    currency));
        }
        if (amount.matches(FORM) && new BigDecimal(amount).signum() == 0) {
            problems.add(words.problem("GUI-1390", "/request/amount", "amount", amount));
        }
        String context = request.path("context").asText("");
        if (context.contains("|")) {
            problems.add(words.problem("GUI-1391", "/request/context", "context", context));
        }
        return List.copyOf(problems);
    }
}
