package io.guichet.sandbox.sips;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numeric currencies that the service knows (sips 3.4). */
final class Currencies {

    private static final Set<String> KNOWN =
            Stream.of(("032 036 048 116 124 144 156 191 203 208 344 348 352 356 376 392 "
                    + "410 414 458 480 484 524 554 578 634 643 682 702 710 752 756 764 784 788 826 840 901 941 946 949 952 953 "
                    + "975 978 980 985 986").split(" ")).collect(Collectors.toUnmodifiableSet());

    private Currencies() {
    }

    static boolean knows(String code) {
        return KNOWN.contains(code);
    }

    static String letters(String code) {
        return Currency.getAvailableCurrencies().stream().filter(one -> one.getNumericCodeAsString().equals(code))
                .map(Currency::getCurrencyCode).sorted().findFirst().orElse("XXX");
    }
}
