package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The JSON Schemas of the order message and of every operation, found on the class path as
 * {@code schemas/SERVICE/OPERATION.schema.json} in every folder and jar: a new service is no change here.
 */
public final class Schemas {

    private static final String FOLDER = "schemas";
    private static final String ENDING = ".schema.json";
    private static final String PRINTABLE = "/printable.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final SortedMap<String, SortedMap<String, Schema>> operations = new TreeMap<>();
    private final Schema envelope;
    private final ClassLoader classPath;
    private final JsonNode everywhere;
    private final Map<String, Unprintable> unprintable = new ConcurrentHashMap<>();

    /** Those of the class path that this class came from. */
    public Schemas() {
        this(Schemas.class.getClassLoader());
    }

    public Schemas(ClassLoader classPath) {
        this.classPath = classPath;
        try {
            this.everywhere = read(classPath, FOLDER + PRINTABLE);
            this.envelope = new Schema(read(classPath, FOLDER + "/order" + ENDING));
            for (String path : paths(classPath)) {
                String[] parts = path.split("/");
                String name = parts[1].substring(0, parts[1].length() - ENDING.length());
                operations.computeIfAbsent(parts[0], service -> new TreeMap<>())
                        .put(name, new Schema(document(classPath, path)));
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
            String own = FOLDER + "/" + name + PRINTABLE;
            try {
                return new Unprintable(classPath.getResource(own) == null
                        ? List.of(everywhere)
                        : List.of(everywhere, read(classPath, own)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /**
     * A document that is a variant of its neighbour ({@code "$ref": "stamps.schema.json"}) is read with it merged in.
     */
    private static ObjectNode document(ClassLoader classPath, String path) throws IOException {
        ObjectNode own = read(classPath, FOLDER + "/" + path);
        if (own.path("$ref").asText().endsWith(ENDING)) {
            String neighbour = path.substring(0, path.indexOf('/') + 1) + own.remove("$ref").asText();
            ObjectNode merged = document(classPath, neighbour);
            own.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
            return merged;
        }
        return own;
    }

    private static ObjectNode read(ClassLoader classPath, String resource) throws IOException {
        try (InputStream in = classPath.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + ": missing on the class path");
            }
            return (ObjectNode) MAPPER.readTree(in);
        }
    }

    private static Set<String> paths(ClassLoader classPath) throws IOException {
        Set<String> paths = new TreeSet<>();
        for (URL root : Collections.list(classPath.getResources(FOLDER))) {
            if (root.getProtocol().equals("file")) {
                paths.addAll(inFolder(root));
            } else if (root.openConnection() instanceof JarURLConnection connection) {
                paths.addAll(inJar(connection));
            }
        }
        return paths;
    }

    private static Set<String> inFolder(URL root) throws IOException {
        Set<String> found = new TreeSet<>();
        Path folder;
        try {
            folder = Path.of(root.toURI());
        } catch (URISyntaxException wrong) {
            throw new IOException(wrong);
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.map(file -> URI.create(folder.toUri().relativize(file.toUri()).toString()).getPath())
                    .filter(Schemas::isOperation).forEach(found::add);
        }
        return found;
    }

    private static Set<String> inJar(JarURLConnection connection) throws IOException {
        Set<String> found = new TreeSet<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            jar.stream().map(JarEntry::getName).filter(name -> name.startsWith(FOLDER + "/"))
                    .map(name -> name.substring(FOLDER.length() + 1)).filter(Schemas::isOperation).forEach(found::add);
        }
        return found;
    }

    private static boolean isOperation(String path) {
        return path.endsWith(ENDING) && path.indexOf('/') > 0 && path.indexOf('/') == path.lastIndexOf('/');
    }
}
