package io.guichet.cli;

import java.io.IOException;
import java.nio.file.Path;

/** The services' local twins; found by ServiceLoader so that the product never imports them. */
public interface Sandbox {

    /**
     * Starts all twins on 127.0.0.1:port (0 = any free port) with their books below the directory.
     *
     * @return the running twins with their real port
     * @throws IOException when the port is taken or a book cannot be read
     */
    Running start(int port, Path directory) throws IOException;

    /** Twins that answer until they are closed. */
    interface Running extends AutoCloseable {

        /** The port that was really opened. */
        int port();

        @Override
        void close();
    }
}
