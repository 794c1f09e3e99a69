package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import java.math.BigDecimal;
import java.util.Optional;

/** Amounts in major units, as orders and the service both have them (postfinance 2.2); never a double. */
final class Money {

    private Money() {
    }

    static int decimals(String letters) {
        return Currencies.decimals(letters).orElse(0);
    }

    /** Whether it has no more decimals than its currency. */
    static boolean fits(BigDecimal amount, String letters) {
        return amount.stripTrailingZeros().scale() <= decimals(letters);
    }

    static BigDecimal of(JsonNode order, String member) {
        return new BigDecimal(order.path(member).asText());
    }

    /** A number of the service, with the decimals of its currency; empty where it says none. */
    static Optional<BigDecimal> said(JsonNode number, String letters) {
        if (!number.isNumber()) {
            return Optional.empty();
        }
        BigDecimal amount = number.decimalValue().stripTrailingZeros();
        return Optional.of(amount.scale() < decimals(letters) ? amount.setScale(decimals(letters)) : amount);
    }

    /** What an order asks to be paid: its amount, or the sum of its lines. */
    static BigDecimal total(JsonNode order) {
        if (order.hasNonNull("amount")) {
            return of(order, "amount");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : order.path("lineItems")) {
            sum = sum.add(of(line, "amountIncludingTax"));
        }
        return sum;
    }
}
