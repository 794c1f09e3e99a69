package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lists, searches and exports (postfinance 2.9). */
final class Listing {

    private static final int USUAL = 10;
    private static final int MOST = 100;
    private static final int ROWS = 2000;

    private final Entities entities;
    private final Switches switches;

    Listing(Entities entities, Switches switches) {
        this.entities = entities;
        this.switches = switches;
    }

    ObjectNode list(Kind kind, Request request) {
        int limit = request.number("limit", USUAL, 1, MOST);
        String order = request.query("order").orElse("ASC");
        if (!Set.of("ASC", "DESC").contains(order)) {
            throw Refusal.of(400, "order: " + order + " (expected: ASC or DESC)");
        }
        boolean up = order.equals("ASC");
        List<ObjectNode> all = new ArrayList<>(entities.all(kind, one -> Entities.in(request.space()).test(one)
                && isBetween(one.path("id").longValue(), up, request)));
        if (!up) {
            Collections.reverse(all);
        }
        return page(all, 0, limit).put("limit", limit);
    }

    // Cursors are told in the direction of the list: what comes after one of a falling list has a smaller id.
    private static boolean isBetween(long id, boolean up, Request request) {
        long none = Long.MAX_VALUE;
        long after = cursor(request, "after", up ? 0 : none);
        long before = cursor(request, "before", up ? none : 0);
        return up ? id > after && id < before : id < after && id > before;
    }

    private static long cursor(Request request, String name, long open) {
        try {
            return request.query(name).map(Long::parseLong).orElse(open);
        } catch (NumberFormatException noNumber) {
            throw Refusal.of(400, name + ": " + request.query(name).orElseThrow() + " (expected: an id)");
        }
    }

    ObjectNode search(Kind kind, Request request) {
        int limit = request.number("limit", USUAL, 1, MOST);
        int offset = offset(request);
        return page(found(kind, request), offset, limit).put("limit", limit).put("offset", offset);
    }

    private int offset(Request request) {
        int offset = request.number("offset", 0, 0, Integer.MAX_VALUE);
        if (offset > switches.number(Switches.Name.maxOffset)) {
            throw Refusal.of(416, "offset: " + offset + " (expected: at most "
                    + switches.number(Switches.Name.maxOffset) + "; list with after instead)");
        }
        return offset;
    }

    private List<ObjectNode> found(Kind kind, Request request) {
        Predicate<ObjectNode> fits = Search.of(kind, request.query("query").orElse(""));
        List<ObjectNode> all = new ArrayList<>(entities.all(kind, Entities.in(request.space()).and(fits)));
        all.sort(order(kind, request.query("order").orElse("id:ASC")));
        return all;
    }

    static Comparator<JsonNode> order(Kind kind, String order) {
        String[] parts = order.split(":", -1);
        if (parts.length != 2 || !Set.of("ASC", "DESC").contains(parts[1]) || !kind.isSearchedBy(parts[0])) {
            throw Refusal.wrong("order", "cannot be read: " + order);
        }
        Comparator<JsonNode> up = Comparator.comparing((JsonNode one) -> one.path(parts[0]),
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.asText().compareTo(right.asText()));
        return parts[1].equals("ASC") ? up : up.reversed();
    }

    String export(Kind kind, Request request) {
        List<String> fields = request.queries("fields").stream().flatMap(text -> List.of(text.split(",")).stream())
                .toList();
        if (fields.isEmpty()) {
            throw Refusal.of(400, "fields: missing in the query");
        }
        int limit = request.number("limit", ROWS, 1, ROWS);
        List<ObjectNode> all = found(kind, request);
        StringBuilder csv = new StringBuilder(row(fields));
        all.stream().skip(offset(request)).limit(limit)
                .forEach(one -> csv.append(row(fields.stream().map(field -> one.path(field).asText()).toList())));
        return csv.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static ObjectNode page(List<ObjectNode> all, int offset, int limit) {
        ObjectNode to = Json.MAPPER.createObjectNode();
        ArrayNode data = to.putArray("data");
        all.stream().skip(offset).limit(limit).forEach(data::add);
        return to.put("hasMore", all.size() > (long) offset + limit);
    }
}
