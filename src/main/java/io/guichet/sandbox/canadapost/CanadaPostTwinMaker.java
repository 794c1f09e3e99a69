package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of Canada Post. */
public final class CanadaPostTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) throws IOException {
        return new CanadaPostTwin(directory, clock, address);
    }
}
