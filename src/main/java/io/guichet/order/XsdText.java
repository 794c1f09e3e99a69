package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value in the words of XML Schema. The reader strips blanks, takes numbers without leading zeros and true and false in
 * any letter case; what a schema cannot say of that, it leaves open.
 *
 * @param name   of a kind that says all by itself, such as {@code text-1-35}; empty for a list of words or a pattern
 * @param facets the inside of a simple type
 */
record XsdText(Optional<String> name, String facets) {

    private static final Pattern LOOKAHEAD = Pattern.compile("^\\^\\(\\?!(?:[^()]|\\([^()]*\\))*\\)");
    private static final Pattern BEYOND = Pattern.compile("\\(\\?|\\\\[bBkAzZGQE1-9]|[*+?}][?+]");

    static XsdText of(JsonNode rule) {
        String type = rule.path("type").asText();
        return switch (type) {
            case "integer", "number" -> number(rule, type);
            case "boolean" -> named("boolean", restriction("xs:token", facet("pattern", "[Tt][Rr][Uu][Ee]")
                    + facet("pattern", "[Ff][Aa][Ll][Ss][Ee]")));
            default -> text(rule);
        };
    }

    private static XsdText number(JsonNode rule, String type) {
        // 2.0 is a whole number for JSON Schema too.
        String decimals = type.equals("integer") ? "(\\.0{1,20})?" : "(\\.[0-9]{1,20})?";
        StringBuilder facets = new StringBuilder(facet("pattern", "-?(0|[1-9][0-9]{0,40})" + decimals));
        enumeration(rule, facets);
        bound(rule, "minimum", "minInclusive", facets);
        bound(rule, "exclusiveMinimum", "minExclusive", facets);
        bound(rule, "maximum", "maxInclusive", facets);
        bound(rule, "exclusiveMaximum", "maxExclusive", facets);
        boolean plain = !rule.has("enum") && !rule.has("const") && !rule.has("exclusiveMinimum")
                && !rule.has("exclusiveMaximum");
        String name = type + bounds(rule, "minimum", "maximum");
        return new XsdText(Optional.of(name).filter(any -> plain), restriction("xs:decimal", facets.toString()));
    }

    private static XsdText text(JsonNode rule) {
        if (Schema.isBase64(rule)) {
            return named("base64", restriction("xs:base64Binary", ""));
        }
        switch (rule.path("format").asText()) {
            case "date-time" :
                return named("dateTime", restriction("xs:token", facet("pattern",
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+([Zz]|[+\\-][0-9]{2}:[0-9]{2})")));
            case "date" :
                return named("date", restriction("xs:token", facet("pattern", "[0-9]{4}-[0-9]{2}-[0-9]{2}")));
            default :
        }
        StringBuilder facets = new StringBuilder();
        pattern(rule.path("pattern").asText()).ifPresent(pattern -> facets.append(facet("pattern", pattern)));
        enumeration(rule, facets);
        if (rule.path("minLength").asInt() > 0) {
            // Blanks inside are counted once, so that no text of the right length is too short.
            facets.append(facet("minLength", "1"));
        }
        bound(rule, "maxLength", "maxLength", facets);
        boolean plain = !rule.has("enum") && !rule.has("const") && !rule.has("pattern");
        return new XsdText(Optional.of("text" + bounds(rule, "minLength", "maxLength")).filter(any -> plain),
                restriction("xs:token", facets.toString()));
    }

    private static XsdText named(String name, String facets) {
        return new XsdText(Optional.of(name), facets);
    }

    private static String bounds(JsonNode rule, String from, String to) {
        if (!rule.has(from) && !rule.has(to)) {
            return "";
        }
        return "-" + rule.path(from).asText("").replace("-", "minus") + "-"
                + rule.path(to).asText("any").replace("-", "minus");
    }

    /** The pattern of a JSON Schema, which is anchored by ^ and $; one that XML Schema cannot say is left out. */
    private static Optional<String> pattern(String pattern) {
        String own = LOOKAHEAD.matcher(pattern).replaceFirst("^").replace("(?:", "(");
        if (own.isEmpty() || BEYOND.matcher(own).find()) {
            return Optional.empty();
        }
        String inside = own.replaceFirst("^\\^", "").replaceFirst("\\$$", "");
        return Optional.of((own.startsWith("^") ? "" : ".*") + (inside.contains("|") ? "(" + inside + ")" : inside)
                + (own.endsWith("$") ? "" : ".*"));
    }

    private static void enumeration(JsonNode rule, StringBuilder facets) {
        rule.path("enum").forEach(value -> facets.append(facet("enumeration", value.asText())));
        if (rule.has("const")) {
            facets.append(facet("enumeration", rule.path("const").asText()));
        }
    }

    private static void bound(JsonNode rule, String name, String facet, StringBuilder facets) {
        if (rule.has(name)) {
            facets.append(facet(facet, rule.path(name).asText()));
        }
    }

    private static String facet(String name, String value) {
        return "      <xs:" + name + " value=\"" + escaped(value) + "\"/>\n";
    }

    private static String restriction(String base, String facets) {
        return facets.isEmpty()
                ? "    <xs:restriction base=\"" + base + "\"/>\n"
                : "    <xs:restriction base=\"" + base + "\">\n" + facets + "    </xs:restriction>\n";
    }

    /** In ASCII, so that it is the same on every console. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '&' || c == '<' || c == '>' || c == '"' || c > 126) {
                escaped.append("&#").append(c).append(';');
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
