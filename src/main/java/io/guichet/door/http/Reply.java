package io.guichet.door.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.guichet.order.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a request, whole. */
public record Reply(int status, String mediaType, Map<String, String> headers, byte[] body) {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    public static Reply json(int status, JsonNode body) {
        try {
            return new Reply(status, "application/json", Map.of(), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Errors in the form that the error message has. */
    public static Reply errors(int status, Problem problem) {
        return json(status, JSON.createObjectNode().set("errors", errors(List.of(problem))));
    }

    static JsonNode errors(List<Problem> problems) {
        return JSON.valueToTree(problems);
    }

    static Reply empty(int status) {
        return new Reply(status, "", Map.of(), new byte[0]);
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, mediaType, Map.copyOf(all), body);
    }
}
