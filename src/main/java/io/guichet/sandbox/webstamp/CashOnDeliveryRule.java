package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cash on delivery without slip (webstamp 3.7). */
final class CashOnDeliveryRule {

    private static final BigDecimal STEP = new BigDecimal("0.05");
    private static final BigDecimal HIGHEST = new BigDecimal("10000");
    private static final int[] CHECK = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};

    /** How many frankings of the order collect money; refuses in the order of 4.4. */
    int check(Tree request, Account account, Product product) {
        List<Tree> recipients = request.items("a_addresses");
        Tree info = request.child("cash_on_delivery_info").orElse(null);
        List<Tree> collecting = recipients.stream().filter(address -> address.has("cash_on_delivery_amount")).toList();
        if (info == null && collecting.isEmpty()) {
            return 0;
        }
        boolean domestic = product.zone() == 3;
        if (!account.business() || !domestic || info != null && collecting.size() < Math.max(1, recipients.size())) {
            throw new SoapRefusal(2256);
        }
        for (Tree address : collecting) {
            BigDecimal amount = Values.amount(address, "cash_on_delivery_amount").orElseThrow();
            if (amount.signum() <= 0 || amount.remainder(STEP).signum() != 0) {
                throw new SoapRefusal(2250);
            }
        }
        for (Tree address : collecting) {
            if (Values.amount(address, "cash_on_delivery_amount").orElseThrow().compareTo(HIGHEST) > 0) {
                throw new SoapRefusal(2248, Map.of("country", "CH", "max_value", HIGHEST.toPlainString()));
            }
        }
        Tree accountData = info == null ? Tree.empty("cash_on_delivery_info") : info;
        switch (accountData.text("transaction_type")) {
            case "esr" -> esr(accountData, collecting);
            case "qriban" -> qrIban(accountData, collecting);
            default -> iban(accountData);
        }
        return collecting.size();
    }

    /** Whether the order carries ESR references and so can never be repeated (2025). */
    static boolean esr(Tree request) {
        return request.child("cash_on_delivery_info").map(info -> info.text("transaction_type").equals("esr"))
                .orElse(false);
    }

    private static void esr(Tree info, List<Tree> collecting) {
        if (!info.text("esr_customer_number").replace("-", "").matches("\\d{5,9}")) {
            throw new SoapRefusal(2252);
        }
        references(collecting, "cash_on_delivery_esr", 2);
    }

    private static void qrIban(Tree info, List<Tree> collecting) {
        references(collecting, "cash_on_delivery_qr_ref", 27);
        if (!info.has("qr_iban") || !beneficiary(info)) {
            throw new SoapRefusal(2251);
        }
        String iban = compact(info.text("qr_iban"));
        // A QR-IBAN is told by its institution number, 30000 to 31999.
        if (!valid(iban) || !iban.matches("(CH|LI)\\d{2}3[01]\\d{15}")) {
            throw new SoapRefusal(2253);
        }
    }

    private static void iban(Tree info) {
        if (!info.has("iban") || !beneficiary(info)) {
            throw new SoapRefusal(2251);
        }
        if (!valid(compact(info.text("iban")))) {
            throw new SoapRefusal(2253);
        }
    }

    private static void references(List<Tree> collecting, String name, int shortest) {
        for (Tree address : collecting) {
            String reference = compact(address.text(name));
            if (!reference.matches("\\d{" + shortest + ",27}") || !checkDigit(reference)) {
                throw new SoapRefusal(2249, Map.of("esr", reference));
            }
        }
    }

    private static boolean beneficiary(Tree info) {
        return info.child("beneficiary").map(address -> (address.has("organization") || address.has("lastname"))
                && address.has("city") && address.has("zip")).orElse(false);
    }

    // Modulo 10, recursive.
    private static boolean checkDigit(String reference) {
        int carry = 0;
        for (int i = 0; i < reference.length() - 1; i++) {
            carry = CHECK[(carry + reference.charAt(i) - '0') % 10];
        }
        return (10 - carry) % 10 == reference.charAt(reference.length() - 1) - '0';
    }

    private static boolean valid(String iban) {
        if (!iban.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,23}")) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        for (char c : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            digits.append(Character.digit(c, 36));
        }
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static String compact(String text) {
        return text.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
