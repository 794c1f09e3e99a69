package io.guichet.desk;

import io.guichet.ledger.Board;
import io.guichet.ledger.Deliveries.StoredDocument;
import io.guichet.ledger.Desk;
import io.guichet.ledger.Inquiries;
import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderHistory;
import io.guichet.ledger.OrderSearch;
import io.guichet.ledger.OrderSearch.Filter;
import io.guichet.purchase.State;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The orders: a list, a search, and one of them with everything that happened to it. */
final class OrdersPages {

    private static final int A_PAGE = 50;

    private final Board board;
    private final Desk desk;
    private final Inquiries inquiries;
    private final Moments moments;
    private final Pictures pictures;
    private final OrderSearch search;

    OrdersPages(Board board, OrderSearch search, Desk desk, Inquiries inquiries, Moments moments,
            Pictures pictures) {
        this.board = board;
        this.desk = desk;
        this.inquiries = inquiries;
        this.moments = moments;
        this.pictures = pictures;
        this.search = search;
    }

    List<Page> pages() {
        return List.of(Page.see("/orders", this::list), Page.see("/orders/#", this::order),
                Page.see("/orders/#/documents/#/#", this::picture));
    }

    private View list(Visit visit) {
        Optional<String> text = visit.field("q");
        OrderSearch.Page found = text.isPresent()
                ? new OrderSearch.Page(search.find(text.get(), A_PAGE), false)
                : search.page(filter(visit), visit.field("before").filter(before -> before.matches("\\d{1,18}"))
                        .map(Long::valueOf), A_PAGE);
        List<OrderEntry> shown = found.orders();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("orders", shown.stream().map(entry -> row(visit, entry)).toList());
        model.put("states", Arrays.stream(State.values()).map(State::name).toList());
        model.put("zone", moments.zone().getId());
        for (String field : List.of("q", "state", "service", "account", "since")) {
            model.put(field, visit.field(field).orElse(""));
        }
        model.put("next", found.more() ? next(visit, shown.get(shown.size() - 1).id()) : "");
        return new View.Shown("orders", model);
    }

