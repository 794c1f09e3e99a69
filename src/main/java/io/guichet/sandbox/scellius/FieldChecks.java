package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of CreatePayment and UpdatePayment in the document's order; the first that is wrong is told (scellius 4.1). */
final class FieldChecks {

    private record Field(String path, String code, Pattern form) {
    }

    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();
    private static final Set<String> ROOT = Set.of("amount", "currency", "orderId", "customer", "metadata", "formToken",
            "formTokenVersion", "formAction", "paymentMethodToken", "ipnTargetUrl", "contrib", "strongAuthentication",
            "paymentMethods", "transactionOptions", "useCase", "fingerPrintId", "overridePaymentCinematic",
            "acquirerTransientData");
    private static final String METHODS = "RECLAIM_IN_SHOP|RELAY_POINT|RECLAIM_IN_STATION|PACKAGE_DELIVERY_COMPANY|"
            + "ETICKET|CARD_HOLDER_ADDRESS|VERIFIED_ADDRESS|NOT_VERIFIED_ADDRESS|SHIP_TO_STORE|DIGITAL_GOOD|"
            + "ETRAVEL_OR_ETICKET|OTHER|PICKUP_POINT|AUTOMATED_PICKUP_POINT";
    private static final String SPEEDS = "STANDARD|EXPRESS|PRIORITY|ELECTRONIC_DELIVERY|SAME_DAY_SHIPPING|"
            + "OVERNIGHT_SHIPPING|TWO_DAYS_OR_MORE_SHIPPING";
    private static final String TYPES = "FOOD_AND_GROCERY|AUTOMOTIVE|ENTERTAINMENT|HOME_AND_GARDEN|HOME_APPLIANCE|"
            + "AUCTION_AND_GROUP_BUYING|FLOWERS_AND_GIFTS|COMPUTER_AND_SOFTWARE|HEALTH_AND_BEAUTY|"
            + "SERVICE_FOR_INDIVIDUAL|SERVICE_FOR_BUSINESS|SPORTS|CLOTHING_AND_ACCESSORIES|TRAVEL|"
            + "HOME_AUDIO_PHOTO_VIDEO|TELEPHONY";

    static {
        field("orderId", "INT_013", "[\\x20-\\x7e]{0,64}");
        field("ipnTargetUrl", "INT_014", "https?://\\S{1,247}");
        field("contrib", "INT_031", "(?s).{0,128}");
        field("customer.reference", "INT_016", "(?s).{0,63}");
        field("customer.email", "INT_015", "[^\\s@<>]{1,64}@[^\\s@<>]+\\.[^\\s@<>]+");
        address("customer.billingDetails", "INT_092", "INT_104", "INT_105", "INT_112", "INT_019", "INT_113", "INT_020",
                "INT_021", "INT_088", "INT_022", "INT_121", "INT_124");
        field("customer.billingDetails.title", "INT_017", "(?s).{0,63}");
        field("customer.billingDetails.phoneNumber", "INT_023", "(?s).{0,32}");
        field("customer.billingDetails.cellPhoneNumber", "INT_001", "(?s).{0,32}");
        field("customer.billingDetails.language", "INT_012", "[a-zA-Z]{2}");
        field("customer.billingDetails.identityType", "INT_806", "(?s).*");
        address("customer.shippingDetails", "INT_093", "INT_106", "INT_107", "INT_114", "INT_081", "INT_115", "INT_085",
                "INT_083", "INT_084", "INT_086", "INT_125", "INT_877");
        field("customer.shippingDetails.address2", "INT_082", "[^<>]{0,255}");
        field("customer.shippingDetails.phoneNumber", "INT_001", "(?s).{0,32}");
        field("customer.shippingDetails.deliveryCompanyName", "INT_096", "(?s).{0,127}");
        field("customer.shippingDetails.shippingMethod", "INT_094", METHODS);
        field("customer.shippingDetails.shippingSpeed", "INT_095", SPEEDS);
        field("customer.shoppingCart.insuranceAmount", "INT_110", "\\d{1,12}");
        field("customer.shoppingCart.shippingAmount", "INT_109", "\\d{1,12}");
        field("customer.shoppingCart.taxAmount", "INT_108", "\\d{1,12}");
        String item = "customer.shoppingCart.cartItemInfo.";
        field(item + "productLabel", "INT_097", "(?s).{0,255}");
        field(item + "productType", "INT_098", TYPES);
        field(item + "productRef", "INT_100", "(?s).{0,64}");
        field(item + "productQty", "INT_101", "\\d{1,12}");
        field(item + "productAmount", "INT_102", "\\d{1,12}");
        field(item + "productVat", "INT_203", "\\d{1,12}|\\d{1,2}\\.\\d{1,4}");
    }

