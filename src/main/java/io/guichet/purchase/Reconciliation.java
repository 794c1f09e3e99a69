package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Decision.AttemptEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows from a look at what became of a call. Pure: it writes nothing. */
public final class Reconciliation {

    private final Policy policy;
    private final Texts texts;

    public Reconciliation(Policy policy, Texts texts) {
        this.policy = policy;
        this.texts = texts;
    }

    /** The listing shows nothing of the order, or not all that it should. */
    public Decision notFound(Look look, boolean complete, Duration settle) {
        Texts words = texts.of(look.work().identity());
        // What is booked for certain is only not listed yet: buying it again would be the second time.
        if (!complete || look.work().state() == State.BOUGHT) {
            return later(look, words.problem("GUI-4017", "", look.work().identity().service()));
        }
        if (look.age().compareTo(settle) < 0) {
            Duration untilSettled = settle.minus(look.age());
            Duration next = policy.nextLook(look.age()).filter(wait -> wait.compareTo(untilSettled) < 0)
                    .orElse(untilSettled);
            return waiting(look, next, 0, "not listed yet");
        }
        Optional<Duration> lateLook = policy.nextLook(look.age());
        if (look.openFor().compareTo(policy.giveUp()) > 0) {
            Problem gaveUp = words.problem("GUI-4010", "", words.problem("GUI-4018", "").message(), policy.giveUp());
            return new Decision(State.FAILED, List.of(gaveUp), Optional.empty(), true, Optional.empty(), 0,
                    Optional.of(AttemptEnd.ABSENT), false, "not booked; gave up", Optional.of(look.attempt()),
                    lateLook);
        }
        return new Decision(State.READY, List.of(), Optional.empty(), false, Optional.of(Duration.ZERO), 0,
                Optional.of(AttemptEnd.ABSENT), false, "not booked", Optional.of(look.attempt()), lateLook);
    }

    /** The listing shows more than one booking of the order: which one counts is for a person to say. */
    public Decision several(Look look, List<Booking> bookings) {
        String numbers = bookings.stream().map(Booking::carrierId).sorted().collect(Collectors.joining(", "));
        return person(look,
                texts.of(look.work().identity()).problem("GUI-4021", "", numbers, look.work().identity().orderId()),
                "several found");
    }

    /** The service could not be asked, or did not answer completely: asked again soon, and by a person in the end. */
    public Decision later(Look look, Problem problem) {
        Optional<Duration> next = policy.nextLook(look.age());
        if (next.isEmpty()) {
            return person(look,
                    texts.of(look.work().identity()).problem("GUI-4022", "", look.work().identity().service(),
                            look.work().identity().orderId()),
                    "could not be asked: " + problem.code());
        }
        int failures = look.work().failures() + 1;
        Duration wait = policy.delayAfter(failures);
        return waiting(look, wait.compareTo(next.get()) < 0 ? wait : next.get(), failures,
                "could not be asked: " + problem.code());
    }

    /** It was booked once: its documents were fetched again, or are still to come. */
    public Decision adopted(Look look, Booking booking, Outcome outcome) {
        Optional<Duration> othersLook = booking.attempt() == look.work().attempt()
                ? Optional.empty()
                : policy.nextLook(look.age());
        if (outcome instanceof Outcome.Done done) {
            return new Decision(State.COMPLETED, List.of(), Optional.of(completed(done, booking)), true,
                    Optional.empty(), 0, Optional.of(AttemptEnd.DONE), false, "found booked",
                    Optional.of(booking.attempt()), othersLook);
        }
        if (outcome instanceof Outcome.Bought bought) {
            Outcome.Done known =
                    new Outcome.Done(bought.result(), bought.carrierId(), bought.price(), List.of(), bought.notices());
            return bought(look, booking, completed(known, booking), bought.problem(), othersLook);
        }
        Problem problem = Outcome.problem(outcome);
        Outcome.Done known = new Outcome.Done(
                JsonNodeFactory.instance.objectNode()
                        .put("carrierOrderId", booking.carrierId()),
                Optional.of(booking.carrierId()), booking.price(), List.of(), List.of());
        if (outcome instanceof Outcome.Refused) {
            // Asking again would bring the same no.
            return handedOver(look, booking, known, problem, othersLook);
        }
        return bought(look, booking, known, problem, othersLook);
    }

    private Decision bought(Look look, Booking booking, Outcome.Done known, Problem problem,
            Optional<Duration> othersLook) {
        Optional<Duration> next = policy.nextLook(look.age());
        if (next.isEmpty()) {
            return handedOver(look, booking, known, problem, othersLook);
        }
        int failures = look.work().failures() + 1;
        Duration wait = policy.delayAfter(failures);
        boolean told = look.work().state() == State.BOUGHT;
        return new Decision(State.BOUGHT, List.of(problem), Optional.of(known), !told,
                Optional.of(wait.compareTo(next.get()) < 0 ? wait : next.get()), failures,
                Optional.of(AttemptEnd.DONE), false, "booked, documents to fetch: " + problem.code(),
                Optional.of(booking.attempt()), othersLook);
    }

    private Decision handedOver(Look look, Booking booking, Outcome.Done known, Problem problem,
            Optional<Duration> othersLook) {
        List<Problem> problems = new ArrayList<>(List.of(
                texts.of(look.work().identity()).problem("GUI-4023", "", booking.carrierId(),
                        look.work().identity().orderId())));
        problems.add(problem);
        return new Decision(State.BOUGHT, problems, Optional.of(known), true, Optional.empty(), 0,
                Optional.of(AttemptEnd.DONE), false, "booked, documents not to be had: " + problem.code(),
                Optional.of(booking.attempt()), othersLook);
    }

    private Decision person(Look look, Problem problem, String why) {
        return new Decision(look.work().state(), List.of(problem), Optional.empty(), true, Optional.empty(), 0,
                Optional.empty(), false, why + "; a person decides");
    }

    private static Decision waiting(Look look, Duration wait, int failures, String why) {
        return new Decision(look.work().state(), List.of(), Optional.empty(), false, Optional.of(wait), failures,
                Optional.empty(), false, why);
    }

    /** What the documents' answer does not say, the listing does. */
    private static Outcome.Done completed(Outcome.Done done, Booking booking) {
        return new Outcome.Done(done.result(), done.carrierId().or(() -> Optional.of(booking.carrierId())),
                done.price().or(booking::price), done.documents(), done.notices(), done.handedOut(), done.payment());
    }
}
