package io.guichet.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One HTTP answer of a twin. */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    public static Answer xml(int status, String body) {
        return new Answer(status, "text/xml; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, "application/json", body, Map.of());
    }

    public static Answer html(int status, String heading) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + heading + "</title></head>\n<body><h1>" + heading
                + "</h1></body></html>\n";
        return new Answer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same answer with one more header. */
    public Answer with(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value));
    }
}
