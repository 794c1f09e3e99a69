package io.guichet.door.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.guichet.order.Schema;
import io.guichet.order.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of this door: what stands in {@code http/openapi.json}, with the schemas of all orders in it. */
public final class Description {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACE = "#/components/schemas/";

    private final Reply reply;

    public Description(Schemas schemas) {
        ObjectNode document = read();
        ObjectNode all = (ObjectNode) document.at("/components/schemas");
        ObjectNode order = embedded(schemas.envelope(), "Order");
        all.set("Order", order);
        ArrayNode operations = order.putArray("allOf");
        for (String service : schemas.services()) {
            for (String operation : schemas.operations(service)) {
                String name = service + "." + operation;
                all.set(name, embedded(schemas.request(service, operation).orElseThrow(), name));
                operations.add(onlyWhere(service, operation, name));
            }
        }
        this.reply = Reply.json(200, document);
    }

    /** The same for every call. */
    public Reply of(Call call) {
        return reply;
    }

    /** An order of this operation has the request of this schema. */
    private static ObjectNode onlyWhere(String service, String operation, String name) {
        ObjectNode rule = JSON.createObjectNode();
        ObjectNode named = rule.putObject("if").putObject("properties");
        named.putObject("service").put("const", service);
        named.putObject("operation").put("const", operation);
        rule.putObject("then").putObject("properties").putObject("request").put("$ref", PLACE + name);
        return rule;
    }

    /** A schema as a part of the document: what it refers to in itself is found below its place here. */
    private static ObjectNode embedded(Schema schema, String name) {
        ObjectNode own = schema.document();
        own.remove("$id");
        own.remove("$schema");
        relocate(own, PLACE + name);
        return own;
    }

    private static void relocate(JsonNode node, String place) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#/")) {
            object.set("$ref", TextNode.valueOf(place + object.get("$ref").asText().substring(1)));
        }
        node.forEach(child -> relocate(child, place));
    }

    private static ObjectNode read() {
        try (InputStream in = Description.class.getResourceAsStream("/http/openapi.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
