package io.guichet.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kind of rows that fall due and are claimed: the orders of one service, the deliveries of one channel. */
public interface Dues {

    /** Takes up to so many due rows under a lease; they are nobody else's until it ends. */
    List<?> claim(int hands);

    /** How long until the next row falls due; empty when none is waiting. */
    Optional<Duration> nextDue();

    Bells.Bell bell();
}
