package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The XML Schema of the XML form, made of the JSON Schemas: it takes every document that the reader takes, and says of it
 * what XML Schema 1.0 can say. A request may have the members of every operation, each of a type that fits all of them;
 * {@code xsi:type="SERVICE.OPERATION"} on the request narrows it to one, and the reader does not mind.
 */
public final class OrderXsd {

    private static final int DEEPEST = 24;
    private static final Set<String> REMARKS = Set.of("$id", "$schema", "title", "description", "examples", "default");

    private enum Shape {
        SIMPLE, LIST, OBJECT, OPEN
    }

    /** A rule of a JSON Schema, and the name that a type of its own has. */
    private record Rule(String place, Schema schema, JsonNode node) {

        JsonNode here() {
            return schema.resolved(node);
        }

        Rule member(String name) {
            return new Rule(place + "." + name, schema, schema.member(node, name));
        }

        Rule items() {
            return new Rule(place + ".item", schema, schema.items(node));
        }

        boolean requires(String name) {
            for (JsonNode one : here().path("required")) {
                if (one.asText().equals(name)) {
                    return true;
                }
            }
            return false;
        }

        List<String> members() {
            List<String> names = new ArrayList<>();
            here().path("properties").fieldNames().forEachRemaining(names::add);
            return names;
        }

        Shape shape() {
            String type = here().path("type").asText();
            if (type.equals("array")) {
                return Shape.LIST;
            }
            if (!type.equals("object") && !here().has("properties")) {
                return Shape.SIMPLE;
            }
            return here().path("additionalProperties").asBoolean(true) ? Shape.OPEN : Shape.OBJECT;
        }

        String remark() {
            String title = node.has("title") ? node.path("title").asText() : here().path("title").asText();
            String description =
                    node.has("description") ? node.path("description").asText() : here().path("description").asText();
            return title.isEmpty() ? description : title + ". " + description;
        }
    }

    private final Schemas schemas;
    private final SortedMap<String, String> types = new TreeMap<>();
    /** Types that differ in nothing but their remarks are one. */
    private final Map<String, String> names = new HashMap<>();

    public OrderXsd(Schemas schemas) {
        this.schemas = schemas;
    }

