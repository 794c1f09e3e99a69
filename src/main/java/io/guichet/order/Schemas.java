package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON Schemas of the order message and of every operation, found on the class path as
 * {@code schemas/SERVICE/OPERATION.schema.json} in every folder and jar: a new service is no change here.
 */
public final class Schemas {

    private static final String FOLDER = "schemas";
    private static final String ENDING = ".schema.json";
    private static final String PRINTABLE = "printable.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final SortedMap<String, SortedMap<String, Schema>> operations = new TreeMap<>();
    private final Schema envelope;
    private final ClassPathFolder folder;
    private final JsonNode everywhere;
    private final Map<String, Unprintable> unprintable = new ConcurrentHashMap<>();

    /** Those of the class path that this class came from. */
    public Schemas() {
        this(Schemas.class.getClassLoader());
    }

    public Schemas(ClassLoader classPath) {
        this.folder = new ClassPathFolder(classPath, FOLDER);
        try {
            this.everywhere = read(folder, PRINTABLE);
            this.envelope = new Schema(read(folder, "order" + ENDING));
            for (String path : folder.paths().stream().filter(Schemas::isOperation).toList()) {
                String[] parts = path.split("/");
                String name = parts[1].substring(0, parts[1].length() - ENDING.length());
                operations.computeIfAbsent(parts[0], service -> new TreeMap<>())
                        .put(name, new Schema(document(folder, path)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The services that have schemas, sorted. */
    public Set<String> services() {
        return Collections.unmodifiableSet(operations.keySet());
    }

    /** The operations of a service that have a schema, sorted; empty where the service is not known. */
    public Set<String> operations(String service) {
        SortedMap<String, Schema> known = operations.get(service);
        return known == null ? Set.of() : Collections.unmodifiableSet(known.keySet());
    }

    /** The schema of the order message around the request. */
    public Schema envelope() {
        return envelope;
    }

    /** The schema of an operation's request. */
    public Optional<Schema> request(String service, String operation) {
        return Optional.ofNullable(operations.get(service)).map(known -> known.get(operation));
    }

    /** The characters that a service does not print. */
    Unprintable unprintable(String service) {
        return unprintable.computeIfAbsent(service, name -> {
            String own = name + "/" + PRINTABLE;
            try {
                return new Unprintable(folder.has(own)
                        ? List.of(everywhere, read(folder, own))
                        : List.of(everywhere));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /**
     * A document that is a variant of its neighbour ({@code "$ref": "stamps.schema.json"}) is read with it merged in.
     */
    private static ObjectNode document(ClassPathFolder folder, String path) throws IOException {
        ObjectNode own = read(folder, path);
        if (own.path("$ref").asText().endsWith(ENDING)) {
            String neighbour = path.substring(0, path.indexOf('/') + 1) + own.remove("$ref").asText();
            ObjectNode merged = document(folder, neighbour);
            own.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
            return merged;
        }
        return own;
    }

    /** The schema of a document that is not an order, {@code schemas/NAME.schema.json}. */
    static Schema named(String name) {
        try {
            return new Schema(read(new ClassPathFolder(Schemas.class.getClassLoader(), FOLDER), name + ENDING));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode read(ClassPathFolder folder, String path) throws IOException {
        try (InputStream in = folder.open(path)) {
            return (ObjectNode) MAPPER.readTree(in);
        }
    }

    private static boolean isOperation(String path) {
        return path.endsWith(ENDING) && path.indexOf('/') > 0 && path.indexOf('/') == path.lastIndexOf('/');
    }
}
