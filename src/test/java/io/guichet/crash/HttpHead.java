package io.guichet.crash;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The head of a request or of an answer, with the empty line that ends it. */
record HttpHead(String text) {

    static HttpHead of(byte[] bytes) {
        return new HttpHead(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return text.lines().skip(1).filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip()).findFirst();
    }

    /** @throws IllegalStateException for a body in chunks, whose half nobody knows before its end */
    int contentLength() {
        header("Transfer-Encoding").ifPresent(coding -> {
            throw new IllegalStateException("Transfer-Encoding: " + coding + " (expected: Content-Length)");
        });
        return header("Content-Length").map(Integer::parseInt).orElse(0);
    }

    boolean closes() {
        return header("Connection").map(value -> value.equalsIgnoreCase("close")).orElse(false);
    }

    /** The path of a request. */
    String target() {
        return text.split(" ", 3)[1];
    }

    int firstLineLength() {
        return text.indexOf("\r\n") + 2;
    }
}
