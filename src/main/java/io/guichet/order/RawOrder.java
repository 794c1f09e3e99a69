package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * One order as it was read, not yet validated.
 *
 * @param number   line on which it begins (NDJSON, CSV), else its place in the array or document, from 1
 * @param last     line on which it ends (NDJSON, CSV), else the number again
 * @param place    the same in words: {@code line 12}, {@code lines 12 to 15}, {@code order 3}
 * @param message  the order message; missing where it could not be read
 * @param problems what of it could not be read, in the language of the installation; empty where all could
 * @param origin   where its fields stand in the file
 */
public record RawOrder(long number, long last, String place, JsonNode message, List<Problem> problems,
        Origin origin) {

    public RawOrder(long number, String place, JsonNode message, List<Problem> problems) {
        this(number, number, place, message, problems, Origin.UNKNOWN);
    }

    /** What of it could not be read, in the words of its account. */
    List<Problem> problems(Texts words) {
        return origin.problems(problems, words);
    }

    /** The same order, out of the same lines, with another message. */
    public RawOrder with(JsonNode other) {
        return new RawOrder(number, last, place, other, problems, origin);
    }

    static RawOrder unreadable(long number, String place, List<Problem> problems) {
        return unreadable(number, number, place, problems);
    }

    static RawOrder unreadable(long number, long last, String place, List<Problem> problems) {
        return new RawOrder(number, last, place, MissingNode.getInstance(), List.copyOf(problems), Origin.UNKNOWN);
    }
}
