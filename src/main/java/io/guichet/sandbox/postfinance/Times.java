package io.guichet.sandbox.postfinance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two forms in which the service writes times (postfinance 1.4, 2.8). */
final class Times {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WEBHOOK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {
    }

    static String iso(Instant time) {
        return ISO.format(time);
    }

    /** Without a colon in the offset. */
    static String webhook(Instant time) {
        return WEBHOOK.format(time);
    }
}