    public String text() {
        types.clear();
        names.clear();
        List<Rule> operations = new ArrayList<>();
        for (String service : schemas.services()) {
            for (String operation : schemas.operations(service)) {
                Schema schema = schemas.request(service, operation).orElseThrow();
                operations.add(new Rule(service + "." + operation, schema, schema.root()));
            }
        }
        merged("request", operations);
        Rule order = new Rule("order", schemas.envelope(), schemas.envelope().root());
        StringBuilder members = new StringBuilder();
        for (String name : order.members()) {
            Rule member = order.member(name);
            members.append(element(name, name.equals("request") ? "request" : own(member, 0), order.requires(name),
                    member.remark(), "      "));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="%1$s"
                    targetNamespace="%1$s" elementFormDefault="qualified">
                  <xs:annotation>
                    <xs:documentation>Orders as Guichet reads them. Members stand in any order; a list is an element with \
                an item for each entry. What one member says of another (one of two, needed with, excluded by) is in the \
                JSON Schema of the operation: guichet schema SERVICE OPERATION.</xs:documentation>
                  </xs:annotation>
                  <xs:element name="orders">
                    <xs:complexType>
                      <xs:sequence>
                        <xs:element ref="order" maxOccurs="unbounded"/>
                      </xs:sequence>
                    </xs:complexType>
                  </xs:element>
                  <xs:element name="order" type="order"/>
                  <xs:complexType name="order">
                    <xs:all>
                %2$s    </xs:all>
                  </xs:complexType>
                %3$s</xs:schema>
                """
                .formatted(XmlOrders.NAMESPACE, members, String.join("", types.values()));
    }

    /** A type that fits all of these; the type of each is put under its rule's place. */
    private String common(String shared, List<Rule> rules, Map<String, String> own) {
        boolean same = rules.stream().map(OrderXsd::content).distinct().count() == 1;
        if (same) {
            Rule first = rules.get(0);
            String type = own(rules.size() == 1 ? first : new Rule(shared, first.schema(), first.node()), 0);
            rules.forEach(rule -> own.put(rule.place(), type));
            return type;
        }
        if (rules.stream().allMatch(rule -> rule.shape() == Shape.OBJECT)) {
            merged(shared, rules);
            rules.forEach(rule -> own.put(rule.place(), rule.place()));
            return shared;
        }
        rules.forEach(rule -> own.put(rule.place(), own(rule, 0)));
        if (rules.stream().allMatch(rule -> rule.shape() == Shape.SIMPLE)) {
            String members = rules.stream().map(rule -> own.get(rule.place())).distinct()
                    .collect(Collectors.joining(" "));
            types.put(shared, "  <xs:simpleType name=\"" + shared + "\">\n    <xs:union memberTypes=\"" + members
                    + "\"/>\n  </xs:simpleType>\n");
            return shared;
        }
        return "xs:anyType";
    }

    /** One type with the members of all, and for each of them one that is narrowed to its own. */
    private void merged(String shared, List<Rule> rules) {
        Set<String> members = new LinkedHashSet<>();
        rules.forEach(rule -> members.addAll(rule.members()));
        Map<String, String> own = new HashMap<>();
        StringBuilder all = new StringBuilder();
        for (String name : members) {
            List<Rule> with = rules.stream().filter(rule -> rule.members().contains(name)).toList();
            String type = common(shared + "." + name, with.stream().map(rule -> rule.member(name)).toList(), own);
            boolean required = rules.stream().allMatch(rule -> rule.requires(name));
            all.append(element(name, type, required, with.get(0).member(name).remark(), "      "));
        }
        types.put(shared, "  <xs:complexType name=\"" + shared + "\">\n    <xs:all>\n" + all
                + "    </xs:all>\n  </xs:complexType>\n");
        for (Rule rule : rules) {
            StringBuilder narrowed = new StringBuilder();
            // What is narrowed keeps the sequence of what it is made of.
            for (String name : members.stream().filter(rule.members()::contains).toList()) {
                narrowed.append(
                        element(name, own.get(rule.member(name).place()), rule.requires(name), "", "          "));
            }
            types.put(rule.place(), "  <xs:complexType name=\"" + rule.place() + "\">\n"
                    + documentation(rule.remark(), "    ") + "    <xs:complexContent>\n      <xs:restriction base=\""
                    + shared + "\">\n        <xs:all>\n" + narrowed
                    + "        </xs:all>\n      </xs:restriction>\n    </xs:complexContent>\n  </xs:complexType>\n");
        }
    }

    private String own(Rule rule, int depth) {
        if (depth > DEEPEST) {
            return "xs:anyType";
        }
        if (rule.shape() == Shape.SIMPLE) {
            return simple(rule);
        }
        String known = names.putIfAbsent(content(rule), rule.place());
        if (known != null) {
            return known;
        }
        StringBuilder inner = new StringBuilder();
        if (rule.shape() == Shape.LIST) {
            Rule items = rule.items();
            inner.append("    <xs:sequence>\n").append(documented("      <xs:element name=\"item\" type=\""
                    + own(items, depth + 1) + "\" minOccurs=\"" + rule.here().path("minItems").asInt(0)
                    + "\" maxOccurs=\"" + rule.here().path("maxItems").asText("unbounded") + "\"", items.remark(),
                    "      "))
                    .append("    </xs:sequence>\n");
        } else if (rule.shape() == Shape.OPEN) {
            inner.append("    <xs:sequence>\n      <xs:any namespace=\"##targetNamespace\" processContents=\"skip\""
                    + " minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n    </xs:sequence>\n");
        } else {
            inner.append("    <xs:all>\n");
            for (String name : rule.members()) {
                Rule member = rule.member(name);
                inner.append(element(name, own(member, depth + 1), rule.requires(name), member.remark(), "      "));
            }
            inner.append("    </xs:all>\n");
        }
        types.put(rule.place(),
                "  <xs:complexType name=\"" + rule.place() + "\">\n" + inner + "  </xs:complexType>\n");
        return rule.place();
    }

    private String simple(Rule rule) {
        XsdText text = XsdText.of(rule.here());
        String name = text.name().orElse(rule.place());
        String known = names.putIfAbsent(text.facets(), name);
        if (known == null) {
            types.put(name, "  <xs:simpleType name=\"" + name + "\">\n" + text.facets() + "  </xs:simpleType>\n");
        }
        return known == null ? name : known;
    }

    private static String element(String name, String type, boolean required, String remark, String indent) {
        return documented(indent + "<xs:element name=\"" + name + "\" type=\"" + type + "\""
                + (required ? "" : " minOccurs=\"0\""), remark, indent);
    }

    private static String documented(String start, String remark, String indent) {
        return remark.isEmpty()
                ? start + "/>\n"
                : start + ">\n" + documentation(remark, indent + "  ") + indent + "</xs:element>\n";
    }

    private static String documentation(String remark, String indent) {
        return indent + "<xs:annotation>\n" + indent + "  <xs:documentation>" + XsdText.escaped(remark)
                + "</xs:documentation>\n" + indent + "</xs:annotation>\n";
    }

    /** What a rule says, remarks aside. */
    private static String content(Rule rule) {
        return CanonicalJson.of(plain(rule.schema(), rule.node(), 0));
    }

    private static JsonNode plain(Schema schema, JsonNode node, int depth) {
        JsonNode here = depth > DEEPEST ? node : schema.resolved(node);
        if (here instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(entry -> copy.add(plain(schema, entry, depth + 1)));
            return copy;
        }
        if (here instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(member -> !REMARKS.contains(member.getKey()) || member.getValue().isObject())
                    .filter(member -> !member.getKey().equals("$defs"))
                    .forEach(member -> copy.set(member.getKey(), plain(schema, member.getValue(), depth + 1)));
            return copy;
        }
        return here;
    }
}
