package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** How a free text is printed or read by others: the keyword {@code x-print} of its schema. */
enum TextForm {

    /** Words on one line. */
    LINE,

    /** Words on several lines. */
    LINES,

    /** What means something only as a whole, such as a reference, a postcode or a mail address: it is never cut. */
    CODE;

    static final String KEYWORD = "x-print";

    static Optional<TextForm> of(JsonNode rule) {
        return Optional.ofNullable(rule.path(KEYWORD).textValue())
                .map(word -> valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
