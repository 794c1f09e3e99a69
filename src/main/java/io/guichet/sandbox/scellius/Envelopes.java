package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The outer object that every answer has, good or bad; the HTTP status is 200 for both (scellius 2). */
final class Envelopes {

    /** The real word of Scellius is not known. */
    private static final String PROVIDER = "SCELLIUS-SIM";

    private static final int OK = 200;

    private final Clock clock;

    Envelopes(Clock clock) {
        this.clock = clock;
    }

    Answer success(String operation, ObjectNode answer) {
        return told(operation, "SUCCESS", answer, OK);
    }

    Answer error(String operation, Refusal refusal, String shopId) {
        return error(operation, refusal, shopId, OK);
    }

    Answer error(String operation, Refusal refusal, String shopId, int status) {
        ObjectNode error = Json.MAPPER.createObjectNode().put("errorCode", refusal.code())
                .put("errorMessage", refusal.getMessage()).putNull("detailedErrorCode")
                .put("detailedErrorMessage", refusal.detail()).put("ticket", "null").put("shopId", shopId)
                .put("_type", "V4/WebService/WebServiceError");
        return told(operation, "ERROR", error, status);
    }

    String now() {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
                .format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private Answer told(String operation, String status, ObjectNode answer, int httpStatus) {
        ObjectNode envelope = Json.MAPPER.createObjectNode().put("webService", operation).put("version", "V4")
                .put("applicationVersion", "6.25.0").put("status", status);
        envelope.set("answer", answer);
        envelope.put("ticket", UUID.randomUUID().toString().replace("-", "")).put("serverDate", now())
                .put("applicationProvider", PROVIDER).putNull("metadata").put("mode", "TEST")
                .put("serverUrl", "https://api.scelliuspaiement.labanquepostale.fr")
                .put("_type", "V4/WebService/Response");
        try {
            return Answer.json(httpStatus, Json.MAPPER.writeValueAsBytes(envelope));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
