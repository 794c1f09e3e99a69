package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.Predicate;

/** The filter of a search in the older API: leaves under AND and OR (postfinance 2.9). */
final class FilterTree {

    private FilterTree() {
    }

    static <T extends JsonNode> Predicate<T> of(Kind kind, JsonNode filter) {
        if (filter.isMissingNode() || filter.isNull()) {
            return any -> true;
        }
        return switch (filter.path("type").asText("")) {
            case "LEAF" -> leaf(kind, filter);
            case "AND" -> {
                Predicate<T> all = any -> true;
                for (JsonNode child : filter.path("children")) {
                    all = all.and(of(kind, child));
                }
                yield all;
            }
            case "OR" -> {
                Predicate<T> one = any -> false;
                for (JsonNode child : filter.path("children")) {
                    one = one.or(of(kind, child));
                }
                yield one;
            }
            default -> throw Refusal.wrong("filter.type", "unknown or missing: " + filter.path("type").asText());
        };
    }

    private static <T extends JsonNode> Predicate<T> leaf(Kind kind, JsonNode filter) {
        String field = filter.path("fieldName").asText();
        if (!kind.isSearchedBy(field)) {
            throw Refusal.wrong("filter.fieldName", "unknown: " + field);
        }
        String wanted = filter.path("value").asText();
        return switch (filter.path("operator").asText()) {
            case "EQUALS" -> body -> compared(body.path(field), wanted) == 0;
            case "NOT_EQUALS" -> body -> compared(body.path(field), wanted) != 0;
            case "EQUALS_IGNORE_CASE" -> body -> body.path(field).asText().equalsIgnoreCase(wanted);
            case "NOT_EQUALS_IGNORE_CASE" -> body -> !body.path(field).asText().equalsIgnoreCase(wanted);
            case "CONTAINS" -> body -> body.path(field).asText().contains(wanted);
            case "NOT_CONTAINS" -> body -> !body.path(field).asText().contains(wanted);
            case "GREATER_THAN" -> body -> compared(body.path(field), wanted) > 0;
            case "GREATER_THAN_OR_EQUAL" -> body -> compared(body.path(field), wanted) >= 0;
            case "LESS_THAN" -> body -> compared(body.path(field), wanted) < 0;
            case "LESS_THAN_OR_EQUAL" -> body -> compared(body.path(field), wanted) <= 0;
            case "IS_NULL" -> body -> body.path(field).isMissingNode();
            case "IS_NOT_NULL" -> body -> !body.path(field).isMissingNode();
            default -> throw Refusal.wrong("filter.operator", "unknown: " + filter.path("operator").asText());
        };
    }

    private static int compared(JsonNode value, String wanted) {
        try {
            return value.isNumber()
                    ? value.decimalValue().compareTo(new BigDecimal(wanted))
                    : value.asText().compareTo(wanted);
        } catch (NumberFormatException text) {
            return value.asText().compareTo(wanted);
        }
    }
}
