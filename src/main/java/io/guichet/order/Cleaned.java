package io.guichet.order;

/**
 * A text that was cleaned when its order was read.
 *
 * @param field JSON pointer into the order message
 * @param text  what was done and what it reads now, in the language of the order's account
 */
public record Cleaned(String field, String text) {
}
