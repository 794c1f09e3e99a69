package io.guichet.catalogue;

/**
 * A kind of products (webstamp 2.3).
 *
 * @param recipientMandatory its products need a recipient's address
 * @param validDays          how long its frankings stay valid
 */
public record Category(int number, String name, boolean recipientMandatory, int validDays) {
}
