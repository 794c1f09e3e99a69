package io.guichet.catalogue;

/** Where a product may be sent to (webstamp 2.7). */
public record Zone(int number, String name) {
}
