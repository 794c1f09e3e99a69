package io.guichet.crash;

/**
 * What had passed when a trigger fired.
 *
 * @param operation empty while nothing has named it
 * @param received  bytes of the request that have come from the client
 * @param forwarded bytes of the request that the twin was given
 * @param answered  bytes of the twin's answer that are here, head included
 * @param given     bytes of the answer that the client was given
 */
public record Sighting(String operation, Point point, int received, int forwarded, int answered, int given) {
}
