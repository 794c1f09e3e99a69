package io.guichet.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.ImportProfile;
import io.guichet.order.RawOrder;
import io.guichet.order.Strictness;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways in for files, by their names. */
public final class FileDoors {

    private final Map<String, FileDoor> doors = new LinkedHashMap<>();

    public FileDoors(List<FileDoor> doors) {
        doors.forEach(door -> this.doors.put(door.name(), door));
    }

    public Collection<FileDoor> all() {
        return doors.values();
    }

    public FileDoor named(String name) {
        return Optional.ofNullable(doors.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + ": no such door for files"));
    }

    /** By which the CSV files of a door are read, also of one that is not set any more. */
    public ImportProfile profile(String door) {
        return Optional.ofNullable(doors.get(door)).map(FileDoor::profile).orElse(ImportProfile.PLAIN);
    }

    /** How the orders of a door are read; empty where it has no way of its own, or takes no files. */
    Optional<Strictness> reading(String door) {
        return Optional.ofNullable(doors.get(door)).flatMap(FileDoor::reading);
    }

    /** The order with the account that its door has for those that name none. */
    RawOrder addressed(String door, RawOrder order) {
        String service = order.message().path("service").asText();
        Optional<String> account =
                Optional.ofNullable(doors.get(door)).map(known -> known.accounts().get(service.strip()));
        if (account.isEmpty() || !(order.message() instanceof ObjectNode message) || message.has("account")) {
            return order;
        }
        ObjectNode addressed = JsonNodeFactory.instance.objectNode();
        addressed.setAll(message);
        addressed.put("account", account.get());
        return order.with(addressed);
    }
}
