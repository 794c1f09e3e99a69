package io.guichet.sandbox.postfinance;

import io.guichet.sandbox.Twin;
import io.guichet.sandbox.TwinMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Makes the twin of PostFinance Checkout. */
public final class PostfinanceTwinMaker implements TwinMaker {

    @Override
    public Twin make(Path directory, Clock clock, String address) throws IOException {
        return new PostfinanceTwin(directory, clock, address);
    }
}
