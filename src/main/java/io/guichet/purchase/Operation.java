package io.guichet.purchase;

/**
 * One operation of a service.
 *
 * @param name       as in the order message
 * @param kind       what a repeat does
 * @param tellsPrice the service tells the price before it buys (a free preview)
 */
public record Operation(String name, OperationKind kind, boolean tellsPrice) {
}
