package io.guichet.purchase;

import io.guichet.order.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written of an order in one transaction.
 *
 * @param to       its next state
 * @param problems why, where it is not completed
 * @param done     what was done, where it is completed or bought
 * @param tell     whether its sender hears of it now
 * @param dueIn    when it is looked at again; empty where nothing is left to do or only a person can go on
 * @param failures the count of tries that provably did not leave, as it stands after this
 * @param attempt  how the attempt is closed; empty where none was open
 * @param why      for the audit, without order data
 * @param number   the attempt that is closed; the order's current one when empty
 * @param lateLook when an attempt that stays without a booking is looked for once more; empty where it no longer is
 */
public record Decision(
        State to,
        List<Problem> problems,
        Optional<Outcome.Done> done,
        boolean tell,
        Optional<Duration> dueIn,
        int failures,
        Optional<AttemptEnd> attempt,
        boolean dryRun,
        String why,
        Optional<Integer> number,
        Optional<Duration> lateLook) {

    /** One that closes the order's current attempt, if any, for good. */
    public Decision(State to, List<Problem> problems, Optional<Outcome.Done> done, boolean tell,
            Optional<Duration> dueIn, int failures, Optional<AttemptEnd> attempt, boolean dryRun, String why) {
        this(to, problems, done, tell, dueIn, failures, attempt, dryRun, why, Optional.empty(), Optional.empty());
    }

    /** How an attempt ended, as far as it is known. */
    public enum AttemptEnd {
        NOT_SENT, REFUSED, DONE, UNKNOWN,
        /** The service was asked, or a person knows: nothing was booked. */
        ABSENT,
        /** A door in front of the service said no, maybe after the service had acted: the next attempt asks first. */
        TURNED_AWAY
    }
}
