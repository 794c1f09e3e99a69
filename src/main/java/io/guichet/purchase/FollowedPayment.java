package io.guichet.purchase;

import io.guichet.order.OrderIdentity;
import java.time.Duration;
import java.util.Optional;

/**
 * A payment that goes on after its order was answered, in the hands of one who asks its service how it stands.
 *
 * @param identity  of the order that began it
 * @param reference by which the service names it
 * @param carrierId the service's number in that order's answer
 * @param state     as it is known, in the service's word
 * @param failures  how often it could not be asked, in a row
 * @param age       since it began, by the ledger's clock
 */
public record FollowedPayment(long id, int version, OrderIdentity identity, String reference,
        Optional<String> carrierId, String state, int failures, Duration age) {

    public String service() {
        return identity.service();
    }

    public String account() {
        return identity.account();
    }

    @Override
    public String toString() {
        return "payment of " + identity;
    }
}
