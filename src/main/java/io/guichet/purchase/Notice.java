package io.guichet.purchase;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that people should know although nothing went wrong with the order.
 *
 * @param kind         {@code terms}, {@code announcement}, {@code replacement}, {@code catalogue}, {@code price}, {@code hold} …
 * @param text         in the account's language
 * @param url          where it is to be confirmed
 * @param confirmUntil until when
 * @param onceKey      what makes two notices the same: told on the notice channel once per account and key; empty = every time
 */
public record Notice(String kind, String text, Optional<String> url, Optional<Instant> confirmUntil,
        Optional<String> onceKey) {

    public static Notice of(String kind, String text) {
        return new Notice(kind, text, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
