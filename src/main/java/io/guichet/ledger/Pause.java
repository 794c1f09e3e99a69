package io.guichet.ledger;

import java.time.Instant;

/**
 * Nothing is bought for these until it is resumed.
 *
 * @param service {@code *} means all
 * @param account {@code *} means all
 */
public record Pause(String service, String account, Instant since, String who, String why) {

    public String scope() {
        return service + "/" + account;
    }
}
