package io.guichet.service.postfinance;

import io.guichet.call.FailedCall;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the service's statuses mean for the order (postfinance 4.2): its words are not known, so only the number counts. What
 * no row names may have been done.
 */
public final class OutcomeTable {

    static final int UNSIGNED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TOO_MANY = 429;

    /** The request cannot be carried out as it is; it was not. */
    private static final Set<Integer> WRONG = Set.of(400, 406, 413, 415, 416, 422);

    private final Texts texts;
    private final Accounts accounts;
    private final Rests rests;
    private final Duration rest;

    /** @param rest how long an account is left alone once its requests are used up */
    public OutcomeTable(Texts texts, Accounts accounts, Rests rests, Duration rest) {
        this.texts = texts;
        this.accounts = accounts;
        this.rests = rests;
        this.rest = rest;
    }

    Outcome outcome(Work work, boolean sent, Throwable error) {
        Texts words = texts.of(work.identity());
        Optional<SaidNo> no = SaidNo.in(error);
        boolean made = MadeBefore.in(error).isPresent();
        if (made && no.filter(one -> !one.isToAQuestion()).isEmpty()) {
            Outcome outcome = no.isPresent()
                    ? new Outcome.Unknown(problem(work, "GUI-3002", no.get(), words))
                    : FailedCall.outcome(sent, error, words);
            return outcome instanceof Outcome.NotSent notSent ? new Outcome.Unknown(notSent.problem()) : outcome;
        }
        return no.isPresent() ? said(work, sent, no.get(), words) : FailedCall.outcome(sent, error, words);
    }

    private Outcome said(Work work, boolean sent, SaidNo no, Texts words) {
        switch (no.status()) {
            case UNSIGNED :
                return new Outcome.Held(problem(work, "GUI-2140", no, words), !sent || isFirst(no));
            case FORBIDDEN :
                return new Outcome.Held(problem(work, "GUI-2141", no, words), !sent || isFirst(no));
            case NOT_FOUND :
                return new Outcome.Refused(List.of(problem(work,
                        no.call().contains("/terminals/") ? "GUI-2142" : "GUI-2071", no, words)));
            case TOO_MANY :
                rests.rest(work.identity().service(), work.identity().account(), rest);
                return new Outcome.Later(problem(work, "GUI-3007", no, words), rest, !sent);
            default :
                break;
        }
        if (WRONG.contains(no.status())) {
            return new Outcome.Refused(List.of(problem(work,
                    no.call().contains("/terminals/") ? "GUI-2142" : "GUI-2002", no, words)));
        }
        Problem problem = problem(work, "GUI-3002", no, words);
        return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
    }

    /** Before anything was made: then nothing is in doubt. */
    private static boolean isFirst(SaidNo no) {
        return Set.of("POST /payment/transactions", "POST /payment/links", "POST /payment/refunds")
                .contains(no.call());
    }

    private Problem problem(Work work, String code, SaidNo no, Texts words) {
        Space space = accounts.find(work.identity().service(), work.identity().account()).map(Space::of)
                .orElse(new Space("?", "?", new byte[0], true));
        Problem problem = Set.of("GUI-2140", "GUI-2141").contains(code)
                ? words.problem(code, "", space.user(), space.id(), no.call())
                : words.problem(code, "", no.text());
        return new Problem(problem.code(), problem.field(), problem.message(), problem.advice(),
                Optional.of(new ServiceFault(String.valueOf(no.status()), no.text(),
                        no.id().isEmpty() ? null : no.id())));
    }
}
