package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.List;

/**
 * Cash on delivery as far as it can be judged without the service: amounts, account, references, beneficiary (webstamp
 * 3.7). A wrong account number would send the money of whole mailings nowhere.
 */
final class CashOnDeliveryRules {

    private static final String ACCOUNT = "/request/cashOnDelivery";
    private static final BigDecimal STEP = new BigDecimal("0.05");
    private static final int QR_REFERENCE = 27;

    private final BigDecimal most;

    /** @param most the highest amount of one recipient, in CHF */
    CashOnDeliveryRules(BigDecimal most) {
        this.most = most;
    }

    void check(JsonNode request, Texts words, List<Problem> problems) {
        JsonNode account = request.path("cashOnDelivery");
        JsonNode recipients = request.path("recipients");
        boolean collected = false;
        for (int i = 0; recipients.isArray() && i < recipients.size(); i++) {
            JsonNode cash = recipients.get(i).path("cashOnDelivery");
            if (cash.isObject()) {
                collected = true;
                String field = "/request/recipients/" + i + "/cashOnDelivery";
                amount(cash.path("amount").asText(), field + "/amount", words, problems);
                reference(account.path("kind").asText(), cash, field, words, problems);
            }
        }
        if (collected && !request.hasNonNull("cashOnDelivery")) {
            problems.add(words.problem("GUI-1302", ACCOUNT));
        }
        if (account.isObject()) {
            if (!collected) {
                problems.add(words.problem("GUI-1303", "/request/recipients"));
            }
            account(account, words, problems);
        }
    }

    private void amount(String amount, String field, Texts words, List<Problem> problems) {
        if (!amount.matches("[0-9]{1,9}([.][0-9]{1,2})?")) {
            // The schema has said so.
            return;
        }
        BigDecimal francs = new BigDecimal(amount);
        if (francs.remainder(STEP).signum() != 0) {
            problems.add(words.problem("GUI-1321", field, amount));
        }
        if (francs.compareTo(STEP) < 0 || francs.compareTo(most) > 0) {
            problems.add(words.problem("GUI-1322", field, amount, STEP.toPlainString(), Money.text(most)));
        }
    }

    private static void reference(String kind, JsonNode cash, String field, Texts words, List<Problem> problems) {
        String wanted = switch (kind) {
            case "esr" -> "esrReference";
            case "qriban" -> "qrReference";
            default -> "amount";
        };
        if (!cash.hasNonNull(wanted)) {
            problems.add(words.problem("GUI-1304", field + "/" + wanted, wanted, kind));
        }
        for (String member : List.of("esrReference", "qrReference")) {
            if (cash.hasNonNull(member)) {
                checkDigit(member, cash.get(member).asText(), wanted, kind, field + "/" + member, words, problems);
            }
        }
    }

    private static void checkDigit(String member, String reference, String wanted, String kind, String field,
            Texts words, List<Problem> problems) {
        if (!member.equals(wanted)) {
            problems.add(words.problem("GUI-1329", field, member, kind));
        } else if (member.equals("qrReference") && reference.length() != QR_REFERENCE) {
            problems.add(words.problem("GUI-1327", field, reference, QR_REFERENCE, reference.length()));
        } else if (!CheckDigits.reference(reference)) {
            problems.add(words.problem("GUI-1326", field, member, reference));
        }
    }

    private static void account(JsonNode account, Texts words, List<Problem> problems) {
        String kind = account.path("kind").asText();
        String iban = account.path("iban").asText();
        String qrIban = account.path("qrIban").asText();
        if (kind.equals("iban") && !iban.isEmpty()) {
            if (!CheckDigits.iban(iban)) {
                problems.add(words.problem("GUI-1323", ACCOUNT + "/iban", "iban", iban));
            } else if (CheckDigits.qrIban(iban)) {
                problems.add(words.problem("GUI-1325", ACCOUNT + "/iban", iban));
            }
        }
        if (kind.equals("qriban") && !qrIban.isEmpty()) {
            if (!CheckDigits.iban(qrIban)) {
                problems.add(words.problem("GUI-1323", ACCOUNT + "/qrIban", "qrIban", qrIban));
            } else if (!CheckDigits.qrIban(qrIban)) {
                problems.add(words.problem("GUI-1324", ACCOUNT + "/qrIban", qrIban));
            }
        }
        if (kind.equals("iban") || kind.equals("qriban")) {
            beneficiary(account, kind, words, problems);
        }
    }

    private static void beneficiary(JsonNode account, String kind, Texts words, List<Problem> problems) {
        JsonNode beneficiary = account.path("beneficiary");
        String field = ACCOUNT + "/beneficiary";
        if (!beneficiary.isObject()) {
            problems.add(words.problem("GUI-1304", field, "beneficiary", kind));
            return;
        }
        if (!beneficiary.hasNonNull("organization") && !beneficiary.hasNonNull("lastName")) {
            problems.add(words.problem("GUI-1328", field + "/lastName", "lastName, organization"));
        }
        if (!beneficiary.hasNonNull("zip")) {
            problems.add(words.problem("GUI-1328", field + "/zip", "zip"));
        }
    }
}
