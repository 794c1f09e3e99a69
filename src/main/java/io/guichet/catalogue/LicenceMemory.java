package io.guichet.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The licences that a service listed a moment ago (webstamp 3.6: they differ from order to order, so not for long). */
public final class LicenceMemory {

    private final Duration life;
    private final Clock clock;
    private final Map<Key, Listed> lists = new ConcurrentHashMap<>();

    private record Key(String account, long postProductNumber) {
    }

    private record Listed(Instant at, List<Licence> licences) {
    }

    public LicenceMemory(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    public Optional<List<Licence>> recall(String account, long postProductNumber) {
        return Optional.ofNullable(lists.get(new Key(account, postProductNumber)))
                .filter(listed -> listed.at().plus(life).isAfter(clock.instant())).map(Listed::licences);
    }

    public void keep(String account, long postProductNumber, List<Licence> licences) {
        lists.put(new Key(account, postProductNumber), new Listed(clock.instant(), List.copyOf(licences)));
    }
}
