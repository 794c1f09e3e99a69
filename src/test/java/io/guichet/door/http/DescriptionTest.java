package io.guichet.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guichet.order.Schemas;
import io.guichet.purchase.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description against what is there: schemas, examples, routes, states. What the door really answers, HttpDoorTest holds against it. */
class DescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = "https://guichet.example/openapi.json";

    private final Schemas schemas = new Schemas();
    private final JsonNode document = read(new Description(schemas).of(null).body());

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException none) {
            throw new AssertionError(none);
        }
    }

    private JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, document.toString()))))
                .getSchema(JSON.createObjectNode().put("$ref", DOCUMENT + "#/components/schemas/" + name));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references).isNotEmpty()
                .allSatisfy(reference -> {
                    assertThat(reference).startsWith("#/");
                    assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
                });
    }

    @Test
    void everyOperationsSchemaIsInIt() {
        for (String service : schemas.services()) {
            for (String operation : schemas.operations(service)) {
                JsonNode embedded = document.at("/components/schemas/" + service + "." + operation);
                assertThat(embedded.path("title").asText())
                        .isEqualTo(schemas.request(service, operation).orElseThrow().document().path("title").asText());
            }
        }
    }

    @Test
    void theExamplesThatAreShippedAreOrdersAndTheWrongOneIsNone() throws Exception {
        JsonSchema order = schema("Order");
        try (Stream<Path> examples = Files.list(Path.of("examples"))) {
            for (Path example : examples.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode message = JSON.readTree(example.toFile());
                for (JsonNode one : message.isArray() ? message : JSON.createArrayNode().add(message)) {
                    assertThat(order.validate(one).isEmpty()).as("%s: %s", example, order.validate(one))
                            .isEqualTo(!example.getFileName().toString().startsWith("refused"));
                }
            }
        }
        ObjectNode ofAnother = (ObjectNode) JSON.readTree(Path.of("examples/stamps-two-a-mail.json").toFile());
        assertThat(order.validate(ofAnother.put("operation", "catalogue"))).as("stamps asked as a catalogue")
                .isNotEmpty();
    }

    @Test
    void itsOwnExamplesAreWhatTheyAreExamplesOf() {
        List<JsonNode> described = new ArrayList<>();
        find(document, described);

        assertThat(described).hasSizeGreaterThan(8);
        for (JsonNode content : described) {
            ObjectNode holder = content.path("schema").deepCopy();
            relocate(holder);
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, document.toString()))))
                    .getSchema(holder);
            content.path("examples").forEach(example -> assertThat(schema.validate(example.path("value")))
                    .as("%s", example).isEmpty());
        }
    }

    private static void find(JsonNode node, List<JsonNode> described) {
        if (node.has("examples") && node.has("schema")) {
            described.add(node);
        }
        node.forEach(child -> find(child, described));
    }

    private static void relocate(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#/")) {
            object.put("$ref", DOCUMENT + object.get("$ref").asText());
        }
        node.forEach(DescriptionTest::relocate);
    }

    @Test
    void pathsAndMethodsAreThoseOfRoutesAndDoorkeeper() throws Exception {
        JsonNode routes =
                new ObjectMapper(new YAMLFactory()).readTree(Path.of("routes/10-intake-http.camel.yaml").toFile());
        TreeSet<String> routed = new TreeSet<>();
        for (JsonNode entry : routes) {
            Optional.of(entry.at("/route/from/parameters/path")).filter(JsonNode::isTextual)
                    .ifPresent(path -> routed.add(path.asText()));
            for (JsonNode parameter : entry.at("/templatedRoute/parameters")) {
                if (parameter.path("name").asText().equals("path")) {
                    routed.add(parameter.path("value").asText());
                }
            }
        }
        TreeSet<String> paths = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);

        assertThat(paths).isEqualTo(routed);
        document.path("paths").fields().forEachRemaining(path -> {
            Resource resource = Resource.at(path.getKey()).orElseThrow();
            path.getValue().fieldNames().forEachRemaining(
                    method -> assertThat(resource.methods()).contains(method.toUpperCase(Locale.ROOT)));
            List<String> query = new ArrayList<>();
            path.getValue().findValues("parameters").forEach(parameters -> parameters.forEach(parameter -> {
                if (parameter.path("in").asText().equals("query")) {
                    query.add(parameter.path("name").asText());
                }
            }));
            assertThat(query).as(path.getKey()).containsExactlyInAnyOrderElementsOf(resource.parameters());
        });
    }

    @Test
    void statesAreThoseOfOrders() {
        assertThat(JSON.convertValue(document.at("/components/schemas/State/enum"), String[].class))
                .containsExactlyInAnyOrder(Arrays.stream(State.values()).map(State::name).toArray(String[]::new));
    }
}
