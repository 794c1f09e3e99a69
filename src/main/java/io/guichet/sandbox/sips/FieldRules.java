package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Mandatory fields and formats of an initialisation (sips 3.4); the first that is wrong is told. */
final class FieldRules {

    /** A field, its form and the code of a wrong one. */
    private record Rule(Pattern form, String code) {
    }

    private static final String ALPHANUMERIC = "[A-Za-z0-9]{1,35}";
    private static final String URL = "https?://[^\\s?#|]{1,500}";
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();
    private static final List<String> MANDATORY =
            List.of("amount", "currencyCode", "merchantId", "keyVersion", "normalReturnUrl");

    static {
        rule("amount", "[0-9]{1,12}", "30");
        rule("currencyCode", "[0-9]{3}", "30");
        rule("transactionReference", ALPHANUMERIC, "30");
        rule("normalReturnUrl", URL, "30");
        rule("automaticResponseUrl", URL, "30");
        rule("orderId", "[\\x20-\\x7e]{0,32}", "30");
        rule("returnContext", "[^|]{0,255}", "12");
        rule("customerId", "[A-Za-z0-9_.+@ -]{0,19}", "12");
        rule("orderChannel", "INTERNET|MOTO|INAPP|[A-Z_]{1,20}", "12");
        rule("captureMode", "AUTHOR_CAPTURE|VALIDATION|IMMEDIATE", "12");
        rule("captureDay", "[0-9]{1,2}", "30");
        rule("customerLanguage", "[a-z]{2}", "12");
        rule("responseEncoding", "base64|base64url", "12");
        rule("interfaceVersion", "(IR_WS|HP)_[23]\\.[0-9]{1,2}|HP_1\\.0", "12");
    }

    private FieldRules() {
    }

    private static void rule(String field, String form, String code) {
        RULES.put(field, new Rule(Pattern.compile(form), code));
    }

    /** @param generated the service gives the reference, so that none may be given */
    static void check(JsonNode request, boolean generated) {
        for (String field : MANDATORY) {
            if (request.path(field).asText("").isEmpty()) {
                throw Refusal.of("12", "Mandatory field missing: " + field, field);
            }
        }
        boolean given = !request.path("transactionReference").asText("").isEmpty();
        if (!generated && !given) {
            throw Refusal.of("12", "Mandatory field missing: transactionReference", "transactionReference");
        }
        RULES.forEach((field, rule) -> {
            String value = request.path(field).asText("");
            if (!value.isEmpty() && !rule.form().matcher(value).matches()) {
                throw Refusal.of(rule.code(), "Invalid field value: " + field, field);
            }
        });
        if (!Currencies.knows(request.path("currencyCode").asText())) {
            throw Refusal.of("30", "Invalid field value: currencyCode", "currencyCode");
        }
        boolean automatic = request.hasNonNull("interfaceVersionAutomaticResponse");
        if (automatic != request.hasNonNull("interfaceVersionNormalResponse")) {
            throw Refusal.of("12", "Invalid field value: interfaceVersionNormalResponse",
                    "interfaceVersionNormalResponse");
        }
    }
}
