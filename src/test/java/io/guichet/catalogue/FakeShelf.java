package io.guichet.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shelf in memory. */
public final class FakeShelf implements Shelf {

    public final List<Duration> wishes = new CopyOnWriteArrayList<>();
    public final List<WaitingOrder> waiting = new ArrayList<>();
    private final Map<String, Catalogue> catalogues = new ConcurrentHashMap<>();
    private volatile boolean wanted;

    @Override
    public Optional<Catalogue> find(String service, String scope) {
        return Optional.ofNullable(catalogues.get(service + "/" + scope));
    }

    @Override
    public Optional<Instant> takenAt(String service, String scope) {
        return find(service, scope).map(Catalogue::takenAt);
    }

    @Override
    public void save(Catalogue catalogue) {
        catalogues.put(catalogue.service() + "/" + catalogue.scope(), catalogue);
    }

    @Override
    public void want(String service, Duration after) {
        wishes.add(after);
        wanted = true;
    }

    @Override
    public synchronized boolean takeWish(String service, Duration again) {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    /** The wish that was taken is gone already; one that came meanwhile stands. */
    @Override
    public void fulfil(String service) {
    }

    @Override
    public List<WaitingOrder> waiting(String service, String member, Collection<String> values, int most) {
        return member.equals("product") && !values.isEmpty() ? waiting : List.of();
    }
}
