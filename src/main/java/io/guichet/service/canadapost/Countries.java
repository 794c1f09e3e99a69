package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Two letters, in whatever case they were written (canadapost 2.1). */
final class Countries {

    static final String CANADA = "CA";
    static final String STATES = "US";

    private Countries() {
    }

    static String sent(String written) {
        return written.toUpperCase(Locale.ROOT);
    }

    /** Where the parcel goes; empty where the order does not say it in two letters. */
    static String destination(JsonNode request) {
        String country = request.path("recipient").path("country").asText();
        return country.matches("[A-Za-z]{2}") ? sent(country) : "";
    }
}
