package io.guichet.desk;

import io.guichet.ledger.Board;
import io.guichet.ledger.Desk;
import io.guichet.ledger.Desk.Pausing;
import io.guichet.ledger.PeopleQueue;
import io.guichet.ledger.PeopleQueue.Noted;
import io.guichet.ledger.PeopleQueue.Told;
import io.guichet.ledger.PeopleQueue.Waiting;
import io.guichet.ledger.Replays;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What waits for a person, and what a person does that is not about one order. */
final class PeoplePages {

    private static final int MOST = 200;
    private static final int MOST_AT_ONCE = 1_000;
    /** What was told longer ago is no longer waited for. */
    private static final Duration FOR_SO_LONG = Duration.ofDays(60);

    private final Board board;
    private final PeopleQueue queue;
    private final Desk desk;
    private final Replays replays;
    private final OrdersPages orders;
    private final Moments moments;
    private final Supplier<List<String>> accounts;

    PeoplePages(Board board, PeopleQueue queue, Desk desk, Replays replays, OrdersPages orders, Moments moments,
            Supplier<List<String>> accounts) {
        this.board = board;
        this.queue = queue;
        this.desk = desk;
        this.replays = replays;
        this.orders = orders;
        this.moments = moments;
        this.accounts = accounts;
    }

    List<Page> pages() {
        return List.of(Page.see("/people", this::people), Page.act("/pause", this::pause),
                Page.act("/resume", this::resume), Page.act("/notices/#/done", this::done),
                Page.ask("/replay", this::count), Page.act("/replay", this::replay));
    }

    private View people(Visit visit) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("orders", queue.decisions(MOST).orders().stream().map(entry -> orders.row(visit, entry)).toList());
        Waiting held = queue.held(MOST);
        model.put("held", held.orders().stream().map(entry -> orders.row(visit, entry)).toList());
        model.put("heldAll", held.all());
        model.put("notices", queue.told(FOR_SO_LONG).stream().map(this::notice).toList());
        model.put("payments", queue.payments(MOST).stream().map(one -> Map.of("id", one.orderId(), "order", one.order(),
                "scope", one.service() + "/" + one.account(), "reference", one.reference(), "state", one.state(),
                "since",
                moments.text(one.since()))).toList());
        model.put("pauses", desk.pauses().stream().map(pause -> Map.of("service", pause.service(), "account",
                pause.account(), "since", moments.text(pause.since()), "who", pause.who(), "why", pause.why()))
                .toList());
        model.put("givenUp", queue.left().stream().map(one -> Map.of("channel", one.channel(),
                "state", one.state(), "count", one.deliveries(), "error", one.lastError().orElse(""))).toList());
        model.put("accounts",
                accounts.get());
        model.put("audit",
                board.done(20).stream().map(one -> Map.of("at", moments.text(one.at()), "who", one.who(), "what",
                        one.what(), "scope", one.scope(), "why", one.why())).toList());
        model.put("zone", moments.zone().getId());
        return new View.Shown("people", model);
    }

    private Map<String, Object> notice(Told told) {
        return Map.of("id", told.id(), "at", moments.text(told.at()), "kind", told.kind(), "scope",
                told.service() + "/" + told.account(), "text", told.text(), "url",
                told.url().flatMap(PeoplePages::link).orElse(""), "until",
                told.confirmUntil().map(moments::text).orElse(""));
    }

    /** Only where it leads into the web; it comes from a service. */
    private static Optional<String> link(String url) {
        try {
            String scheme = URI.create(url).getScheme();
            return Optional.of(url).filter(any -> "https".equals(scheme) || "http".equals(scheme));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Such as terms that somebody has accepted at the service: what is held by its account's faults is looked at now. */
    private View done(Visit visit) {
        Optional<String> why = Reasons.of(visit);
        if (why.isEmpty()) {
            return back(visit.say("refused.why"));
        }
        Noted noted = queue.done(visit.number(0), visit.person().who(), why.get());
        if (noted.made()) {
            return back(visit.say("done.notice", noted.woken()));
        }
        return noted.who().<View>map(who -> back(visit.say("refused.notice", who))).orElseGet(View.Missing::new);
    }

    private View pause(Visit visit) {
        return scoped(visit, (service, account, why) -> {
            Pausing pausing = desk.pause(service, account, visit.person().who(), why);
            return visit.say(pausing.made() ? "done.paused" : "refused.paused", service + "/" + account);
        });
    }

    private View resume(Visit visit) {
        return scoped(visit, (service, account, why) -> {
            Pausing pausing = desk.resume(service, account, visit.person().who(), why);
            return pausing.made()
                    ? visit.say("done.resumed", service + "/" + account, pausing.woken())
                    : visit.say("refused.resumed", service + "/" + account);
        });
    }

    private interface Scoped {
        String of(String service, String account, String why);
    }

    private static View scoped(Visit visit, Scoped task) {
        String[] scope = visit.field("scope").orElse("").split("/", 2);
        Optional<String> why = Reasons.of(visit);
        if (scope.length != 2 || scope[0].isEmpty() || scope[1].isEmpty()) {
            return back(visit.say("refused.scope"));
        }
        return back(why.map(reason -> task.of(scope[0], scope[1], reason)).orElseGet(() -> visit.say("refused.why")));
    }

    /** How many would be sent, before anything is. */
    private View count(Visit visit) {
        Map<String, Long> counts =
                replays.givenUp(visit.field("channel"), limit(visit), false, visit.person().who(), "");
        return new View.Shown("replay", Map.of("channel", visit.field("channel").orElse(""), "limit", limit(visit),
                "counts",
                counts.entrySet().stream().map(one -> Map.of("channel", one.getKey(), "count", one.getValue()))
                        .toList()));
    }

    private View replay(Visit visit) {
        Optional<String> why = Reasons.of(visit);
        if (why.isEmpty()) {
            return back(visit.say("refused.why"));
        }
        Map<String, Long> counts =
                replays.givenUp(visit.field("channel"), limit(visit), true, visit.person().who(), why.get());
        return back(visit.say("done.replayed", counts.values().stream().mapToLong(Long::longValue).sum()));
    }

    private static int limit(Visit visit) {
        return visit.field("limit").filter(text -> text.matches("[1-9]\\d{0,3}")).map(Integer::valueOf)
                .map(most -> Math.min(most, MOST_AT_ONCE)).orElse(MOST_AT_ONCE);
    }

    private static View back(String sentence) {
        return new View.Moved("/people", sentence);
    }
}
