package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * One order as it was read, not yet validated.
 *
 * @param number   line on which it begins (NDJSON, CSV), else its place in the array or document, from 1
 * @param place    the same in words: {@code line 12}, {@code order 3}
 * @param message  the order message; missing where it could not be read
 * @param problems why it could not be read; empty where it could
 */
public record RawOrder(long number, String place, JsonNode message, List<Problem> problems) {

    /** The same order with another message. */
    public RawOrder with(JsonNode other) {
        return new RawOrder(number, place, other, problems);
    }

    static RawOrder unreadable(long number, String place, List<Problem> problems) {
        return new RawOrder(number, place, MissingNode.getInstance(), List.copyOf(problems));
    }
}
