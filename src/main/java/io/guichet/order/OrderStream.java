package io.guichet.order;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The orders of one input, one at a time; no more than one order is held in memory. A failing disk or connection
 * comes as {@link java.io.UncheckedIOException}, a single order that cannot be read as a {@link RawOrder} with
 * problems.
 */
public interface OrderStream extends Iterator<RawOrder>, Closeable {

    /**
     * False where the order returned last ended with the input and not with a newline (NDJSON, CSV): it may still
     * grow.
     */
    boolean lastWasTerminated();
}
