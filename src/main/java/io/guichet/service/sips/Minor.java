package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts and currencies: decimal strings and letters in an order, digits of the smallest unit and numbers on the wire. */
final class Minor {

    private static final Pattern MAJOR = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");

    private Minor() {
    }

    static int decimals(String letters) {
        return Currencies.decimals(letters).orElse(0);
    }

    /** ISO 4217 in digits, as the service writes it (sips 3.4). */
    static String number(String letters) {
        return Currencies.find(letters).map(Currency::getNumericCodeAsString).orElse("");
    }

    static String letters(String number) {
        return Currency.getAvailableCurrencies().stream().filter(one -> one.getNumericCodeAsString().equals(number))
                .map(Currency::getCurrencyCode).filter(code -> Currencies.find(code).isPresent()).sorted().findFirst()
                .orElse("");
    }

    /** Empty where it is no amount of this currency. */
    static Optional<Long> of(String major, String letters) {
        if (!MAJOR.matcher(major).matches() || Currencies.find(letters).isEmpty()) {
            return Optional.empty();
        }
        BigDecimal minor = new BigDecimal(major).movePointRight(decimals(letters)).stripTrailingZeros();
        return minor.scale() <= 0 ? Optional.of(minor.longValueExact()) : Optional.empty();
    }

    static Optional<BigDecimal> major(JsonNode minor, String letters) {
        String text = minor.asText("");
        return text.matches("[0-9]{1,15}") && Currencies.find(letters).isPresent()
                ? Optional.of(new BigDecimal(new BigInteger(text), decimals(letters)))
                : Optional.empty();
    }
}
