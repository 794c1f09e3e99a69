package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lengths, words and sums of a transaction (postfinance 2.2); everything that is wrong is told at once, by field. */
final class TransactionRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, Set<String>> WORDS = Map.of(
            "tokenizationMode",
            Set.of("FORCE_CREATION", "FORCE_CREATION_WITH_ONE_CLICK_PAYMENT", "FORCE_UPDATE",
                    "ALLOW_ONE_CLICK_PAYMENT"),
            "completionBehavior", Set.of("COMPLETE_IMMEDIATELY", "COMPLETE_DEFERRED", "USE_CONFIGURATION"),
            "customersPresence", Set.of("NOT_PRESENT", "VIRTUAL_PRESENT", "PHYSICAL_PRESENT"),
            "environmentSelectionStrategy",
            Set.of("FORCE_TEST_ENVIRONMENT", "FORCE_PRODUCTION_ENVIRONMENT", "USE_CONFIGURATION"));
    private static final Set<String> LINE_TYPES = Set.of("PRODUCT", "SHIPPING", "FEE", "DISCOUNT", "TIP");

    private final Map<String, String> wrong = new LinkedHashMap<>();

    private TransactionRules() {
    }

    /**
     * @param whole a creation: what must be there is asked for
     * @throws Refusal 422
     */
    static void check(ObjectNode asked, boolean whole) {
        TransactionRules rules = new TransactionRules();
        rules.root(asked, whole);
        rules.raise();
    }

    /** @throws Refusal 422 */
    static void checkLines(JsonNode lines) {
        TransactionRules rules = new TransactionRules();
        rules.lines(lines, true);
        rules.raise();
    }

    private void raise() {
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong);
        }
    }

    private void root(ObjectNode asked, boolean whole) {
        text(asked, "merchantReference", 0, 100);
        text(asked, "invoiceMerchantReference", 0, 100);
        text(asked, "customerEmailAddress", 0, 254);
        text(asked, "successUrl", 9, 2000);
        text(asked, "failedUrl", 9, 2000);
        text(asked, "shippingMethod", 0, 200);
        text(asked, "deviceSessionIdentifier", 10, 40);
        if (asked.hasNonNull("currency") && !isCurrency(asked.path("currency").asText())) {
            say("currency", "unknown: " + asked.path("currency").asText());
        }
        asked.path("metaData").fields().forEachRemaining(one -> {
            if (!one.getValue().isTextual()) {
                say("metaData." + one.getKey(), "must be a text");
            }
        });
        WORDS.forEach((field, words) -> word(asked, field, field, words));
        address(asked, "billingAddress");
        address(asked, "shippingAddress");
        lines(asked.path("lineItems"), whole);
    }

    private void lines(JsonNode lines, boolean whole) {
        if (lines.isMissingNode() || lines.isNull() || lines.isEmpty()) {
            if (whole) {
                say("lineItems", "must not be empty");
            }
            return;
        }
        if (!lines.isArray()) {
            say("lineItems", "must be a list");
            return;
        }
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (JsonNode line : lines) {
            String at = "lineItems[" + number++ + "].";
            line(line, at);
            if (!ids.add(line.path("uniqueId").asText())) {
                say(at + "uniqueId", "occurs more than once");
            }
        }
        if (wrong.isEmpty() && LineItems.total(lines).signum() < 0) {
            say("lineItems", "the total must not be negative");
        }
    }

    private void line(JsonNode line, String at) {
        needed(line, at, "uniqueId", 1, 200);
        needed(line, at, "name", 1, 150);
        length(line.path("sku"), at + "sku", 0, 200);
        if (!line.hasNonNull("type")) {
            say(at + "type", "is required");
        }
        word(line, "type", at + "type", LINE_TYPES);
        for (String number : List.of("quantity", "amountIncludingTax")) {
            if (!line.path(number).isNumber()) {
                say(at + number, "is required");
            }
        }
        int index = 0;
        for (JsonNode tax : line.path("taxes")) {
            String where = at + "taxes[" + index++ + "].";
            needed(tax, where, "title", 2, 40);
            if (!tax.path("rate").isNumber()) {
                say(where + "rate", "is required");
            } else if (tax.path("rate").decimalValue().compareTo(new BigDecimal("100")) > 0) {
                say(where + "rate", "must be at most 100");
            }
        }
        line.path("attributes").fields().forEachRemaining(attribute -> List.of("label", "value").forEach(
                part -> length(attribute.getValue().path(part), at + "attributes." + attribute.getKey() + "." + part,
                        0, 512)));
    }

    private void address(ObjectNode asked, String name) {
        JsonNode address = asked.path(name);
        for (String field : List.of("givenName", "familyName", "city", "phoneNumber", "mobilePhoneNumber",
                "organizationName", "commercialRegisterNumber", "salesTaxNumber", "socialSecurityNumber")) {
            length(address.path(field), name + "." + field, 0, 100);
        }
        length(address.path("street"), name + ".street", 0, 300);
        length(address.path("postcode"), name + ".postcode", 0, 40);
        length(address.path("salutation"), name + ".salutation", 0, 20);
        length(address.path("emailAddress"), name + ".emailAddress", 0, 254);
        word(address, "gender", name + ".gender", Set.of("MALE", "FEMALE"));
        if (address.hasNonNull("country") && !COUNTRIES.contains(address.path("country").asText())) {
            say(name + ".country", "unknown: " + address.path("country").asText());
        }
        if (address.hasNonNull("dateOfBirth")) {
            try {
                LocalDate.parse(address.path("dateOfBirth").asText());
            } catch (DateTimeParseException noDate) {
                say(name + ".dateOfBirth", "is not a date");
            }
        }
    }

    private void needed(JsonNode in, String at, String field, int least, int most) {
        if (!in.path(field).isTextual()) {
            say(at + field, "is required");
        }
        length(in.path(field), at + field, least, most);
    }

    private void text(JsonNode in, String field, int least, int most) {
        length(in.path(field), field, least, most);
    }

    private void length(JsonNode value, String path, int least, int most) {
        int length = value.asText("").codePointCount(0, value.asText("").length());
        if (value.isTextual() && (length < least || length > most)) {
            say(path, "length " + length + " (expected: " + least + ".." + most + ")");
        }
    }

    private void word(JsonNode in, String field, String path, Set<String> words) {
        if (in.hasNonNull(field) && !words.contains(in.path(field).asText())) {
            say(path, "unknown: " + in.path(field).asText());
        }
    }

    private void say(String field, String text) {
        wrong.putIfAbsent(field, text);
    }

    static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream().anyMatch(one -> one.getCurrencyCode().equals(code));
    }
}
