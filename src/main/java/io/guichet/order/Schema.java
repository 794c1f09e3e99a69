package io.guichet.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** One JSON Schema (2020-12), compiled once; also answers what it says of a single member. */
public final class Schema {

    /** JSON Schema with our own word in it, which says nothing of what is valid. */
    private static final JsonMetaSchema META = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword(TextForm.KEYWORD)).build();

    private final ObjectNode document;
    private final JsonSchema compiled;

    Schema(ObjectNode document) {
        this.document = document;
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        this.compiled = JsonSchemaFactory
                .getInstance(SpecVersion.VersionFlag.V202012, factory -> factory.metaSchema(META))
                .getSchema(document, config);
        this.compiled.initializeValidators();
    }

    /** As people may read it: references to neighbours resolved. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    Set<ValidationMessage> violations(JsonNode instance) {
        return compiled.validate(instance);
    }

    JsonNode root() {
        return document;
    }

    /** What stands at a place of the document itself. */
    JsonNode inDocument(String pointer) {
        return document.at(JsonPointer.compile(pointer));
    }

    /** The schema of a member; missing where the schema does not know it. */
    JsonNode member(JsonNode schema, String name) {
        return resolved(schema).path("properties").path(name);
    }

    /** The schema of a list's entries. */
    JsonNode items(JsonNode schema) {
        return resolved(schema).path("items");
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode target = schema;
        while (target.path("$ref").asText().startsWith("#")) {
            target = inDocument(target.path("$ref").asText().substring(1));
        }
        return target;
    }

    /** True for what may stand in no message and no log: secrets and documents. */
    boolean isHidden(JsonPointer field) {
        JsonNode schema = document;
        for (JsonPointer rest = field; !schema.isMissingNode(); rest = rest.tail()) {
            JsonNode here = resolved(schema);
            if (here.path("writeOnly").asBoolean() || schema.path("writeOnly").asBoolean()
                    || isBase64(here) || isBase64(schema)) {
                return true;
            }
            if (rest.matches()) {
                return false;
            }
            JsonNode next = member(here, rest.getMatchingProperty());
            schema = next.isMissingNode() && rest.getMatchingIndex() >= 0 ? items(here) : next;
        }
        return false;
    }

    static boolean isBase64(JsonNode schema) {
        return schema.path("contentEncoding").asText().equals("base64");
    }

    static JsonNode none() {
        return MissingNode.getInstance();
    }
}