    private Filter filter(Visit visit) {
        Set<State> states = visit.field("state").filter(state -> !state.equals("all"))
                .map(state -> Arrays.stream(State.values())
                        .filter(one -> state.equals("open") ? !one.isFinal() : one.name().equals(state))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return new Filter(states, visit.field("service"), visit.field("account"), Optional.empty(),
                visit.field("since").flatMap(this::since));
    }

    private Optional<Instant> since(String day) {
        try {
            return Optional.of(LocalDate.parse(day).atStartOfDay(moments.zone()).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private static String next(Visit visit, long last) {
        StringBuilder query = new StringBuilder("?before=").append(last);
        for (String field : List.of("state", "service", "account", "since")) {
            visit.field(field).ifPresent(value -> query.append('&').append(field).append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return query.toString();
    }

    Map<String, Object> row(Visit visit, OrderEntry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", entry.id());
        row.put("orderId", entry.orderId().orElse("#" + entry.id()));
        row.put("scope", entry.scope());
        row.put("state", entry.state().name());
        row.put("tone", tone(entry));
        row.put("since", moments.text(entry.since()));
        row.put("accepted", moments.text(entry.acceptedAt()));
        row.put("next", next(visit, entry));
        row.put("carrierId", entry.carrierId().orElse("–"));
        row.put("price", entry.price().map(BigDecimal::toPlainString).orElse("–"));
        row.put("why", entry.why());
        row.put("heldFor", entry.heldFor().orElse(""));
        row.put("problem", entry.heldFor().filter(code -> code.startsWith("GUI-"))
                .flatMap(code -> visit.words().maybe("errors", code + ".advice")).orElse(""));
        return row;
    }

    private static String tone(OrderEntry entry) {
        return switch (entry.state()) {
            case COMPLETED -> "good";
            case REJECTED, REFUSED, FAILED -> "bad";
            case IN_DOUBT, HELD -> "wait";
            default -> "plain";
        };
    }

    private String next(Visit visit, OrderEntry entry) {
        if (entry.state().isFinal()) {
            return visit.say("next.over");
        }
        if (entry.beforePerson()) {
            return visit.say("next.person");
        }
        if (entry.inHand()) {
            return visit.say("next.in-hand");
        }
        return entry.dueAt().filter(due -> due.isAfter(moments.now()))
                .map(due -> visit.say("next.at", moments.text(due)))
                .orElseGet(() -> visit.say("next.now"));
    }

    private View order(Visit visit) {
        Optional<OrderEntry> found = search.order(visit.number(0));
        if (found.isEmpty()) {
            return new View.Missing();
        }
        OrderHistory history = desk.history(found.get());
        OrderEntry entry = history.entry();
        Map<String, Object> model = new LinkedHashMap<>(row(visit, entry));
        model.put("seen", entry.since().toString());
        model.put("zone", moments.zone().getId());
        model.put("stateWords", visit.say("state." + entry.state().name()));
        model.put("tries", history.tries());
        model.put("released", history.released());
        model.put("steps", history.steps().stream().map(step -> Map.of("at", moments.text(step.at()), "who", step.who(),
                "from", step.from().orElse("–"), "to", step.to(), "why", step.why())).toList());
        model.put("attempts", history.attempts().stream().map(attempt -> Map.of("number", attempt.number(),
                "key", attempt.key(), "started", moments.text(attempt.startedAt()), "ended",
                attempt.ended().orElse("–"),
                "endedAt", moments.text(attempt.endedAt()), "reserved",
                attempt.reserved().map(BigDecimal::toPlainString).orElse("–"), "booked",
                attempt.booked().map(BigDecimal::toPlainString).orElse("–"))).toList());
        model.put("deliveries", history.messages().stream().map(message -> Map.of("kind", message.kind(), "channel",
                message.channel(), "state", message.state(), "attempts", message.attempts(), "done",
                moments.text(message.doneAt()), "error", message.lastError().orElse(""))).toList());
        model.put("payment",
                history.payment().map(payment -> payment.state() + " · " + payment.reference()).orElse(""));
        model.put("documents", documents(visit, entry, history.documents()));
        model.put("request", board.request(entry.id()).map(Masked::of).orElse(""));
        model.put("answer", inquiries.said(entry).answer().map(Masked::of).orElse(""));
        boolean undecided = entry.state() == State.IN_DOUBT || entry.state() == State.BOUGHT && entry.beforePerson();
        model.put("resolvable", undecided);
        model.put("doubtful", entry.state() == State.IN_DOUBT);
        model.put("releasable", entry.state() == State.HELD);
        model.put("cancellable", entry.state() == State.ACCEPTED || entry.state() == State.READY
                || entry.state() == State.HELD);
        return new View.Shown("order", model);
    }

    private List<Map<String, Object>> documents(Visit visit, OrderEntry entry, List<String> names) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int place = i;
            List<Pictures.Sheet> sheets =
                    inquiries.document(entry, names.get(i)).map(pictures::sheets).orElse(List.of());
            all.add(Map.of("name", names.get(i), "sheets", sheets.stream().map(sheet -> Map.of("src",
                    DeskPort.BASE + "/orders/" + entry.id() + "/documents/" + place + "/" + sheet.number(), "width",
                    sheet.width(), "height", sheet.height(), "alt",
                    visit.say("order.document.alt", names.get(place), sheet.number() + 1))).toList()));
        }
        return all;
    }

    private View picture(Visit visit) {
        return search.order(visit.number(0)).map(desk::history).map(history -> {
            List<String> names = history.documents();
            long place = visit.number(1);
            if (place >= names.size()) {
                return (View) new View.Missing();
            }
            Optional<StoredDocument> document = inquiries.document(history.entry(), names.get((int) place));
            return document.flatMap(one -> pictures.picture(one, visit.number(2)))
                    .<View>map(png -> new View.Picture("image/png", png)).orElseGet(View.Missing::new);
        }).orElseGet(View.Missing::new);
    }
}
