package io.guichet.sandbox.sips;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of Sips. */
public final class SipsTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) throws IOException {
        return new SipsTwin(directory, clock, address);
    }
}
