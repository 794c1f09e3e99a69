package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The decimal strings of an order. */
final class Measures {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}([.][0-9]{1,9})?");
    private static final int GRAMS = 3;

    private Measures() {
    }

    /** Empty where nothing stands there, or something of another form, which the schema has refused. */
    static Optional<BigDecimal> of(JsonNode value) {
        return Optional.ofNullable(value.textValue()).filter(text -> FORM.matcher(text).matches())
                .map(BigDecimal::new);
    }

    /** Kilograms as the service weighs: started grams count, and nothing weighs nothing (canadapost 5.8). */
    static BigDecimal weighed(BigDecimal kilograms) {
        return kilograms.setScale(GRAMS, RoundingMode.UP);
    }
}
