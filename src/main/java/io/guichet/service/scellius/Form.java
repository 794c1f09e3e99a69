package io.guichet.service.scellius;

import io.guichet.purchase.Archive.Kept;
import java.time.Instant;
import java.util.Optional;

/**
 * A form token that an order is about.
 *
 * @param token   the newest of its payment
 * @param ends    empty where it was made elsewhere
 * @param payment the order that made it; empty where it was made elsewhere
 * @param reference by which the service names the payment now
 */
public record Form(String token, Optional<Instant> ends, Optional<Kept> payment, Optional<String> reference) {

    /** No token: this stands in logs. */
    @Override
    public String toString() {
        return "form of " + payment.map(kept -> kept.identity().toString()).orElse("elsewhere");
    }
}
