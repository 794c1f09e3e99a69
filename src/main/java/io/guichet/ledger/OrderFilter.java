package io.guichet.ledger;

import io.guichet.purchase.State;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Which orders a person means without naming each; what is empty narrows nothing.
 *
 * @param since accepted at this time or later
 * @param until accepted before this time
 */
public record OrderFilter(Collection<State> states, Optional<String> service, Optional<String> account,
        Optional<String> operation, Optional<Instant> since, Optional<Instant> until) {
}
