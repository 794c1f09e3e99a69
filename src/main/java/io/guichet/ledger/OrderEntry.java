package io.guichet.ledger;

import io.guichet.purchase.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one order stands, for people: nothing of its request.
 *
 * @param id      the ledger's own number
 * @param orderId empty where a wrong order names none that can be used, like the three after it
 * @param since   when it came into its state
 * @param dueAt   when something is done for it next; empty where nothing is
 * @param inHand  whether a worker has it now
 * @param heldFor the code that it is held for
 * @param why     why it stands there
 */
public record OrderEntry(long id, Optional<String> orderId, Optional<String> service, Optional<String> account,
        Optional<String> operation, State state, Instant acceptedAt, Instant since, Optional<Instant> dueAt,
        boolean inHand, Optional<String> heldFor, String why, Optional<String> carrierId,
        Optional<BigDecimal> price) {

    /** It waits for nobody but a person. */
    public boolean beforePerson() {
        return (state == State.IN_DOUBT || state == State.BOUGHT) && dueAt.isEmpty();
    }

    /** {@code service/account/operation}, as far as they are known. */
    public String scope() {
        return service.orElse("?") + "/" + account.orElse("?") + "/" + operation.orElse("?");
    }
}
