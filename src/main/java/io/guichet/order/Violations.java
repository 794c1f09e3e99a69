package io.guichet.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in our own words and codes how a value breaks its schema. */
final class Violations {

    /** A hostile order could break its schema in a hundred thousand places; nobody reads that far. */
    static final int ENOUGH = 1000;

    private static final Pattern ALTERNATIVE = Pattern.compile("(.*)/(oneOf|anyOf)/[0-9]+/.*");
    private static final Pattern CONDITIONAL = Pattern.compile("(.*)/(then|else)(/.*)?");
    private static final Pattern DEPENDENT = Pattern.compile(".*/dependentSchemas/([^/]+)(/.*)?");

    private final Texts texts;
    private final ShownValue shown;
    private final Schema schema;
    private final String prefix;
    private final String whole;
    private final String service;

    /**
     * Of values that stand at a place of the order.
     *
     * @param prefix  pointer from the order to the value that the schema describes, empty or {@code /request}
     * @param service whose bundle may explain why a value is refused; with an empty prefix the name of the whole
     */
    Violations(Texts texts, Schema schema, String prefix, String service) {
        this.texts = texts;
        this.shown = new ShownValue(texts);
        this.schema = schema;
        this.prefix = prefix;
        this.whole = prefix.isEmpty() ? service : prefix.substring(1);
        this.service = service;
    }

    List<Problem> of(JsonNode instance) {
        Set<ValidationMessage> violations = schema.violations(instance);
        Set<String> wrongType = new HashSet<>();
        violations.stream().filter(v -> v.getType().equals("type")).forEach(v -> wrongType.add(at(v)));
        List<Problem> problems = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (ValidationMessage violation : violations) {
            if (problems.size() == ENOUGH) {
                break;
            }
            if (violation.getType().equals("type") || !followsFrom(wrongType, at(violation))) {
                problem(violation, instance).filter(p -> told.add(p.code() + p.field() + p.message()))
                        .ifPresent(problems::add);
            }
        }
        base64(instance, schema.root(), prefix, problems);
        problems.sort(Comparator.comparing(Problem::field));
        return problems;
    }

