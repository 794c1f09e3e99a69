package io.guichet.catalogue;

/**
 * A country and the zone that it lies in (webstamp 2.8).
 *
 * @param alias its code as the service writes it, in lower case
 */
public record Country(String alias, String name, int zone) {
}
