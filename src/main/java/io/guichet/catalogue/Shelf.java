package io.guichet.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where catalogues are kept: the ledger, so that every node sees the same one and a restart loses none. */
public interface Shelf {

    /** The last catalogue of a scope that was seen. */
    Optional<Catalogue> find(String service, String scope);

    /** When the last catalogue of a scope was taken. */
    Optional<Instant> takenAt(String service, String scope);

    void save(Catalogue catalogue);

    /** Asks for a fresh catalogue after a while; an earlier wish stands. */
    void want(String service, Duration after);

    /**
     * True for the one who is to fetch it now.
     *
     * @param again after this the wish stands again, unless it was fulfilled
     */
    boolean takeWish(String service, Duration again);

    /** The wish that was taken is fulfilled; one that came meanwhile stands. */
    void fulfil(String service);

    /**
     * Orders of a service that are not sent yet and name one of these values.
     *
     * @param member the member of the request that names it
     */
    List<WaitingOrder> waiting(String service, String member, Collection<String> values, int most);

    /** An order that waits, as people know it. */
    record WaitingOrder(String account, String orderId) {
    }
}
