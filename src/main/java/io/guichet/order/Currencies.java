package io.guichet.order;

import java.util.Currency;
import java.util.Optional;

/** ISO 4217, as the JDK knows it. */
public final class Currencies {

    private Currencies() {
    }

    /** Empty where it is none. */
    public static Optional<Currency> find(String letters) {
        try {
            return Optional.of(Currency.getInstance(letters));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Digits of its smaller unit; empty where it is none. */
    public static Optional<Integer> decimals(String letters) {
        return find(letters).map(one -> Math.max(0, one.getDefaultFractionDigits()));
    }
}
