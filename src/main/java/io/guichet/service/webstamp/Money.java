package io.guichet.service.webstamp;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as messages write them: major units, two digits. The service counts in centimes although it sends floats. */
final class Money {

    static final String CURRENCY = "CHF";

    private Money() {
    }

    static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    static String text(BigDecimal amount) {
        return rounded(amount).toPlainString();
    }
}
