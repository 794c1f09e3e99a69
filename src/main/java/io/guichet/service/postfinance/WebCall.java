package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request. What is signed is what is sent: the query is encoded once, here (postfinance 1.3).
 *
 * @param path  below {@code /api/v2.0}
 * @param query encoded; empty where there is none
 * @param body  null where there is none
 * @param gives what it answers with
 */
public record WebCall(String method, String path, String query, JsonNode body, Gives gives) {

    static final String API = "/api/v2.0";

    /** What an operation answers with. */
    enum Gives {
        JSON("application/json"), TEXT("text/plain"),
        /** Waits for the card. */
        CARD("application/json");

        private final String mediaType;

        Gives(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    static WebCall get(String path) {
        return new WebCall("GET", path, "", null, Gives.JSON);
    }

    static WebCall get(String path, String query) {
        return new WebCall("GET", path, query, null, Gives.JSON);
    }

    static WebCall text(String path) {
        return new WebCall("GET", path, "", null, Gives.TEXT);
    }

    static WebCall post(String path, JsonNode body) {
        return new WebCall("POST", path, "", body, Gives.JSON);
    }

    /** As the token names it. */
    String target() {
        return API + path + (query.isEmpty() ? "" : "?" + query);
    }

    public String accept() {
        return gives.mediaType;
    }

    /** How long it may take: only a payer at a terminal is waited for. */
    public String times() {
        return gives == Gives.CARD ? "postfinanceCardTimes" : "postfinanceTimes";
    }

    /** The operation without its numbers; this stands in logs and errors. */
    @Override
    public String toString() {
        return method + " " + path.replaceAll("/[0-9]+(?=/|$)", "/{id}");
    }
}
