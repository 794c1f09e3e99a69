package io.guichet.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields that orders of an import profile may have, as the schemas of the order and of its operation know them. */
final class ProfileFields {

    private final Schemas schemas;
    private final Texts texts;
    private final Optional<Schema> request;

    /** @param request of the operation that all orders ask for; empty where it differs */
    ProfileFields(Schemas schemas, Texts texts, Optional<Schema> request) {
        this.schemas = schemas;
        this.texts = texts;
        this.request = request;
    }

    /** Why there is no such field; empty where there is one, or where nobody can say. */
    Optional<String> complaint(List<String> path) {
        Schema schema = schemas.envelope();
        JsonNode rule = schema.root();
        for (int i = 0; i < path.size(); i++) {
            if (i == 1 && path.get(0).equals("request")) {
                if (request.isEmpty()) {
                    return Optional.empty();
                }
                schema = request.get();
                rule = schema.root();
            }
            JsonNode here = schema.resolved(rule);
            boolean entry = path.get(i).equals(ProfileColumn.EACH_ROW) || DottedTree.isIndex(path.get(i));
            JsonNode next = entry ? schema.items(rule) : schema.member(rule, path.get(i));
            if (next.isMissingNode()) {
                boolean open = !entry && here.path("type").asText("object").equals("object")
                        && here.path("additionalProperties").asBoolean(true);
                return open ? Optional.empty() : Optional.of(expected(path.subList(0, i), here));
            }
            rule = next;
        }
        JsonNode here = path.equals(List.of("request")) && request.isPresent()
                ? request.get().root()
                : schema.resolved(rule);
        String type = here.path("type").asText();
        return type.equals("object") || type.equals("array") ? Optional.of(expected(path, here)) : Optional.empty();
    }

    /** True for secrets and documents, and where nobody can say. */
    boolean isHidden(List<String> path) {
        boolean inRequest = !path.isEmpty() && path.get(0).equals("request");
        if (inRequest && request.isEmpty()) {
            return true;
        }
        Schema schema = inRequest ? request.get() : schemas.envelope();
        String pointer = path.subList(inRequest ? 1 : 0, path.size()).stream()
                .map(part -> "/" + (part.equals(ProfileColumn.EACH_ROW) ? "0" : part)).collect(Collectors.joining());
        return schema.isHidden(JsonPointer.compile(pointer));
    }

    private static String expected(List<String> path, JsonNode here) {
        String field = path.isEmpty() ? "" : String.join(".", path) + ".";
        List<String> names = new ArrayList<>();
        here.path("properties").fieldNames().forEachRemaining(name -> names.add(field + name));
        if (here.has("items")) {
            names.add(field + "0");
        }
        return names.isEmpty() ? String.join(".", path) + " has no parts" : "one of " + String.join(", ", names);
    }

    /** What is wrong with a value that an order is to have; the place is a pointer into the profile. */
    List<String> complaints(List<String> path, JsonNode value, String place) {
        Optional<JsonNode> rule = rule(path);
        if (rule.isEmpty() || !(rule.get() instanceof ObjectNode document) || !value.isValueNode()) {
            return List.of();
        }
        JsonNode typed = value instanceof PlainText text ? SchemaTyping.scalar(text.textValue(), document) : value;
        return new Violations(texts, new Schema(document.deepCopy()), place, "profile").of(typed).stream()
                .map(Problem::message).toList();
    }

    private Optional<JsonNode> rule(List<String> path) {
        boolean inRequest = path.get(0).equals("request");
        if (inRequest && request.isEmpty()) {
            return Optional.empty();
        }
        Schema schema = inRequest ? request.get() : schemas.envelope();
        JsonNode rule = schema.root();
        for (String part : inRequest ? path.subList(1, path.size()) : path) {
            boolean entry = part.equals(ProfileColumn.EACH_ROW) || DottedTree.isIndex(part);
            rule = entry ? schema.items(rule) : schema.member(rule, part);
        }
        return Optional.of(schema.resolved(rule)).filter(found -> !found.isMissingNode());
    }
}
