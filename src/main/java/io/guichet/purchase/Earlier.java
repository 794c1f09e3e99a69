package io.guichet.purchase;

import java.util.Optional;

/**
 * The earlier order that an order asks for.
 *
 * @param carrierId the service's number of it
 * @param kept      what the ledger keeps of it; empty where it was ordered elsewhere
 */
public record Earlier(String carrierId, Optional<Archive.Kept> kept) {

    /** Reads in logs; no order data. */
    @Override
    public String toString() {
        return "order " + carrierId;
    }
}
