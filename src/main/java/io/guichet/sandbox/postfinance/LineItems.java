package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/** What the service computes of line items; amounts are line totals in major units (postfinance 2.2). */
final class LineItems {

    private static final int DECIMALS = 8;
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private LineItems() {
    }

    static BigDecimal total(JsonNode items) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : items) {
            sum = sum.add(item.path("amountIncludingTax").decimalValue());
        }
        return sum;
    }

    /** With the decimals of its currency, or more where it has them. */
    static BigDecimal money(BigDecimal amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(digits, plain.scale()), RoundingMode.UNNECESSARY);
    }

    /** The line of that uniqueId. */
    static Optional<JsonNode> line(JsonNode transaction, String uniqueId) {
        for (JsonNode line : transaction.path("lineItems")) {
            if (line.path("uniqueId").asText().equals(uniqueId)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** The same lines with their computed members. */
    static ArrayNode computed(JsonNode items) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        items.forEach(item -> all.add(computed((ObjectNode) item.deepCopy())));
        return all;
    }

    private static ObjectNode computed(ObjectNode item) {
        BigDecimal amount = item.path("amountIncludingTax").decimalValue();
        BigDecimal quantity = item.path("quantity").decimalValue();
        BigDecimal discount = item.path("discountIncludingTax").decimalValue();
        BigDecimal rate = BigDecimal.ZERO;
        for (JsonNode tax : item.path("taxes")) {
            rate = rate.add(tax.path("rate").decimalValue());
        }
        BigDecimal net = net(amount, rate);
        return item.put("amountExcludingTax", net).put("taxAmount", amount.subtract(net))
                .put("aggregatedTaxRate", rate).put("taxAmountPerUnit", each(amount.subtract(net), quantity))
                .put("unitPriceIncludingTax", each(amount, quantity)).put("unitPriceExcludingTax", each(net, quantity))
                .put("discountIncludingTax", discount).put("discountExcludingTax", net(discount, rate))
                .put("undiscountedAmountIncludingTax", amount.add(discount))
                .put("undiscountedAmountExcludingTax", net(amount.add(discount), rate));
    }

    private static BigDecimal net(BigDecimal gross, BigDecimal rate) {
        return plain(gross.multiply(HUNDRED).divide(HUNDRED.add(rate), DECIMALS, RoundingMode.HALF_UP));
    }

    static BigDecimal each(BigDecimal amount, BigDecimal quantity) {
        return quantity.signum() == 0 ? amount : plain(amount.divide(quantity, DECIMALS, RoundingMode.HALF_UP));
    }

    // 1E+2 is a number of JSON that not everybody reads.
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0, RoundingMode.UNNECESSARY) : shortest;
    }
}
