package io.guichet.desk;

import io.guichet.ledger.Board;
import io.guichet.ledger.Board.Count;
import io.guichet.ledger.Board.Day;
import io.guichet.ledger.Board.Hour;
import io.guichet.ledger.Board.Spent;
import io.guichet.purchase.Account;
import io.guichet.purchase.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Today on one page: where the orders stand, what was spent, how old the catalogues are, whether the routes run. */
final class BoardPages {

    /** Height of the tallest bar. */
    private static final int TALLEST = 100;

    /** A service whose accounts there are. */
    record Shop(String service, ZoneId zone, List<Account> accounts) {
    }

    /** A catalogue that is kept. */
    record Kept(String service, Instant takenAt) {
    }

    /** A route and how it stands. */
    record Route(String id, String description, String status) {
    }

    private final Board board;
    private final Moments moments;
    private final Supplier<List<Shop>> shops;
    private final Supplier<List<Kept>> catalogues;
    private final Supplier<List<Route>> routes;

    BoardPages(Board board, Moments moments, Supplier<List<Shop>> shops, Supplier<List<Kept>> catalogues,
            Supplier<List<Route>> routes) {
        this.board = board;
        this.moments = moments;
        this.shops = shops;
        this.catalogues = catalogues;
        this.routes = routes;
    }

    List<Page> pages() {
        return List.of(Page.see("/", this::today), Page.see("/routes", this::routes));
    }

    private View today(Visit visit) {
        Day day = board.day(moments.today());
        List<Route> all = routes.get();
        return new View.Shown("board", Map.of(
                "today", LocalDate.ofInstant(moments.now(), moments.zone()).toString(),
                "now", moments.text(moments.now()), "zone", moments.zone().getId(),
                "services", services(day), "hours", hours(),
                "doubt", day.doubt().map(moments::age).orElse(""),
                "spent", spent(), "catalogues", catalogues(),
                "routes", all.size(), "stopped", all.stream().filter(route -> !route.status().equals("Started"))
                        .map(Route::id).toList()));
    }

    private static List<Map<String, Object>> services(Day day) {
        TreeSet<String> names = new TreeSet<>(day.accepted().keySet());
        Stream.concat(day.ended().stream(), day.open().stream()).map(Count::service).forEach(names::add);
        List<Map<String, Object>> rows = new ArrayList<>(names.stream()
                .map(name -> row(name, day.accepted().getOrDefault(name, 0L), of(day.ended(), name),
                        of(day.open(), name)))
                .toList());
        if (rows.size() > 1) {
            rows.add(row("", day.accepted().values().stream().mapToLong(Long::longValue).sum(), day.ended(),
                    day.open()));
        }
        return rows;
    }

    private static List<Count> of(List<Count> counts, String service) {
        return counts.stream().filter(count -> count.service().equals(service)).toList();
    }

    /** @param service empty for all of them */
    private static Map<String, Object> row(String service, long accepted, List<Count> ended, List<Count> open) {
        return Map.of("service", service, "accepted", accepted, "done", sum(ended, State.COMPLETED),
                "waiting", sum(open, State.ACCEPTED, State.READY, State.SENT, State.BOUGHT),
                "doubt", sum(open, State.IN_DOUBT), "held", sum(open, State.HELD),
                "failed", sum(ended, State.REJECTED, State.REFUSED, State.FAILED),
                "cancelled", sum(ended, State.CANCELLED));
    }

    private static long sum(List<Count> counts, State... states) {
        return counts.stream().filter(count -> List.of(states).contains(count.state())).mapToLong(Count::orders).sum();
    }

    private List<Map<String, Object>> hours() {
        Map<Integer, Hour> hours = board.hours(moments.today(), moments.zone()).stream()
                .collect(Collectors.toMap(Hour::hour, hour -> hour));
        long most = Math.max(1, hours.values().stream().mapToLong(hour -> Math.max(hour.accepted(), hour.ended()))
                .max().orElse(1));
        return IntStream.range(0, 24).mapToObj(number -> {
            Hour hour = hours.getOrDefault(number, new Hour(number, 0, 0));
            long accepted = hour.accepted() * TALLEST / most;
            long ended = hour.ended() * TALLEST / most;
            return Map.<String, Object>of("hour", number, "accepted", hour.accepted(), "ended", hour.ended(),
                    "x", 10 + number * 24, "acceptedY", TALLEST - accepted, "acceptedHeight", accepted,
                    "endedX", 10 + number * 24 + 9, "endedY", TALLEST - ended, "endedHeight", ended);
        }).toList();
    }

    private List<Map<String, Object>> spent() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Shop shop : shops.get()) {
            LocalDate day = LocalDate.ofInstant(moments.now(), shop.zone());
            for (Account account : shop.accounts()) {
                Optional<BigDecimal> cap = account.setting("max-spend-per-day").map(BigDecimal::new);
                Optional<String> orders = account.setting("max-orders-per-day");
                Spent spent = board.spent(shop.service(), account.name(), day);
                if (spent.orders() > 0) {
                    rows.add(Map.of("service", shop.service(), "account", account.name(), "orders", spent.orders(),
                            "mostOrders", orders.orElse(""), "amount", spent.amount().toPlainString(),
                            "cap", cap.map(BigDecimal::toPlainString).orElse(""),
                            "percent", cap.filter(most -> most.signum() > 0).map(most -> spent.amount()
                                    .multiply(BigDecimal.valueOf(100)).divideToIntegralValue(most)
                                    .min(BigDecimal.valueOf(100)).intValue()).orElse(0)));
                }
            }
        }
        return rows;
    }

    private List<Map<String, Object>> catalogues() {
        return catalogues.get().stream().map(kept -> Map.<String, Object>of("service", kept.service(), "age",
                moments.age(kept.takenAt()), "at", moments.text(kept.takenAt()))).toList();
    }

    private View routes(Visit visit) {
        return new View.Shown("routes", Map.of("routes", routes.get().stream().map(route -> Map.of("id", route.id(),
                "description", route.description(), "status", route.status())).toList()));
    }
}
