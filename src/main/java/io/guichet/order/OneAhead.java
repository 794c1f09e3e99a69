package io.guichet.order;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Makes an iterator of a source that can only say "the next one, if any"; looks one order ahead, not further. */
final class OneAhead implements OrderStream {

    /** One order and whether its end was marked in the input. */
    record Read(RawOrder order, boolean terminated) {
    }

    /** Where orders come from; empty at the end. */
    interface Source extends Closeable {
        Optional<Read> read() throws IOException;
    }

    private final Source source;
    private Optional<Read> ahead = Optional.empty();
    private boolean ended;
    private boolean lastWasTerminated = true;

    OneAhead(Source source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty() && !ended) {
            try {
                ahead = source.read();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            ended = ahead.isEmpty();
        }
        return ahead.isPresent();
    }

    @Override
    public RawOrder next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Read read = ahead.get();
        ahead = Optional.empty();
        lastWasTerminated = read.terminated();
        return read.order();
    }

    @Override
    public boolean lastWasTerminated() {
        return lastWasTerminated;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
