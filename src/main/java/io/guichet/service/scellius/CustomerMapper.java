package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The buyer, the addresses and the cart of an order as the service wants them (scellius 3.3.2 to 3.3.4). */
final class CustomerMapper {

    private static final Set<String> AMOUNTS =
            Set.of("insuranceAmount", "shippingAmount", "taxAmount", "productAmount");

    private final String currency;

    /** @param currency of the amounts; empty where there are none */
    CustomerMapper(String currency) {
        this.currency = currency;
    }

    ObjectNode map(JsonNode customer) {
        return object(customer);
    }

    private ObjectNode object(JsonNode from) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        from.fields().forEachRemaining(member -> set(to, member.getKey(), member.getValue()));
        return to;
    }

    private void set(ObjectNode to, String name, JsonNode value) {
        if (value.isObject()) {
            to.set(name, object(value));
        } else if (value.isArray()) {
            ArrayNode all = to.putArray(name);
            value.forEach(element -> all.add(object(element)));
        } else if (AMOUNTS.contains(name)) {
            to.put(name, minor(value));
        } else if (name.equals("vatRate")) {
            // A text with a decimal point: without one it would be an amount.
            to.put("productVat", value.asText().contains(".") ? value.asText() : value.asText() + ".0");
        } else if (name.equals("vatAmount")) {
            to.put("productVat", String.valueOf(minor(value)));
        } else if (name.equals("country")) {
            to.put(name, Places.country(value.asText()));
        } else if (name.equals("language")) {
            to.put(name, Places.language(value.asText()));
        } else {
            to.set(name, value);
        }
    }

    private long minor(JsonNode major) {
        return Minor.of(major.asText(), currency)
                .orElseThrow(() -> new IllegalStateException("an amount that was checked is none of " + currency));
    }
}
