package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of WebStamp. */
public final class WebStampTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) throws IOException {
        return new WebStampTwin(directory, clock, address);
    }
}
