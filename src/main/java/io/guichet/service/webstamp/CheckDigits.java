package io.guichet.service.webstamp;

import java.math.BigInteger;

/** The check digits of accounts and references in Swiss payment traffic. */
final class CheckDigits {

    private static final BigInteger IBAN = BigInteger.valueOf(97);
    private static final int[] CARRY = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};

    private CheckDigits() {
    }

    /** ISO 13616: the letters as numbers, the first four characters at the end, the remainder by 97 is 1. */
    static boolean iban(String iban) {
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        boolean swiss = iban.startsWith("CH") || iban.startsWith("LI");
        if (swiss && !iban.matches("[A-Z]{2}[0-9]{7}[A-Z0-9]{12}")) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(IBAN).equals(BigInteger.ONE);
    }

    /** An account for QR references is told by its bank number, the QR-IID 30000 to 31999. */
    static boolean qrIban(String iban) {
        return iban.matches("(CH|LI)[0-9]{2}3[01][0-9]{3}[A-Z0-9]{12}");
    }

    /** Modulo 10, recursive: the last digit checks those before it. */
    static boolean reference(String digits) {
        if (!digits.matches("[0-9]{2,}")) {
            return false;
        }
        int carry = 0;
        for (int i = 0; i < digits.length() - 1; i++) {
            carry = CARRY[(carry + digits.charAt(i) - '0') % 10];
        }
        return (10 - carry) % 10 == digits.charAt(digits.length() - 1) - '0';
    }
}
