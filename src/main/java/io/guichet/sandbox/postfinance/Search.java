package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of search queries (postfinance 2.9): terms side by side or with AND, OR, brackets, a minus for not. */
final class Search {

    private static final Pattern TERM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9.]*):(~|>=|<=|>|<)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s()]+))");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern BLANKS = Pattern.compile("\\s*");

    private final Kind kind;
    private final String query;
    private int at;

    private Search(Kind kind, String query) {
        this.kind = kind;
        this.query = query;
    }

    /** @throws Refusal 422 where it cannot be read, or names a field that is not known */
    static <T extends JsonNode> Predicate<T> of(Kind kind, String query) {
        Search search = new Search(kind, query);
        if (query.isBlank()) {
            return body -> true;
        }
        Predicate<JsonNode> all = search.either();
        if (search.at < query.length()) {
            throw search.unreadable();
        }
        return all::test;
    }

    private Predicate<JsonNode> either() {
        Predicate<JsonNode> all = both();
        while (word("OR")) {
            all = all.or(both());
        }
        return all;
    }

    private Predicate<JsonNode> both() {
        Predicate<JsonNode> all = one();
        while (true) {
            blanks();
            if (at == query.length() || query.charAt(at) == ')' || query.startsWith("OR ", at)) {
                return all;
            }
            word("AND");
            all = all.and(one());
        }
    }

    private Predicate<JsonNode> one() {
        blanks();
        if (sign('-')) {
            return one().negate();
        }
        if (sign('(')) {
            Predicate<JsonNode> inner = either();
            blanks();
            if (!sign(')')) {
                throw unreadable();
            }
            return inner;
        }
        Matcher term = TERM.matcher(query).region(at, query.length());
        if (!term.lookingAt()) {
            throw unreadable();
        }
        at = term.end();
        String field = term.group(1);
        if (!kind.isSearchedBy(field)) {
            throw Refusal.wrong("query", "unknown field: " + field);
        }
        return term(field, term);
    }

    private static Predicate<JsonNode> term(String field, Matcher term) {
        String operator = term.group(2) == null ? "" : term.group(2);
        if (operator.isEmpty() && "*".equals(term.group(5))) {
            return body -> value(body, field).isMissingNode();
        }
        String wanted = term.group(3) != null
                ? term.group(3).replaceAll("\\\\(.)", "$1")
                : term.group(4) != null ? term.group(4) : term.group(5);
        return body -> {
            JsonNode value = value(body, field);
            if (value.isMissingNode()) {
                return false;
            }
            return switch (operator) {
                case "~" -> value.asText().contains(wanted);
                case ">" -> compared(value, wanted) > 0;
                case ">=" -> compared(value, wanted) >= 0;
                case "<" -> compared(value, wanted) < 0;
                case "<=" -> compared(value, wanted) <= 0;
                default -> compared(value, wanted) == 0;
            };
        };
    }

    // A reference is kept as the other object's id.
    private static JsonNode value(JsonNode body, String field) {
        return field.endsWith(".id")
                ? body.path(field.substring(0, field.length() - ".id".length()))
                : body.path(field);
    }

    private static int compared(JsonNode value, String wanted) {
        try {
            if (value.isNumber()) {
                return value.decimalValue().compareTo(new BigDecimal(wanted));
            }
            return DAY.matcher(wanted).lookingAt()
                    ? Instant.parse(value.asText()).compareTo(time(wanted))
                    : value.asText().compareTo(wanted);
        } catch (NumberFormatException | DateTimeParseException text) {
            return value.asText().compareTo(wanted);
        }
    }

    private static Instant time(String wanted) {
        return wanted.length() == "2026-01-15".length()
                ? LocalDate.parse(wanted).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(wanted);
    }

    private boolean word(String wanted) {
        blanks();
        if (query.startsWith(wanted + " ", at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private boolean sign(char wanted) {
        if (at < query.length() && query.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        Matcher blanks = BLANKS.matcher(query).region(at, query.length());
        if (blanks.lookingAt()) {
            at = blanks.end();
        }
    }

    private Refusal unreadable() {
        return Refusal.wrong("query", "cannot be read at character " + (at + 1) + ": " + query);
    }
}
