package io.guichet.ops;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready only while there is room on the disk for what is to come. */
public final class FolderHealth extends AbstractHealthCheck {

    private static final long LEAST_BYTES = 100L << 20;

    private final Path home;

    public FolderHealth(Path home) {
        super("guichet", "folders");
        this.home = home;
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
