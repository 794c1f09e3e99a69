package io.guichet.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The twin, past whoever buys from it. */
record TwinDesk(int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The references of everything it has sold. */
    List<String> sold() throws IOException, InterruptedException {
        List<String> references = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(send(request("/control/purchases")))) {
            references.add(entry.path("reference").asText());
        }
        return references;
    }

    /** It takes its time for every purchase from now on. */
    void slow(int millis) throws IOException, InterruptedException {
        send(request("/control/faults").POST(BodyPublishers.ofString(
                "{\"kind\":\"delay-before\",\"operation\":\"new_order\",\"millis\":" + millis
                        + ",\"calls\":1000000}")));
    }

    void calm() throws IOException, InterruptedException {
        send(request("/control/faults").DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }
}
