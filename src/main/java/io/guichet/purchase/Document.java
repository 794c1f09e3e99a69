package io.guichet.purchase;

/**
 * A document that an operation brought, bit for bit.
 *
 * @param suffix    what follows the order's name in the file name: {@code stamps.pdf}, {@code 1.png}, {@code delivery-note.pdf}
 * @param kind      {@code stamp}, {@code stamps}, {@code delivery-note}, {@code receipt} …
 * @param mediaType {@code application/pdf} …
 */
public record Document(String suffix, String kind, String mediaType, byte[] content) {

    @Override
    public String toString() {
        return kind + " " + suffix + " (" + content.length + " bytes)";
    }
}