    /** What is said of a value of the wrong type, or of what is in it, helps nobody. */
    private static boolean followsFrom(Set<String> wrongType, String at) {
        for (int end = at.length(); end >= 0; end = end == 0 ? -1 : at.lastIndexOf('/', end - 1)) {
            if (wrongType.contains(at.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private Optional<Problem> problem(ValidationMessage violation, JsonNode instance) {
        String at = at(violation);
        String rule = violation.getSchemaLocation().getFragment().toString();
        Matcher alternative = ALTERNATIVE.matcher(rule);
        if (alternative.matches()) {
            // A branch that failed is no error of its own; of oneOf the whole is reported, of anyOf only the branches.
            return alternative.group(2).equals("oneOf")
                    ? Optional.empty()
                    : Optional.of(problem("GUI-1052", at, names(alternative.group(1) + "/anyOf")));
        }
        JsonNode value = at.isEmpty() ? instance : instance.at(JsonPointer.compile(at));
        JsonNode around = schema.inDocument(rule.substring(0, Math.max(0, rule.lastIndexOf('/'))));
        String seen = shown.of(value, isHidden(at));
        String because = because(rule);
        return Optional.of(switch (violation.getType()) {
            case "required" -> missing(child(at, violation.getProperty()), because);
            case "dependentRequired" -> missing(child(at, violation.getArguments()[0].toString()),
                    texts.text("errors", "because", texts.text("errors", "because.given", violation.getProperty())));
            case "additionalProperties", "unevaluatedProperties" -> problem("GUI-1041",
                    child(at, violation.getProperty()), listed(around.path("properties")));
            case "type" -> problem("GUI-1042", at, seen, typeNames(violation.getSchemaNode()));
            case "enum" -> oneOfValues(at, value, seen, listed(violation.getSchemaNode()) + because);
            case "const" -> oneOfValues(at, value, seen, plain(violation.getSchemaNode()) + because);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> problem("GUI-1044", at, seen,
                    range(around) + because);
            case "pattern" -> problem("GUI-1045", at, seen, example(around, violation.getSchemaNode().asText()));
            case "minLength", "maxLength" -> problem("GUI-1046", at, seen,
                    bounds(around.path("minLength"), around.path("maxLength")), TextCleaning.length(value.asText()));
            case "minItems", "maxItems" -> problem("GUI-1047", at, value.size(),
                    bounds(around.path("minItems"), around.path("maxItems")) + because);
            case "minProperties", "maxProperties" -> problem("GUI-1047", at, value.size(),
                    bounds(around.path("minProperties"), around.path("maxProperties")) + because);
            case "uniqueItems" -> problem("GUI-1048", at);
            case "format" -> problem("GUI-1049", at, seen, example(around, violation.getSchemaNode().asText()));
            case "multipleOf" -> problem("GUI-1050", at, seen, violation.getSchemaNode().asText());
            case "oneOf" -> problem("GUI-1051", at, names(rule));
            case "not" -> problem("GUI-1056", at, listed(violation.getSchemaNode().path("required")));
            case "false" -> problem("GUI-1053", at, because);
            default -> problem("GUI-1055", at, seen, violation.getType());
        });
    }

    private Problem oneOfValues(String at, JsonNode value, String seen, String expected) {
        Problem problem = problem("GUI-1043", at, seen, expected);
        String field = (prefix + at).substring(Math.min(1, (prefix + at).length())).replace('/', '.');
        // A service may say why it refuses just this value and what it offers instead.
        return value.isTextual()
                ? texts.maybe(service, field + "." + value.asText().toLowerCase(Locale.ROOT))
                        .map(reason -> new Problem("GUI-1320", problem.field(), problem.message(), reason,
                                problem.service()))
                        .orElse(problem)
                : problem;
    }

    private Problem missing(String at, String because) {
        JsonNode rule = schema.root();
        JsonPointer rest = JsonPointer.compile(at);
        for (; !rest.matches(); rest = rest.tail()) {
            JsonNode next = schema.member(rule, rest.getMatchingProperty());
            rule = next.isMissingNode() && rest.getMatchingIndex() >= 0 ? schema.items(rule) : next;
        }
        return problem("GUI-1040", at, expected(schema.resolved(rule)) + because);
    }

    /** What a value that is not there would have to be. */
    private String expected(JsonNode rule) {
        return rule.has("enum") ? listed(rule.path("enum")) : example(rule, typeNames(rule.path("type")));
    }

    private Problem problem(String code, String at, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = name(prefix + at);
        System.arraycopy(values, 0, all, 1, values.length);
        return texts.problem(code, prefix + at, all);
    }

    /** How people name a field: {@code quantity}, {@code recipients.0.city}, {@code limits.maxPrice}. */
    private String name(String field) {
        return field.isEmpty() || field.equals("/request") ? whole : inWords(field);
    }

    static String inWords(String field) {
        String inside = field.startsWith("/request/") ? field.substring("/request".length()) : field;
        return inside.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }

    private boolean isHidden(String at) {
        return schema.isHidden(JsonPointer.compile(at));
    }

    private String because(String rule) {
        Matcher conditional = CONDITIONAL.matcher(rule);
        if (conditional.matches()) {
            String condition = condition(schema.inDocument(conditional.group(1) + "/if"), false);
            return condition.isEmpty() ? "" : texts.text("errors", "because", condition);
        }
        Matcher dependent = DEPENDENT.matcher(rule);
        return dependent.matches()
                ? texts.text("errors", "because", texts.text("errors", "because.given", dependent.group(1)))
                : "";
    }

    private String condition(JsonNode rule, boolean negated) {
        if (rule.has("not")) {
            return condition(rule.path("not"), !negated);
        }
        List<String> parts = new ArrayList<>();
        rule.path("properties").properties().forEach(member -> {
            JsonNode values = member.getValue().has("const")
                    ? member.getValue().path("const")
                    : member.getValue().path("enum");
            String sign = negated ? " ≠ " : " = ";
            parts.add(member.getKey() + sign + (values.isArray() ? listed(values) : plain(values)));
        });
        rule.path("required").forEach(name -> {
            if (!rule.path("properties").has(name.asText())) {
                parts.add(texts.text("errors", negated ? "because.absent" : "because.given", name.asText()));
            }
        });
        return String.join(", ", parts);
    }

    /** The member names that the alternatives of a oneOf or anyOf ask for. */
    private String names(String rule) {
        Set<String> names = new LinkedHashSet<>();
        schema.inDocument(rule).forEach(branch -> branch.path("required").forEach(name -> names.add(name.asText())));
        return String.join(", ", names);
    }

    private static String listed(JsonNode values) {
        List<String> list = new ArrayList<>();
        if (values.isObject()) {
            values.fieldNames().forEachRemaining(list::add);
        } else {
            values.forEach(value -> list.add(plain(value)));
        }
        return String.join(", ", list);
    }

    private static String plain(JsonNode value) {
        return value.asText();
    }

    private String typeNames(JsonNode type) {
        List<String> names = new ArrayList<>();
        if (type.isTextual()) {
            names.add(texts.text("errors", "type." + type.asText()));
        }
        type.forEach(one -> names.add(texts.text("errors", "type." + one.asText())));
        return String.join(", ", names);
    }

    private static String range(JsonNode rule) {
        if (rule.has("exclusiveMinimum") || rule.has("exclusiveMaximum")) {
            String from = rule.has("exclusiveMinimum") ? "> " + rule.path("exclusiveMinimum").asText() : "";
            String to = rule.has("exclusiveMaximum") ? "< " + rule.path("exclusiveMaximum").asText() : "";
            return (from + " " + to).strip();
        }
        return bounds(rule.path("minimum"), rule.path("maximum"));
    }

    private static String bounds(JsonNode from, JsonNode to) {
        if (from.isMissingNode()) {
            return "≤ " + to.asText();
        }
        return to.isMissingNode() ? "≥ " + from.asText() : from.asText() + ".." + to.asText();
    }

    private String example(JsonNode rule, String otherwise) {
        return rule.path("examples").isEmpty()
                ? otherwise
                : texts.text("errors", "value.like", otherwise, plain(rule.path("examples").get(0)));
    }

    /** The validator takes contentEncoding for a remark; a document that cannot be decoded is found here. */
    private void base64(JsonNode value, JsonNode rule, String field, List<Problem> problems) {
        JsonNode here = schema.resolved(rule);
        if (value.isTextual() && (Schema.isBase64(here) || Schema.isBase64(rule)) && !isBase64(value.textValue())) {
            problems.add(texts.problem("GUI-1054", field, name(field), value.textValue().length()));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                base64(value.get(i), schema.items(here), field + "/" + i, problems);
            }
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                base64(member.getValue(), schema.member(here, member.getKey()), child(field, member.getKey()),
                        problems);
            }
        }
    }

    private static boolean isBase64(String text) {
        int length = text.length();
        int end = length;
        while (end > 0 && length - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
                return false;
            }
        }
        return length > 0 && length % 4 == 0;
    }

    private static String at(ValidationMessage violation) {
        return violation.getInstanceLocation().toString();
    }

    private static String child(String at, String name) {
        return at + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
