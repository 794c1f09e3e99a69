package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.OwnSchema;
import java.util.Locale;
import java.util.Optional;

/** The two services: each with an address, a namespace and a schema of its own (canadapost 1.1, 1.2). */
enum Door {
    NCSHIPMENT("/canadapost/rs/soap/ncshipment/v4", "http://www.canadapost.ca/ws/soap/ncshipment/v4", "nc"), ARTIFACT(
            "/canadapost/rs/soap/artifact", "http://www.canadapost.ca/ws/soap/artifact", "ar");

    private final String path;
    private final String namespace;
    private final String prefix;
    private final OwnSchema schema;

    Door(String path, String namespace, String prefix) {
        this.path = path;
        this.namespace = namespace;
        this.prefix = prefix;
        String files = "/sandbox/canadapost/" + name().toLowerCase(Locale.ROOT);
        this.schema = new OwnSchema(files + ".xsd", files + ".wsdl");
    }

    static Optional<Door> at(String path) {
        for (Door door : values()) {
            if (door.path.equals(path)) {
                return Optional.of(door);
            }
        }
        return Optional.empty();
    }

    String path() {
        return path;
    }

    String namespace() {
        return namespace;
    }

    /** What its answers call the namespace. */
    String prefix() {
        return prefix;
    }

    OwnSchema schema() {
        return schema;
    }
}
