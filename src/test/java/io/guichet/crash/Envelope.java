package io.guichet.crash;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of a SOAP request from the bytes that have come, whole or not. */
final class Envelope {

    private static final Pattern ACTION = Pattern.compile("([\\w.-]+)\"?$");
    private static final Pattern BODY =
            Pattern.compile("<(?:[\\w.-]+:)?Body(?:\\s[^>]*)?>\\s*<(?:[\\w.-]+:)?([\\w.-]+)[\\s/>]");
    private static final Pattern ATTEMPT = Pattern.compile("[ >]([a-z2-7]{13}-\\d+)</");

    private Envelope() {
    }

    static Optional<String> operation(HttpHead head) {
        return head.header("SOAPAction").flatMap(action -> first(ACTION, action));
    }

    static Optional<String> operation(byte[] request) {
        return first(BODY, text(request));
    }

    /** The purchase key with its attempt (lifecycle 3, rule 4): the last word of some element. */
    static Optional<String> attempt(byte[] request) {
        return first(ATTEMPT, text(request));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