    private FieldChecks() {
    }

    private static void field(String path, String code, String form) {
        FIELDS.put(path, new Field(path, code, Pattern.compile(form)));
    }

    private static void address(String at, String category, String first, String last, String number, String address,
            String district, String zip, String city, String state, String country, String legal, String identity) {
        field(at + ".category", category, "PRIVATE|COMPANY");
        field(at + ".firstName", first, "(?s).{0,63}");
        field(at + ".lastName", last, "(?s).{0,63}");
        field(at + ".streetNumber", number, "[A-Za-z0-9 ]{0,5}");
        field(at + ".address", address, "[^<>]{0,255}");
        field(at + ".district", district, "(?s).{0,127}");
        field(at + ".zipCode", zip, "(?s).{0,64}");
        field(at + ".city", city, "(?s).{0,128}");
        field(at + ".state", state, "(?s).{0,127}");
        field(at + ".country", country, "[A-Z]{2}");
        field(at + ".legalName", legal, "(?s).{0,100}");
        field(at + ".identityCode", identity, "(?s).{0,150}");
    }

    /** @param lenient unknown members pass: what the real service does with them is not known */
    static void check(JsonNode request, Set<String> notHere, boolean lenient) {
        if (!lenient) {
            known(request, "", notHere);
        }
        for (Field field : FIELDS.values()) {
            each(request, field.path(), value -> {
                // Empty texts are taken for absent (scellius 3.3.6).
                boolean absent = value.isNull() || value.isTextual() && value.asText().isEmpty();
                if (!absent && (!value.isValueNode() || !field.form().matcher(value.asText()).matches())) {
                    throw Refusal.of(field.code(), field.path(), value.asText());
                }
            });
        }
        if (!request.path("metadata").isMissingNode() && !request.path("metadata").isNull()
                && !request.path("metadata").isObject()) {
            throw Refusal.of("INT_091", "metadata", request.path("metadata").asText());
        }
    }

    private static void known(JsonNode node, String at, Set<String> notHere) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            String path = at.isEmpty() ? name : at + "." + name;
            boolean fits = at.isEmpty()
                    ? ROOT.contains(name) && !notHere.contains(name)
                    : FIELDS.keySet().stream().anyMatch(known -> known.equals(path) || known.startsWith(path + "."));
            if (!fits) {
                throw new Refusal("INT_900", "unknown parameter", "Unknown parameter [name=" + path + "]");
            }
            boolean goesOn = path.startsWith("customer");
            if (goesOn && node.get(name).isObject()) {
                known(node.get(name), path, notHere);
            } else if (goesOn && node.get(name).isArray()) {
                node.get(name).forEach(element -> known(element, path, notHere));
            }
        }
    }

    private interface Check {
        void of(JsonNode value);
    }

    private static void each(JsonNode root, String path, Check check) {
        JsonNode at = root;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length; i++) {
            at = at.path(names[i]);
            if (at.isArray()) {
                String rest = String.join(".", Arrays.copyOfRange(names, i + 1, names.length));
                at.forEach(element -> each(element, rest, check));
                return;
            }
        }
        if (!at.isMissingNode()) {
            check.of(at);
        }
    }
}
