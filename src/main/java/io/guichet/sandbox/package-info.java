/**
 * The services' local twins on one port: what they share (listener, books, clock, injected faults, {@code /control}).
 * Written from the contract pages alone; nothing of the product is imported, so that an error in the product's
 * reading of a contract is not repeated here.
 */
package io.guichet.sandbox;
