package io.guichet.sandbox.postfinance;

import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The service's own no, told as RestApiErrorResponse (postfinance 4.2). */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // The words of `code` are not known: these are the twin's own.
    private static final Map<Integer, String> CODES = Map.of(400, "INVALID_PARAMETER", 401, "UNAUTHORIZED", 403,
            "PERMISSION_DENIED", 404, "NOT_FOUND", 406, "NOT_ACCEPTABLE", 409, "CONFLICT", 415,
            "UNSUPPORTED_MEDIA_TYPE", 416, "OFFSET_TOO_LARGE", 422, "UNPROCESSABLE", 429, "TOO_MANY_REQUESTS");

    private final int status;
    private final transient Map<String, String> errors;

    private Refusal(int status, String text, Map<String, String> errors) {
        super(text, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    static Refusal of(int status, String text) {
        return new Refusal(status, text, Map.of());
    }

    /** @param errors what is wrong, by field */
    static Refusal of(Map<String, String> errors) {
        return new Refusal(422, "The request is well-formed but cannot be processed: "
                + String.join(", ", errors.keySet()), errors);
    }

    static Refusal wrong(String field, String text) {
        return of(Map.of(field, text));
    }

    int status() {
        return status;
    }

    Answer answer(Instant now) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", UUID.randomUUID().toString());
        body.put("date", Times.iso(now));
        body.put("code", CODES.getOrDefault(status, "ERROR"));
        body.put("message", getMessage());
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return Answer.json(status, Json.MAPPER.writeValueAsBytes(body));
    }
}
