package io.guichet.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One step of a random life: what happens, to which of those that it could happen to, and how the service behaves where it is
 * asked.
 *
 * @param which counted round among what is there
 * @param how   chooses the service's behaviour, 0 being the kindest
 * @param delay chooses how long a booking takes to be listed, and how far a clock goes on; 0 is the shortest
 */
record LifeStep(Kind kind, int which, int how, int delay) {

    enum Kind {
        /** A door hands over an order; the same again is a repeat. */
        ACCEPT,
        /** A worker takes a due order in hand. */
        CLAIM,
        /** Whoever has something in hand does its next thing. */
        NEXT,
        /** A worker looks up doubtful orders, closed attempts or lost calls. */
        LOOK, LATE_LOOK, LOST_CALLS,
        /** One worker dies, or all. */
        DIE, ALL_DIE,
        /** The clocks go on. */
        PASS,
        /** A claim, but no call, is taken from its worker, as after a lease. */
        LEASE_LOST,
        /** People: pause and resume an account, cancel an order, look again at what stands before them. */
        PAUSE, RESUME, CANCEL, LOOK_AGAIN
    }

    /** What the service does with the one request of an attempt. */
    enum Call {
        BOOKS, BOOKS_AND_IS_NOT_HEARD, IS_NOT_REACHED_IN_TIME, REFUSES, HOLDS_THE_ACCOUNT, BOOKS_AND_FORGETS_A_DOCUMENT, CANNOT_BE_CONNECTED
    }

    /** What comes of asking it for what was booked, and for documents. */
    enum Read {
        ANSWERS, ANSWERS_IN_PART, FAILS
    }

    private static final List<Duration> PASSES =
            List.of(Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofSeconds(160), Duration.ofMinutes(5),
                    Duration.ofMinutes(16), Duration.ofHours(1), Duration.ofHours(7), Duration.ofHours(25));
    private static final List<Call> CALLS = List.of(Call.BOOKS, Call.BOOKS_AND_IS_NOT_HEARD,
            Call.IS_NOT_REACHED_IN_TIME, Call.BOOKS_AND_IS_NOT_HEARD, Call.REFUSES, Call.CANNOT_BE_CONNECTED,
            Call.BOOKS_AND_FORGETS_A_DOCUMENT, Call.IS_NOT_REACHED_IN_TIME, Call.BOOKS_AND_IS_NOT_HEARD,
            Call.HOLDS_THE_ACCOUNT);
    private static final List<Read> READS = List.of(Read.ANSWERS, Read.ANSWERS, Read.ANSWERS, Read.FAILS, Read.ANSWERS,
            Read.ANSWERS_IN_PART, Read.ANSWERS, Read.ANSWERS, Read.ANSWERS, Read.ANSWERS);

    static LifeStep of(Kind kind) {
        return new LifeStep(kind, 0, 0, 0);
    }

    LifeStep how(Call call) {
        return new LifeStep(kind, which, CALLS.indexOf(call), delay);
    }

    LifeStep delay(int chosen) {
        return new LifeStep(kind, which, how, chosen);
    }

    LifeStep which(int chosen) {
        return new LifeStep(kind, chosen, how, delay);
    }

    Call call() {
        return CALLS.get(how % CALLS.size());
    }

    Read read() {
        return READS.get(how % READS.size());
    }

    Duration pass() {
        return PASSES.get(delay % PASSES.size());
    }

    <T> T among(List<T> present) {
        return present.get(which % present.size());
    }

    @Override
    public String toString() {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (kind) {
            case PASS -> words + " " + pass();
            case NEXT -> words + " of #" + which + " (" + call() + "/" + read() + ", delay " + delay + ")";
            case ALL_DIE, LOST_CALLS, CLAIM, LOOK, LATE_LOOK -> words;
            default -> words + " #" + which;
        };
    }
}
