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
                    List.of(texts.problem("GUI-4016", "", who, why)), Optional.empty(), true, Optional.empty(), 0,
                    Optional.empty(), false, "cancelled: " + why), List.of());
            case SENT -> refused(work, "its call is under way and cannot be called back; look again in a moment");
            case IN_DOUBT -> refused(work, "it may have been bought; a doubt is ended by guichet resolve");
            case BOUGHT -> refused(work, "it is paid; only the service itself can take it back");
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
            return refused(work, "its booking is known and its documents are being fetched: nothing is to be decided");
        }
        if (work.state() != State.IN_DOUBT && work.state() != State.BOUGHT) {
            return noDoubt(work);
        }
        Optional<String> known = carrierId.or(look::carrierId);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        known.ifPresent(id -> result.put("carrierOrderId", id));
        boolean fetch = carrierId.isPresent() && fetchable;
        List<Notice> notices = List.of(Notice.of("resolved", fetch
                ? texts.text("purchase", "resolved.fetching", who, carrierId.get())
                : texts.text("purchase", "resolved", who, work.identity().service())));
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
            return refused(work, "its booking "
                    + look.carrierId().map(id -> id + " ").orElse("") + "is known, so it was bought");
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
    public static Ruling.Refused over(State state) {
        return new Ruling.Refused(state + " is final: nothing can be changed any more");
    }

    private static Ruling noDoubt(Work work) {
        return work.state().isFinal() ? over(work.state()) : refused(work, "there is no doubt to resolve");
    }

    private static Ruling refused(Work work, String why) {
        return new Ruling.Refused(work.state() + ": " + why);
    }
}
