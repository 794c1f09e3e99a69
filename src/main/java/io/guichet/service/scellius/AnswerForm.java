package io.guichet.service.scellius;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form by which the service tells what became of a payment (scellius 5.1): each field once, the answer as it was signed. */
final class AnswerForm {

    private static final int FIELDS = 32;

    private final Map<String, List<String>> fields;

    private AnswerForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Empty where it is no form at all. */
    static Optional<AnswerForm> read(byte[] body) {
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(new String(body, StandardCharsets.US_ASCII),
                    StandardCharsets.UTF_8, false, FIELDS, true);
            return Optional.of(new AnswerForm(decoder.parameters()));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** Empty where it is missing, or there more than once: then nobody knows which of them was signed. */
    Optional<String> field(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
