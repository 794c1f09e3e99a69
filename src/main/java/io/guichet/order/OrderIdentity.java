package io.guichet.order;

/**
 * What makes an order one and the same: service + account + operation + orderId. At most one order that moves, waits or
 * is completed may bear an identity at a time.
 */
public record OrderIdentity(String service, String account, String operation, String orderId) {

    @Override
    public String toString() {
        return service + "/" + account + "/" + operation + "/" + orderId;
    }
}
