package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Decision.AttemptEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a person may decide of an order, and what follows from it. Pure: it writes nothing. */
public final class Rulings {

    /** What follows from a person's word, or why nothing does. */
    public sealed interface Ruling {

        record Granted(Decision decision, List<Notice> notices) implements Ruling {
        }

        record Refused(String why) implements Ruling {
        }
    }

    private final Policy policy;
    private final Texts texts;

    public Rulings(Policy policy, Texts texts) {
        this.policy = policy;
        this.texts = texts;
    }

    /** Taken back: only what was provably not sent. */
    public Ruling cancel(Work work, String who, String why) {
        return switch (work.state()) {
            case ACCEPTED, READY, HELD -> new Ruling.Granted(new Decision(State.CANCELLED,
                    List.of(texts.of(work.identity()).problem("GUI-4016", "", who, why)), Optional.empty(), true,
                    Optional.empty(), 0,
                    Optional.empty(), false, "cancelled: " + why), List.of());
            case SENT -> refused(work, "under-way");
            case IN_DOUBT -> refused(work, "doubt");
            case BOUGHT -> refused(work, "paid");
            default -> over(work.state());
        };
    }

    /**
     * It was bought: with a number its documents are fetched next, without one it ends here without them.
     *
     * @param waits     whether it stands before a person: nothing is due for it
     * @param fetchable whether its service can be asked for documents
     */
    public Ruling bought(Look look, boolean waits, Optional<String> carrierId, boolean fetchable, String who,
            String why) {
        Work work = look.work();
        if (work.state() == State.BOUGHT && !waits) {
            return refused(work, "fetching");
        }
        if (work.state() != State.IN_DOUBT && work.state() != State.BOUGHT) {
            return noDoubt(work);
        }
        Optional<String> known = carrierId.or(look::carrierId);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        known.ifPresent(id -> result.put("carrierOrderId", id));
        boolean fetch = carrierId.isPresent() && fetchable;
        Texts words = texts.of(work.identity());
        List<Notice> notices = List.of(Notice.of("resolved", fetch
                ? words.text("purchase", "resolved.fetching", who, carrierId.get())
                : words.text("purchase", "resolved", who, work.identity().service())));
        Outcome.Done done = new Outcome.Done(result, known, Optional.empty(), List.of(), notices);
        Optional<Duration> othersLook = look.attempt() == work.attempt()
                ? Optional.empty()
                : policy.nextLook(look.age());
        return new Ruling.Granted(new Decision(fetch ? State.BOUGHT : State.COMPLETED, List.of(), Optional.of(done),
                true, fetch ? Optional.of(Duration.ZERO) : Optional.empty(), 0, Optional.of(AttemptEnd.DONE), false,
                "resolved as bought" + carrierId.map(id -> " under " + id).orElse("") + ": " + why,
                Optional.of(look.attempt()), othersLook), notices);
    }

    /** It was not bought: it is bought again, and the closed attempt is looked for as long as any other. */
    public Ruling notBought(Look look, String why) {
        Work work = look.work();
        if (work.state() == State.BOUGHT) {
            return refused(work, "booked", look.carrierId().orElse("?"));
        }
        if (work.state() != State.IN_DOUBT) {
            return noDoubt(work);
        }
        return new Ruling.Granted(new Decision(State.READY, List.of(), Optional.empty(), false,
                Optional.of(Duration.ZERO), 0, Optional.of(AttemptEnd.ABSENT), false,
                "resolved as not bought: " + why, Optional.of(look.attempt()), policy.nextLook(look.age())),
                List.of());
    }

    /** Nothing follows the end. */
    public Ruling.Refused over(State state) {
        return refused(state, "over");
    }

    /** It was decided by what it was before. */
    public Ruling.Refused moved(State state) {
        return refused(state, "moved");
    }

    /** Only what waits can be released. */
    public Ruling.Refused notHeld(State state) {
        return refused(state, "not-held");
    }

    /** Only what provably did not leave can be tried again. */
    public Ruling.Refused notRetried(State state) {
        return refused(state, switch (state) {
            case ACCEPTED -> "retry.accepted";
            case SENT -> "under-way";
            case IN_DOUBT -> "retry.doubt";
            case BOUGHT -> "retry.bought";
            default -> "retry.over";
        });
    }

    /** A worker has it: what becomes of it is known in a moment. */
    public Ruling.Refused inHand(State state) {
        return refused(state, "in-hand");
    }

    private Ruling noDoubt(Work work) {
        return work.state().isFinal() ? over(work.state()) : refused(work, "no-doubt");
    }

    private Ruling refused(Work work, String why, Object... more) {
        return refused(work.state(), why, more);
    }

    /** Said to the person who decides, not to the order's sender: in the installation's language. */
    private Ruling.Refused refused(State state, String why, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = state;
        System.arraycopy(more, 0, values, 1, more.length);
        return new Ruling.Refused(texts.text("purchase", "ruling." + why, values));
    }
}
