package io.guichet.desk;

import io.guichet.ledger.Desk;
import io.guichet.ledger.Desk.Change;
import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderSearch;
import io.guichet.ledger.Replays;
import io.guichet.ledger.Replays.Replay;
import io.guichet.purchase.State;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a person decides of one order; the ledger notes who and why, and lets one of two decide. */
final class Decisions {

    private final OrderSearch search;
    private final Desk desk;
    private final Replays replays;
    private final Predicate<String> fetchable;

    /** @param fetchable services that give the documents of what was bought before */
    Decisions(OrderSearch search, Desk desk, Replays replays, Predicate<String> fetchable) {
        this.search = search;
        this.desk = desk;
        this.replays = replays;
        this.fetchable = fetchable;
    }

    List<Page> pages() {
        return List.of(
                Page.act("/orders/#/bought", visit -> decide(visit, (entry, why) -> bought(visit, entry, why),
                        made -> visit.say(made.to() == State.BOUGHT ? "done.bought.fetching" : "done.bought"))),
                Page.act("/orders/#/not-bought", visit -> confirmed(visit, () -> decide(visit,
                        (entry, why) -> seen(visit).resolveNotBought(entry.id(), visit.person().who(), why),
                        made -> visit.say("done.not-bought")))),
                Page.act("/orders/#/release", visit -> decide(visit,
                        (entry, why) -> seen(visit).release(entry.id(), visit.person().who(), why),
                        made -> visit.say("done.released"))),
                Page.act("/orders/#/cancel", visit -> decide(visit,
                        (entry, why) -> seen(visit).cancel(entry.id(), visit.person().who(), why),
                        made -> visit.say("done.cancelled"))),
                Page.act("/orders/#/replay", this::replayed));
    }

    private Change bought(Visit visit, OrderEntry entry, String why) {
        return seen(visit).resolveBought(entry.id(), visit.field("carrierId"),
                entry.service().filter(fetchable).isPresent(), visit.person().who(), why);
    }

    private View decide(Visit visit, BiFunction<OrderEntry, String, Change> decision,
            Function<Change.Made, String> sentence) {
        return of(visit, (entry, why) -> {
            Change change = decision.apply(entry, why);
            return change instanceof Change.Made made
                    ? sentence.apply(made)
                    : visit.say("refused", ((Change.Refused) change).why());
        });
    }

    /** Who decides by an old page has decided nothing of what came later: never is a newer attempt closed by it. */
    private Desk seen(Visit visit) {
        return desk.asSeen(visit.field("seen").flatMap(Decisions::instant).orElse(Instant.EPOCH));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private View replayed(Visit visit) {
        return of(visit, (entry, why) -> {
            Replay replay = replays.order(entry.id(), Optional.empty(), true, visit.person().who(), why);
            return replay.channels().isEmpty()
                    ? visit.say("done.replay.nothing", replay.refused().stream()
                            .map(one -> visit.say("replay." + one.why().name(), one.channel().orElse(""), Replays.MOST))
                            .findFirst().orElse(""))
                    : visit.say("done.replay", String.join(", ", replay.channels()));
        });
    }

    /** What buys again is asked for twice. */
    private static View confirmed(Visit visit, Supplier<View> decision) {
        return visit.field("again").isPresent()
                ? decision.get()
                : new View.Moved("/orders/" + visit.path().get(0), visit.say("refused.again"));
    }

    private View of(Visit visit, BiFunction<OrderEntry, String, String> task) {
        Optional<OrderEntry> entry = search.order(visit.number(0));
        if (entry.isEmpty()) {
            return new View.Missing();
        }
        String back = "/orders/" + entry.get().id();
        Optional<String> why = Reasons.of(visit);
        return why.isEmpty()
                ? new View.Moved(back, visit.say("refused.why"))
                : new View.Moved(back, task.apply(entry.get(), why.get()));
    }
}
