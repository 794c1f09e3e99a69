package io.guichet.order;

/**
 * Which order a message is, and with what content, whether or not it is taken.
 *
 * @param contentHash of the request as it was sent, before anything was cleaned
 */
public record Fingerprint(OrderIdentity identity, String contentHash) {
}
