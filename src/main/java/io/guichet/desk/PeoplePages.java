package io.guichet.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.Board;
import io.guichet.ledger.Board.Told;
import io.guichet.ledger.Board.Whose;
import io.guichet.ledger.Desk;
import io.guichet.ledger.Desk.Pausing;
import io.guichet.ledger.Replays;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What waits for a person, and what a person does that is not about one order. */
final class PeoplePages {

    private static final int MOST = 200;
    private static final int MOST_AT_ONCE = 1_000;
    /** Notices that want something; others only tell. */
    private static final List<String> WANTING =
            List.of("terms", "delivery-note", "late-booking", "payment", "delivery", "accounts");
    private static final String TERMS = "terms";
    /** Held because new terms were not accepted in time. */
    private static final String HELD_FOR_TERMS = "GUI-2103";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Board board;
    private final Desk desk;
    private final Replays replays;
    private final OrdersPages orders;
    private final Moments moments;
    private final Supplier<Collection<Whose>> accounts;

    PeoplePages(Board board, Desk desk, Replays replays, OrdersPages orders, Moments moments,
            Supplier<Collection<Whose>> accounts) {
        this.board = board;
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
        model.put("orders", board.beforePeople(MOST).stream().map(entry -> orders.row(visit, entry)).toList());
        model.put("notices", board.notices(WANTING).stream().map(this::notice).toList());
        model.put("pauses", desk.pauses().stream().map(pause -> Map.of("service", pause.service(), "account",
                pause.account(), "since", moments.text(pause.since()), "who", pause.who(), "why", pause.why()))
                .toList());
        model.put("givenUp", board.givenUp().entrySet().stream()
                .map(one -> Map.of("channel", one.getKey(), "count", one.getValue())).toList());
        model.put("accounts",
                accounts.get().stream().map(one -> one.service() + "/" + one.account()).sorted().toList());
        model.put("audit",
                board.done(20).stream().map(one -> Map.of("at", moments.text(one.at()), "who", one.who(), "what",
                        one.what(), "scope", one.scope(), "why", one.why())).toList());
        model.put("zone", moments.zone().getId());
        return new View.Shown("people", model);
    }

    private Map<String, Object> notice(Told told) {
        JsonNode body = read(told);
        return Map.of("id", told.message(), "at", moments.text(told.at()), "kind", body.path("kind").asText(),
                "scope", scope(body), "text", body.path("text").asText(),
                "url", link(body.path("url").asText()).orElse(""), "until", body.path("confirmUntil").asText());
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

    private static String scope(JsonNode body) {
        return body.path("service").asText() + "/" + body.path("account").asText();
    }

    private static JsonNode read(Told told) {
        try {
            return JSON.readTree(told.body());
        } catch (JsonProcessingException damaged) {
            return JSON.createObjectNode();
        }
    }

    /** Of terms: somebody has accepted them at the service, so what was held for them is looked at now. */
    private View done(Visit visit) {
        Optional<Told> told = board.notice(visit.number(0));
        if (told.isEmpty()) {
            return new View.Missing();
        }
        JsonNode body = read(told.get());
        Optional<String> why = Reasons.of(visit);
        if (why.isEmpty()) {
            return back(visit.say("refused.why"));
        }
        if (!board.dealtWith(told.get().message(), scope(body), visit.person().who(), why.get())) {
            return back(visit.say("refused.notice"));
        }
        if (!body.path("kind").asText().equals(TERMS)) {
            return back(visit.say("done.notice"));
        }
        List<Long> held = board.heldFor(body.path("service").asText(), body.path("account").asText(), HELD_FOR_TERMS,
                MOST_AT_ONCE);
        long released = held.stream().map(id -> desk.release(id, visit.person().who(), why.get()))
                .filter(Desk.Change.Made.class::isInstance).count();
        return back(visit.say("done.terms", released));
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
