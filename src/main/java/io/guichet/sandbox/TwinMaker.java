package io.guichet.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** How one twin is made; found by ServiceLoader, so that a new twin is no change here. */
@FunctionalInterface
public interface TwinMaker {

    /**
     * @param directory where the twin keeps its book
     * @param address   of the listener, without a slash at its end
     * @throws IOException when the book cannot be read
     */
    Twin make(Path directory, Clock clock, String address) throws IOException;
}
