package io.guichet.purchase;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Decision.AttemptEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the outcome of a call. Pure: it writes nothing. */
public final class Protocol {

    private final Policy policy;
    private final Texts texts;

    public Protocol(Policy policy, Texts texts) {
        this.policy = policy;
        this.texts = texts;
    }

    /** The decision on an outcome of an operation of this kind. */
    public Decision decide(Work work, OperationKind kind, Outcome outcome) {
        // An attempt is open from the intent on; what ends in the preparation closes none.
        boolean purchase = kind == OperationKind.PURCHASE && work.state().attempted();
        if (outcome instanceof Outcome.Done done) {
            return new Decision(State.COMPLETED, List.of(), Optional.of(done), true, Optional.empty(), 0,
                    attempt(purchase, AttemptEnd.DONE), false, "done");
        }
        if (outcome instanceof Outcome.Bought bought && kind != OperationKind.PURCHASE) {
            // Nothing was booked that could be fetched again: it is simply asked again.
            return again(work, bought.problem(), Optional.empty());
        }
        if (outcome instanceof Outcome.Bought bought) {
            Outcome.Done known =
                    new Outcome.Done(bought.result(), bought.carrierId(), bought.price(), List.of(), bought.notices());
            return new Decision(State.BOUGHT, List.of(bought.problem()), Optional.of(known), true,
                    Optional.of(policy.firstLook()),
                    0, attempt(purchase, AttemptEnd.DONE), false,
                    "bought, documents to fetch: " + bought.problem().code());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Decision(State.REFUSED, refused.problems(), Optional.empty(), true, Optional.empty(), 0,
                    attempt(purchase, AttemptEnd.REFUSED), false,
                    "refused by the service: " + codes(refused.problems()));
        }
        if (outcome instanceof Outcome.Held held) {
            Optional<AttemptEnd> end = attempt(purchase, held.certain() ? AttemptEnd.REFUSED : AttemptEnd.TURNED_AWAY);
            return held(work, held.problem(), Optional.of(policy.holdRetry()), end);
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            return again(work, notSent.problem(), attempt(purchase, AttemptEnd.NOT_SENT));
        }
        if (outcome instanceof Outcome.Later later) {
            return later(work, later, purchase);
        }
        Problem problem = ((Outcome.Unknown) outcome).problem();
        if (!purchase) {
            // What only reads, or what the service makes harmless to repeat, is simply asked again.
            return again(work, problem, Optional.empty());
        }
        return new Decision(State.IN_DOUBT, List.of(problem), Optional.empty(), true, Optional.of(policy.firstLook()),
                0, Optional.of(AttemptEnd.UNKNOWN), false, "outcome unknown: " + problem.code());
    }

    private Decision later(Work work, Outcome.Later later, boolean purchase) {
        Optional<AttemptEnd> end = attempt(purchase, later.certain() ? AttemptEnd.NOT_SENT : AttemptEnd.TURNED_AWAY);
        return new Decision(State.READY, List.of(later.problem()), Optional.empty(), false, Optional.of(later.delay()),
                work.failures(), end, false, "later: " + later.problem().code(), Optional.empty(), lateLook(end));
    }

    /** A call whose worker was lost: its lease and the longest call are over, so it can be asked for at once. */
    public Decision lost(Work work) {
        Problem problem = texts.of(work.identity()).problem("GUI-4012", "", work.identity().orderId());
        return new Decision(State.IN_DOUBT, List.of(problem), Optional.empty(), true, Optional.of(Duration.ZERO), 0,
                Optional.of(AttemptEnd.UNKNOWN), false, "outcome unknown: " + problem.code());
    }

    /** Where nobody can be asked, the doubt stands before a person at once. */
    public Decision unaskable(Work work, Decision doubt) {
        List<Problem> problems =
                new ArrayList<>(List.of(texts.of(work.identity()).problem("GUI-4020", "", work.identity().service(),
                        work.operation(), work.identity().orderId())));
        problems.addAll(doubt.problems());
        return new Decision(doubt.to(), problems, doubt.done(), true, Optional.empty(), doubt.failures(),
                doubt.attempt(), false, doubt.why() + "; nobody can be asked");
    }

    /** The order waits; its sender hears of it once for the same reason. */
    public Decision held(Work work, Problem problem, Optional<Duration> lookAgainIn, Optional<AttemptEnd> attempt) {
        boolean told = work.heldFor().equals(Optional.of(problem.code()));
        return new Decision(State.HELD, List.of(problem), Optional.empty(), !told, lookAgainIn, 0, attempt, false,
                "held: " + problem.code(), Optional.empty(), lateLook(attempt));
    }

    /** What the service did not say itself is looked for. */
    private Optional<Duration> lateLook(Optional<AttemptEnd> attempt) {
        return attempt.filter(end -> end == AttemptEnd.TURNED_AWAY).map(end -> policy.firstLook());
    }

    /** It ends here without having been sent. */
    public Decision ended(State state, Problem problem) {
        return new Decision(state, List.of(problem), Optional.empty(), true, Optional.empty(), 0, Optional.empty(),
                false,
                "not sent: " + problem.code());
    }

    /** Everything was done but the purchase. */
    public Decision dryRun(Outcome.Done shown) {
        return new Decision(State.COMPLETED, List.of(), Optional.of(shown), true, Optional.empty(), 0, Optional.empty(),
                true,
                "dry run");
    }

    private Decision again(Work work, Problem problem, Optional<AttemptEnd> attempt) {
        int failures = work.failures() + 1;
        Duration delay = policy.delayAfter(failures);
        // Counted from its first try: it may have waited for its notBefore or been held for days before.
        if (policy.waitedAfter(failures).compareTo(policy.giveUp()) > 0) {
            Problem gaveUp = texts.of(work.identity()).problem("GUI-4010", "", problem.message(), policy.giveUp());
            return new Decision(State.FAILED, List.of(gaveUp, problem), Optional.empty(), true, Optional.empty(),
                    failures, attempt,
                    false, "gave up: " + problem.code());
        }
        return new Decision(State.READY, List.of(problem), Optional.empty(), false, Optional.of(delay), failures,
                attempt, false,
                "not sent: " + problem.code());
    }

    private static Optional<AttemptEnd> attempt(boolean purchase, AttemptEnd end) {
        return purchase ? Optional.of(end) : Optional.empty();
    }

    private static String codes(List<Problem> problems) {
        return String.join(",", problems.stream().map(Problem::code).toList());
    }
}
