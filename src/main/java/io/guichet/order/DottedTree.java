package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order message out of cells: dots make objects and numbers make lists. An entry of a list that has no value is none:
 * the rest moves up.
 */
final class DottedTree {

    private final Map<String, Object> root = new TreeMap<>();

    static List<String> path(String dotted) {
        return List.of(dotted.split("\\."));
    }

    static boolean isIndex(String part) {
        return !part.isEmpty() && part.length() <= 6 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** No path may lead through the value of another one. */
    @SuppressWarnings("unchecked")
    void put(List<String> path, JsonNode value) {
        Map<String, Object> level = root;
        for (String part : path.subList(0, path.size() - 1)) {
            level = (Map<String, Object>) level.computeIfAbsent(part, key -> new TreeMap<String, Object>());
        }
        level.put(path.get(path.size() - 1), value);
    }

    JsonNode message() {
        return node(root);
    }

    /** The JSON pointer into the message of what was put there. */
    String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        Object level = root;
        for (String part : path) {
            int index = level instanceof Map<?, ?> map && isList(map) ? entries(map).indexOf(part) : -1;
            pointer.append('/').append(index < 0 ? part : String.valueOf(index));
            level = level instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return pointer.toString();
    }

    /** The path that a JSON pointer into the message came from; what leads nowhere stays as it is. */
    List<String> path(List<String> pointer) {
        List<String> path = new ArrayList<>();
        Object level = root;
        for (String part : pointer) {
            boolean entry = level instanceof Map<?, ?> map && isList(map) && isIndex(part)
                    && Integer.parseInt(part) < map.size();
            String own = entry ? entries((Map<?, ?>) level).get(Integer.parseInt(part)) : part;
            path.add(own);
            level = level instanceof Map<?, ?> map ? map.get(own) : null;
        }
        return path;
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode leaf) {
            return leaf;
        }
        Map<?, ?> level = (Map<?, ?>) value;
        if (isList(level)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            entries(level).forEach(index -> list.add(node(level.get(index))));
            return list;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        level.forEach((name, member) -> object.set((String) name, node(member)));
        return object;
    }

    private static boolean isList(Map<?, ?> level) {
        return !level.isEmpty() && level.keySet().stream().allMatch(key -> isIndex((String) key));
    }

    private static List<String> entries(Map<?, ?> list) {
        return list.keySet().stream().map(String.class::cast).sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
    }
}
