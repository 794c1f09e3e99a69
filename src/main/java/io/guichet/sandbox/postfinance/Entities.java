package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All objects of all spaces; what is said of them is on disk before it is said. Who reads and then writes holds this
 * object's monitor in between.
 */
final class Entities implements AutoCloseable {

    /** Hears of every change. */
    interface Listener {

        /** @param moved whether the state is another than before */
        void changed(Kind kind, ObjectNode body, boolean moved);
    }

    /** One line of the book: the newest form of one object. */
    record Line(Kind kind, ObjectNode body) {
    }

    private static final long FIRST = 4711;

    private final Book book;
    private final Clock clock;
    private final Map<Kind, NavigableMap<Long, ObjectNode>> all = new EnumMap<>(Kind.class);
    private Listener listener = (kind, body, moved) -> {
    };
    private long next = FIRST;

    Entities(Book book, Clock clock) throws IOException {
        this.book = book;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            all.put(kind, new TreeMap<>());
        }
        for (JsonNode line : book.lines()) {
            take(Json.MAPPER.treeToValue(line, Line.class));
        }
    }

    synchronized void listen(Listener to) {
        listener = to;
    }

    private void take(Line line) {
        long id = line.body().path("id").longValue();
        all.get(line.kind()).put(id, line.body());
        next = Math.max(next, id + 1);
    }

    /** A new object with its id, not kept yet. */
    synchronized ObjectNode made(long space) {
        return Json.MAPPER.createObjectNode().put("id", next++).put("linkedSpaceId", space).put("version", 1)
                .put("createdOn", now());
    }

    /** Keeps what was made or changed, under the version that it has. */
    synchronized ObjectNode keep(Kind kind, ObjectNode body) {
        // Absent members instead of nulls (postfinance 1.4).
        body.properties().removeIf(member -> member.getValue().isNull());
        ObjectNode before = all.get(kind).get(body.path("id").longValue());
        Line line = new Line(kind, body.deepCopy());
        try {
            book.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        take(line);
        listener.changed(kind, line.body().deepCopy(),
                before == null || !before.path("state").equals(body.path("state")));
        return body;
    }

    /** Keeps a change under the next version. */
    synchronized ObjectNode change(Kind kind, ObjectNode body) {
        return keep(kind, body.put("version", body.path("version").intValue() + 1));
    }

    /** Keeps a change of state under the next version. */
    synchronized ObjectNode change(Kind kind, ObjectNode body, String state) {
        return change(kind, body.put("state", state));
    }

    synchronized Optional<ObjectNode> find(Kind kind, long id) {
        return Optional.ofNullable(all.get(kind).get(id)).map(ObjectNode::deepCopy);
    }

    /** @throws Refusal 404 where the space has none */
    ObjectNode get(Kind kind, Space space, long id) {
        return find(kind, id).filter(in(space)).orElseThrow(() -> Refusal.of(404,
                kind.technicalName() + " " + id + ": unknown in space " + space.id()));
    }

    /** Those of a kind that fit, the oldest first. */
    synchronized List<ObjectNode> all(Kind kind, Predicate<ObjectNode> fits) {
        return all.get(kind).values().stream().filter(fits).map(ObjectNode::deepCopy).toList();
    }

    /** The first result of a call that is repeated under the same externalId (postfinance 2.5). */
    Optional<ObjectNode> already(Kind kind, Space space, JsonNode externalId) {
        return externalId.isTextual()
                ? all(kind, in(space).and(one -> one.path("externalId").equals(externalId))).stream().findFirst()
                : Optional.empty();
    }

    String now() {
        return Times.iso(clock.instant());
    }

    static Predicate<ObjectNode> in(Space space) {
        return body -> body.path("linkedSpaceId").longValue() == space.id();
    }

    synchronized void reset() throws IOException {
        book.clear();
        all.values().forEach(Map::clear);
        next = FIRST;
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
