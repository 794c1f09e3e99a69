package io.guichet.door.http;

import io.guichet.order.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * What a Content-Type header says.
 *
 * @param name    in small letters, without parameters
 * @param charset as it is named
 */
record MediaType(String name, Optional<String> charset) {

    /** How orders of this type are written down; empty where it is none of ours. */
    Optional<Form> form() {
        return Optional.ofNullable(switch (name) {
            case "application/json" -> Form.JSON;
            case "application/x-ndjson", "application/ndjson" -> Form.NDJSON;
            case "application/xml", "text/xml" -> Form.XML;
            case "text/csv" -> Form.CSV;
            default -> null;
        });
    }

    /** Whether a notification may be written so; its bytes are read by its service alone. */
    boolean isForNotifications() {
        return name.equals("application/x-www-form-urlencoded") || name.equals("application/json")
                || name.endsWith("+json") || name.startsWith("text/");
    }

    static MediaType of(String header) {
        String[] parts = header.split(";");
        Optional<String> charset = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter.length == 2 && parameter[0].strip().equalsIgnoreCase("charset")) {
                charset = Optional.of(parameter[1].strip().replace("\"", ""));
            }
        }
        return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
    }
}
