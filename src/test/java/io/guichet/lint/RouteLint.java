package io.guichet.lint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** Reads route files as a strict reviewer would: Camel's own schema and catalogue first, then the rules of the house. */
final class RouteLint {

    private static final Pattern FILE_NAME = Pattern.compile("\\d\\d-[a-z][a-z0-9]*(-[a-z0-9]+)*\\.camel\\.yaml");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+-]*");
    private static final Pattern CXF_BEAN = Pattern.compile("cxf:bean:([A-Za-z][A-Za-z0-9]*)");
    private static final Pattern HOST = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?!\\{\\{)|\\blocalhost\\b|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
    private static final Pattern CONTENT = Pattern.compile(
            "\\$\\{(in\\.)?(body|bodyAs|mandatoryBodyAs|prettyBody|headers|messageAs|exchange)\\b[^}]*}");

    /** Names of XML are written like addresses and lead nowhere. */
    private static final Pattern XML_NAME =
            Pattern.compile(".*[nN]amespace|namespaces|serviceName|portName|endpointName");

    private static final Set<String> TOP_LEVEL =
            Set.of("route", "routeConfiguration", "routeTemplate", "templatedRoute", "beans", "dataFormats");
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll");
    private static final Set<String> ALWAYS_NAMED =
            Set.of("choice", "circuitBreaker", "throttle", "recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> INSIDE = Set.of("bean", "class", "direct", "language", "log", "ref", "seda");
    private static final Set<String> FORBIDDEN =
            Set.of("transferExchange", "transferException", "loggingFeatureEnabled", "allowJavaSerializedObject");

    private final ObjectMapper yaml =
            new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
    private final CamelCatalog catalog = new DefaultCamelCatalog(true);
    private final JsonSchema schema = canonicalSchema();

    /** Everything that is wrong in these files (name to text), one sentence each. */
    List<String> complaints(Map<String, String> files) {
        List<String> complaints = new ArrayList<>();
        Map<String, String> homes = new HashMap<>();
        files.forEach((name, text) -> {
            Review review = new Review(name);
            complaints.addAll(review.of(text));
            for (String id : review.routeIds) {
                String other = homes.put(id, name);
                if (other != null) {
                    complaints.add(name + ": route " + id + " exists already in " + other);
                }
            }
        });
        return complaints;
    }

    /** One file under review. */
    private final class Review {

        private final String file;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> routeIds = new ArrayList<>();
        private final Set<String> cxfBeansWithOperation = new HashSet<>();

        Review(String file) {
            this.file = file;
        }

        List<String> of(String text) {
            JsonNode tree;
            try {
                tree = yaml.readTree(text);
            } catch (JsonProcessingException unreadable) {
                return List.of(file + ": not YAML: " + unreadable.getOriginalMessage());
            }
            if (!FILE_NAME.matcher(file).matches()) {
                complain("the name of a route file is NN-noun.camel.yaml");
            }
            Set<String> broken = new TreeSet<>();
            schema.validate(tree).forEach(error -> broken.add(error.getMessage()));
            broken.forEach(this::complain);
            if (!broken.isEmpty()) {
                return complaints;
            }
            tree.findValues("beans").forEach(beans -> beans.forEach(this::cxfBean));
            tree.forEach(entry -> entry.fields().forEachRemaining(field -> topLevel(field.getKey(), field.getValue())));
            walk(tree, "");
            return complaints;
        }

        private void complain(String sentence) {
            complaints.add(file + ": " + sentence);
        }

        private void topLevel(String kind, JsonNode value) {
            if (!TOP_LEVEL.contains(kind)) {
                complain("top-level " + kind + " (expected: one of " + new TreeSet<>(TOP_LEVEL) + ")");
            }
            switch (kind) {
                case "route" -> route(value.path("id").asText(), value);
                case "routeTemplate" -> {
                    kebab("routeTemplate", value.path("id").asText());
                    route(value.path("id").asText(), value.path("route"));
                    value.path("parameters").forEach(parameter -> {
                        if (parameter.path("description").asText().isBlank()) {
                            complain("parameter " + parameter.path("name").asText() + " of routeTemplate "
                                    + value.path("id").asText() + " has no description");
                        }
                    });
                }
                case "templatedRoute" -> {
                    kebab("templatedRoute", value.path("routeId").asText());
                    routeIds.add(value.path("routeId").asText());
                }
                case "routeConfiguration" -> {
                    kebab("routeConfiguration", value.path("id").asText());
                    if (!file.startsWith("00-")) {
                        complain("routeConfiguration " + value.path("id").asText() + " belongs into a 00- file");
                    }
                }
                default -> {
                }
            }
        }

        private void route(String id, JsonNode route) {
            if (id.isBlank()) {
                complain("a route has no id");
            } else {
                routeIds.add(id);
            }
            for (String needed : List.of("description", "routeConfigurationId")) {
                if (route.path(needed).asText().isBlank()) {
                    complain("route " + id + " has no " + needed);
                }
            }
            if (route.has("errorHandler") || route.has("errorHandlerRef")) {
                complain("route " + id + " has its own errorHandler (expected: a routeConfigurationId only)");
            }
            endpoint("from", route.path("from"), true);
        }

        private void walk(JsonNode node, String key) {
            if (node.isArray()) {
                node.forEach(child -> walk(child, key));
            } else if (node.isTextual()) {
                text(key, node.asText());
            } else if (node.isObject()) {
                node.fields().forEachRemaining(field -> {
                    step(field.getKey(), field.getValue());
                    walk(field.getValue(), field.getKey());
                });
            }
        }

        private void step(String name, JsonNode value) {
            if (FORBIDDEN.contains(name)) {
                complain(name + " is forbidden: it carries Java objects or whole messages where they do not belong");
            }
            if (name.equals("id") && value.isTextual()) {
                kebab("id", value.asText());
            }
            if (CALLS.contains(name) && value.isObject()) {
                if (value.has("uri")) {
                    endpoint(name, value, false);
                }
                if (!INSIDE.contains(scheme(value.path("uri").asText()))) {
                    named(name, value);
                }
            }
            if (ALWAYS_NAMED.contains(name) && value.isObject()) {
                named(name, value);
            }
            if (name.equals("circuitBreaker")) {
                JsonNode breaker = value.path("resilience4jConfiguration");
                if (!breaker.path("throwExceptionWhenHalfOpenOrOpenState").asText().equals("true")) {
                    complain("circuitBreaker " + value.path("id").asText()
                            + " lets messages through when open (expected: throwExceptionWhenHalfOpenOrOpenState: true)");
                }
                if (breaker.path("timeoutEnabled").asText().equals("true")) {
                    complain("circuitBreaker " + value.path("id").asText()
                            + " has a time-out of its own, which does not stop the call");
                }
            }
            if (name.equals("log") && CONTENT.matcher(value.path("message").asText()).find()) {
                complain("log of a body or of headers: " + value.path("message").asText());
            }
        }

        private void endpoint(String step, JsonNode value, boolean consumer) {
            String uri = value.path("uri").asText();
            Matcher cxfBean = CXF_BEAN.matcher(uri);
            if (PLACEHOLDER.matcher(uri).matches()) {
                return;
            }
            if (!SCHEME.matcher(uri).matches() && !cxfBean.matches()) {
                complain(step + " " + uri + " (expected: the scheme alone, everything else below parameters)");
                return;
            }
            String scheme = scheme(uri);
            if (getClass().getResource("/META-INF/services/org/apache/camel/component/" + scheme) == null) {
                complain(step + " " + uri + ": no such component on the class path");
                return;
            }
            if (scheme.equals("cxf")) {
                cxf(uri, value.path("parameters"));
            }
            if (catalog.findComponentNames().contains(scheme)) {
                catalogued(step, uri, value.path("parameters"), consumer);
            }
        }

        private void cxf(String uri, JsonNode parameters) {
            Matcher bean = CXF_BEAN.matcher(uri);
            boolean addressed = uri.equals("cxf") && parameters.has("address");
            if (!bean.matches() && !addressed) {
                complain(uri + " (expected: cxf:bean:NAME, or cxf with the parameter address)");
                return;
            }
            String beanName = addressed ? parameters.path("address").asText() : bean.group(1);
            if (!parameters.path("synchronous").asText().equals("true")) {
                complain("cxf " + beanName + " may send an empty body (expected: synchronous: true)");
            }
            if (!parameters.has("defaultOperationName") && !cxfBeansWithOperation.contains(beanName)) {
                complain("cxf " + beanName + " lets the message choose the operation (expected: defaultOperationName)");
            }
        }

        private void cxfBean(JsonNode bean) {
            if (bean.path("properties").has("defaultOperationName")) {
                cxfBeansWithOperation.add(bean.path("name").asText());
            }
        }

        private void catalogued(String step, String uri, JsonNode parameters, boolean consumer) {
            Map<String, String> options = new TreeMap<>();
            parameters.fields().forEachRemaining(option -> options.put(option.getKey(), option.getValue().asText()));
            try {
                String whole = SCHEME.matcher(uri).matches()
                        ? catalog.asEndpointUri(uri, options, false)
                        : uri + "?" + String.join("&", options.entrySet().stream().map(Object::toString).toList());
                // Strict: http would take any unknown word as part of the address.
                EndpointValidationResult result =
                        catalog.validateEndpointProperties(whole, true, consumer, !consumer);
                if (!whole.startsWith(scheme(uri) + ":")) {
                    complain(step + " " + uri + ": its parameters " + options.keySet() + " do not make an address");
                } else if (!result.isSuccess()) {
                    complain(step + " " + uri + ": "
                            + result.summaryErrorMessage(false).strip().replaceAll("\\s+", " "));
                }
            } catch (URISyntaxException | IllegalArgumentException unreadable) {
                complain(step + " " + uri + ": " + unreadable.getMessage());
            }
        }

        private void named(String step, JsonNode value) {
            if (value.path("id").asText().isBlank()) {
                complain(step + " " + value.path("uri").asText() + " has no id");
            }
        }

        private void kebab(String what, String id) {
            if (!ID.matcher(PLACEHOLDER.matcher(id).replaceAll("x")).matches()) {
                complain(what + " " + id + " (expected: words-with-hyphens)");
            }
        }

        private void text(String key, String value) {
            if (!XML_NAME.matcher(key).matches() && HOST.matcher(value).find()) {
                complain(key + ": " + value + " names a host (expected: a setting)");
            }
            if (value.startsWith("cxf:") && value.contains("?") && !value.contains("synchronous=true")) {
                complain(value + " may send an empty body (expected: synchronous=true)");
            }
        }
    }

    private static String scheme(String uri) {
        return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    }

    /** Camel's schema without the second ways to say the same: no bare strings for steps, no bare languages. */
    private static JsonSchema canonicalSchema() {
        ObjectMapper json = new ObjectMapper();
        try (InputStream in = RouteLint.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode tree = json.readTree(in);
            withoutShorthand(tree);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void withoutShorthand(JsonNode node) {
        if (node instanceof ObjectNode object && object.get("oneOf") instanceof ArrayNode ways) {
            if (any(ways, way -> way.path("type").asText().equals("string"))) {
                keep(ways, way -> !way.path("type").asText().equals("string"));
            } else if (any(ways, way -> way.path("$ref").asText().endsWith(".ExpressionDefinition"))) {
                keep(ways, way -> way.path("required").path(0).asText().equals("expression"));
            }
        }
        if (node instanceof ObjectNode object && object.path("deprecated").isBoolean()) {
            // Draft 4 does not know this word and the validator would say so each time.
            object.remove("deprecated");
        }
        node.forEach(RouteLint::withoutShorthand);
    }

    private static boolean any(ArrayNode ways, Predicate<JsonNode> wanted) {
        return StreamSupport.stream(ways.spliterator(), false).anyMatch(wanted);
    }

    private static void keep(ArrayNode ways, Predicate<JsonNode> wanted) {
        for (Iterator<JsonNode> way = ways.iterator(); way.hasNext();) {
            if (!wanted.test(way.next())) {
                way.remove();
            }
        }
    }
}
