package io.guichet.ledger;

import io.guichet.purchase.Notice;

/** How people are told what became of deliveries. A key makes two notices the same: such are told once. */
public interface DeliveryWords {

    /** @param count how many deliveries were given up just now */
    Notice givenUp(String key, String channel, int count, String error);

    /** The receiver wants nothing more. */
    Notice stopped(String key, String channel, String error);

    /** @param name of the order whose answer may or may not have arrived */
    Notice uncertain(String key, String channel, String name, String error);
}
