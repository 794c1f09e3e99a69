package io.guichet.service.canadapost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers as messages write them. The service's have no fixed scale ({@code 0} is a price): nothing is rounded. */
final class ReceiptNumbers {

    /** No amount and no weight has more digits before or behind the point; 1E+999999999 would fill the memory. */
    private static final int MOST_DIGITS = 12;
    private static final int CENTS = 2;
    private static final int GRAMS = 3;

    private ReceiptNumbers() {
    }

    /** The number, where it is one that can be an amount or a weight. */
    static Optional<BigDecimal> read(BigDecimal sent) {
        return Optional.ofNullable(sent).filter(number -> number.scale() <= MOST_DIGITS
                && (long) number.precision() - number.scale() <= MOST_DIGITS);
    }

    static String money(BigDecimal amount) {
        return text(amount, CENTS);
    }

    static String kilograms(BigDecimal weight) {
        return text(weight, GRAMS);
    }

    private static String text(BigDecimal number, int digits) {
        int scale = Math.max(digits, number.stripTrailingZeros().scale());
        return number.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
    }
}
