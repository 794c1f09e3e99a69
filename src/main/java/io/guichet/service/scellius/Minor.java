package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts: decimal strings in major units in an order, whole numbers in the smallest unit on the wire (scellius 1.4). */
final class Minor {

    private static final Pattern MAJOR = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");

    private Minor() {
    }

    /** Empty where it is no amount of this currency. */
    static Optional<Long> of(String major, String currency) {
        if (!MAJOR.matcher(major).matches()) {
            return Optional.empty();
        }
        return Currencies.decimals(currency).flatMap(digits -> {
            BigDecimal minor = new BigDecimal(major).movePointRight(digits).stripTrailingZeros();
            return minor.scale() <= 0 ? Optional.of(minor.longValueExact()) : Optional.empty();
        });
    }

    /** What the service says, in major units; it writes numbers and, in its own samples, texts (scellius 1.4). */
    static Optional<BigDecimal> major(JsonNode minor, String currency) {
        String text = minor.asText("");
        if (!text.matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        return Currencies.decimals(currency).map(digits -> new BigDecimal(new BigInteger(text), digits));
    }
}
