package io.guichet.ops;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while there is room on the disk for what is to come. */
public final class FolderHealth extends AbstractHealthCheck {

    private static final long LEAST_BYTES = 100L << 20;

    private final Path home;
    private final Supplier<List<Path>> missing;

    /** @param missing folders that orders are to be taken from and cannot be */
    public FolderHealth(Path home, Supplier<List<Path>> missing) {
        super("guichet", "folders");
        this.home = home;
        this.missing = missing;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            FileStore store = Files.getFileStore(home);
            builder.detail("folder", home.toString());
            builder.detail("free-bytes", store.getUsableSpace());
            if (!Files.isWritable(home)) {
                builder.message(home + " cannot be written to").down();
            } else if (store.getUsableSpace() < LEAST_BYTES) {
                builder.message("less than " + LEAST_BYTES + " bytes are free for " + home).down();
            } else if (!missing.get().isEmpty()) {
                builder.message("not there, or not to be read and written: " + missing.get()).down();
            } else {
                builder.up();
            }
        } catch (IOException failed) {
            builder.message(home + " cannot be looked at: " + failed.getMessage()).error(failed).down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
