package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.call.HttpStatus;
import io.guichet.call.JsonAnswer;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.service.postfinance.WebCall.Gives;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads an answer: JSON, or a bare text, or the service's own error (postfinance 1.4, 4.2). */
public final class Replies {

    private static final int LONGEST_TEXT = 8_192;

    /**
     * @throws SaidNo     where the service says no
     * @throws HttpStatus where something in front of it has answered
     */
    public JsonNode read(InputStream body, int status, WebCall call) {
        if (status / 100 == 2) {
            return call.gives() == Gives.TEXT ? text(body) : JsonAnswer.object(body);
        }
        JsonNode error;
        try {
            error = JsonAnswer.object(body);
        } catch (UnreadableAnswer other) {
            throw new HttpStatus(status);
        }
        if (!error.path("message").isTextual() && !error.path("code").isTextual()) {
            throw new HttpStatus(status);
        }
        throw new SaidNo(status, Answers.line(error.path("id").asText("")), said(error), call.toString());
    }

    private static JsonNode text(InputStream body) {
        if (body == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        try (body) {
            byte[] whole = body.readNBytes(LONGEST_TEXT + 1);
            String text = new String(whole, StandardCharsets.UTF_8).strip();
            if (text.isEmpty() || whole.length > LONGEST_TEXT) {
                throw new UnreadableAnswer(Lack.ANSWER);
            }
            return JsonNodeFactory.instance.textNode(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The words of code and the names of fields are not known beforehand: they are passed on (postfinance 4.2). */
    private static String said(JsonNode error) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("code", "message")) {
            if (error.path(name).isTextual()) {
                parts.add(error.get(name).asText());
            }
        }
        error.path("errors").fields().forEachRemaining(one -> parts.add(one.getKey() + ": " + one.getValue().asText()));
        return Answers.line(String.join("; ", parts));
    }
}
