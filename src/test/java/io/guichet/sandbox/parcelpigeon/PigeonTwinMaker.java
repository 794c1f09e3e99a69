package io.guichet.sandbox.parcelpigeon;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of Parcel Pigeon. */
public final class PigeonTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) {
        return new PigeonTwin(clock);
    }
}
