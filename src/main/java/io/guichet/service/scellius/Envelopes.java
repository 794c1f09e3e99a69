package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.call.HttpStatus;
import io.guichet.call.JsonAnswer;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Problem.ServiceFault;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the outer object that every answer has, good or bad (scellius 2): unknown members are nobody's, missing ones none. */
public final class Envelopes {

    private static final int OK = 200;
    /** The service's own programs read an envelope here too (scellius 1.4). */
    private static final int UNAUTHORIZED = 401;
    private static final Pattern NAMED = Pattern.compile("\\[name=([A-Za-z0-9_.\\[\\]]{1,120})[,\\]]");

    /**
     * @throws SaidNo           where the service says so
     * @throws HttpStatus       where something in front of it has answered
     * @throws UnreadableAnswer where it says neither
     */
    public Answered read(InputStream body, int status) {
        if (status != OK && status != UNAUTHORIZED) {
            throw new HttpStatus(status);
        }
        JsonNode envelope = envelope(body, status);
        JsonNode answer = envelope.path("answer");
        Optional<String> ticket = text(envelope.path("ticket"));
        switch (envelope.path("status").asText()) {
            case "SUCCESS" -> {
                if (!answer.isObject()) {
                    throw new UnreadableAnswer(new Lack("answer"));
                }
                return new Answered(answer, time(envelope.path("serverDate")), ticket);
            }
            case "ERROR" -> throw no(answer, ticket);
            default -> throw new UnreadableAnswer(new Lack("status"));
        }
    }

    private static JsonNode envelope(InputStream body, int status) {
        try {
            return JsonAnswer.object(body);
        } catch (UnreadableAnswer notAnEnvelope) {
            if (status == UNAUTHORIZED) {
                throw new HttpStatus(status);
            }
            throw notAnEnvelope;
        }
    }

    private static SaidNo no(JsonNode error, Optional<String> ticket) {
        String code = text(error.path("errorCode")).orElseThrow(() -> new UnreadableAnswer(new Lack("errorCode")));
        StringBuilder said = new StringBuilder(text(error.path("errorMessage")).orElse(code));
        Optional<String> detail = text(error.path("detailedErrorMessage"));
        Optional<String> detailCode = text(error.path("detailedErrorCode"));
        detailCode.ifPresent(more -> said.append(" (").append(more).append(')'));
        detail.ifPresent(more -> said.append(": ").append(more));
        Optional<String> named = detail.map(NAMED::matcher).filter(Matcher::find).map(found -> found.group(1));
        return new SaidNo(new ServiceFault(code, said.toString(), ticket.orElse(null)), named);
    }

    /** Absent, null, empty and the four letters that the service writes in place of a ticket are the same. */
    static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue()).map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("null"));
    }

    static Optional<Instant> time(JsonNode value) {
        try {
            return text(value).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
