package io.guichet.door;

import io.guichet.order.ImportProfile;
import io.guichet.order.Strictness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One way in for files: where they are dropped, which of them are meant, and what counts for the orders in them.
 *
 * @param name     as its settings are called below {@code guichet.intake}: {@code file}, {@code folder.shop}
 * @param folder   where files are dropped; empty where that is not on this machine
 * @param work     where its files lie while they are read
 * @param settle   how long a file has to stand still
 * @param marker   whether NAME is taken only once NAME.done lies beside it
 * @param profile  how its CSV files are read
 * @param accounts service to the account of orders that name none
 * @param reading  what becomes of texts that cannot be printed; empty where the folder has what the installation has
 */
public record FileDoor(String name, Optional<Path> folder, Path work, NameMask mask, Duration settle, boolean marker,
        ImportProfile profile, Map<String, String> accounts, Optional<Strictness> reading) {

    public FileDoor {
        accounts = Map.copyOf(accounts);
    }

    /** The door that every installation has: in/ and work/ of the home folder. */
    public static FileDoor in(Path home, Duration settle, boolean marker, ImportProfile profile) {
        return new FileDoor("file", Optional.of(home.resolve("in")), home.resolve("work"), NameMask.ALL, settle, marker,
                profile, Map.of(), Optional.empty());
    }
}
