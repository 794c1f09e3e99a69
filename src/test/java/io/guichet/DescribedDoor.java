package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The HTTP door as a client sees it who has read its description, and holds each answer against it. */
final class DescribedDoor {

    /** An answer and what stands in it. */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException none) {
                throw new AssertionError(text(), none);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return headers.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0)).findFirst();
        }

        /** Of all the errors in it. */
        List<String> codes() {
            List<String> codes = new ArrayList<>();
            json().path("errors").forEach(error -> codes.add(error.path("code").asText()));
            return codes;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = "https://guichet.example/openapi.json";

    private final URI address;
    private final HttpClient http;
    private final JsonNode description;

    DescribedDoor(URI address, HttpClient.Version version) throws Exception {
        this.address = address;
        this.http = HttpClient.newBuilder().version(version).build();
        this.description = JSON.readTree(http.send(HttpRequest.newBuilder(address.resolve("/openapi.json")).build(),
                HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    JsonNode description() {
        return description;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    Answer get(String path) throws Exception {
        return send(to(path).build());
    }

    Answer post(String contentType, String body) throws Exception {
        return send(posting(contentType, body).build());
    }

    HttpRequest.Builder posting(String contentType, String body) {
        return to("/orders").header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    Answer send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.version()).as("what a body may grow in cannot be bounded over HTTP/2 in clear text")
                .isEqualTo(HttpClient.Version.HTTP_1_1);
        Answer seen = new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        hold(request.method(), request.uri().getPath(), seen);
        return seen;
    }

    /** Against what the description says of such an answer. */
    private void hold(String method, String path, Answer answer) {
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty() || method.equals("HEAD")) {
            assertThat(answer.status()).as("%s %s, which is not described", method, path)
                    .isIn(200, 304, 404, 405, 421);
            return;
        }
        JsonNode response = resolved(operation.get().path("responses").path(String.valueOf(answer.status())));
        assertThat(response.isMissingNode()).as("%s %s answers %s: %s", method, path, answer.status(), answer.text())
                .isFalse();
        assertThat(answer.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .noneMatch(name -> name.startsWith("access-control-"));
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (!schema.isMissingNode()) {
            assertThat(answer.header("Content-Type")).contains("application/json");
            assertThat(violations(schema, answer.json())).as("%s %s", answer.status(), answer.text()).isEmpty();
            if (answer.json().has("state")) {
                assertThat(names(description.at("/components/schemas/Result/properties")))
                        .as("the described members").containsAll(names(answer.json()));
            }
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        Iterator<Map.Entry<String, JsonNode>> paths = description.path("paths").fields();
        while (paths.hasNext()) {
            Map.Entry<String, JsonNode> described = paths.next();
            if (path.matches(described.getKey().replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\."))) {
                return Optional.ofNullable(described.getValue().get(method.toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Of a part of the description. */
    Set<ValidationMessage> violations(JsonNode schema, JsonNode instance) {
        ObjectNode whole = ((ObjectNode) schema.deepCopy());
        relocated(whole);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, description.toString()))))
                .getSchema(whole, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
                .validate(instance);
    }

    private static void relocated(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#/")) {
            object.put("$ref", DOCUMENT + object.get("$ref").asText());
        }
        node.forEach(DescribedDoor::relocated);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
