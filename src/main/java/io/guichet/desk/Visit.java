package io.guichet.desk;

import io.guichet.order.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed-in person's request.
 *
 * @param path   what stands in the places of the page's path
 * @param fields of the query or the form
 * @param words  in the language that the person reads
 */
record Visit(Person person, List<String> path, Map<String, String> fields, Texts words) {

    static final String BUNDLE = "desk";

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The number in a place of the path; places hold digits only. */
    long number(int place) {
        return Long.parseLong(path.get(place));
    }

    String say(String key, Object... values) {
        return words.text(BUNDLE, key, values);
    }
}
