package io.guichet.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When a catalogue that is wanted is fetched, and when again after a try that failed: later each time, for ever. */
public final class RefreshSchedule {

    private final Shelf shelf;
    private final Duration first;
    private final Duration longest;
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    /**
     * @param first   milliseconds until the second try; longer than a try takes
     * @param longest the delay doubles up to this
     */
    public RefreshSchedule(Shelf shelf, Duration first, Duration longest) {
        this.shelf = shelf;
        this.first = first;
        this.longest = longest;
    }

    /**
     * True where this process is to fetch it now; unless it says {@link #done} the wish comes back, also after a
     * crash.
     */
    public boolean due(String service) {
        int tried = tries.getOrDefault(service, 0);
        boolean mine = shelf.takeWish(service, delayAfter(tried));
        if (mine) {
            tries.put(service, tried + 1);
        }
        return mine;
    }

    public void done(String service) {
        tries.remove(service);
        shelf.fulfil(service);
    }

    private Duration delayAfter(int tried) {
        Duration delay = first;
        for (int i = 0; i < tried && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
