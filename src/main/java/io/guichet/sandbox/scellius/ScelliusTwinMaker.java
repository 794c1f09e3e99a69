package io.guichet.sandbox.scellius;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of Scellius. */
public final class ScelliusTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) throws IOException {
        return new ScelliusTwin(directory, clock, address);
    }
}
