package io.guichet.desk;

import io.guichet.desk.BoardPages.Kept;
import io.guichet.desk.BoardPages.Route;
import io.guichet.desk.BoardPages.Shop;
import io.guichet.ledger.Board;
import io.guichet.ledger.Desk;
import io.guichet.ledger.Inquiries;
import io.guichet.ledger.OrderSearch;
import io.guichet.ledger.PeopleQueue;
import io.guichet.ledger.Replays;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The operator's page and everything that it is made of. */
public final class OperatorDesk {

    private final Services services;
    private final Function<String, Map<String, Map<String, String>>> accounts;
    private final Function<String, Optional<Instant>> takenAt;

    /**
     * @param accounts in force, by service: their names and settings
     * @param takenAt  when the catalogue of a service was taken
     */
    public OperatorDesk(Services services, Function<String, Map<String, Map<String, String>>> accounts,
            Function<String, Optional<Instant>> takenAt) {
        this.services = services;
        this.accounts = accounts;
        this.takenAt = takenAt;
    }

    /**
     * How people come in, and how long they stay.
     *
     * @param publicUrl where others reach the product port, when that is not its own address
     */
    public record House(Map<String, Person> people, Duration idle, Duration longest, Optional<String> publicUrl,
            String mode, Texts words) {
    }

    /** What the pages read and write. */
    public record Books(Board board, OrderSearch search, PeopleQueue queue, Desk desk, Replays replays,
            Inquiries inquiries) {
    }

    /** @param fetchable services that give the documents of what was bought before */
    public DeskPort open(House house, Books books, Predicate<String> fetchable, CamelContext context, Clock clock) {
        Moments moments = new Moments(clock, ZoneId.systemDefault());
        OrdersPages orders = new OrdersPages(books.board(), books.search(), books.desk(), books.inquiries(), moments,
                new Pictures());
        List<Page> pages = Stream.of(
                new BoardPages(books.board(), moments, this::shops, this::catalogues, () -> routes(context)).pages(),
                orders.pages(), new Decisions(books.search(), books.desk(), books.replays(), fetchable).pages(),
                new PeoplePages(books.board(), books.queue(), books.desk(), books.replays(), orders, moments,
                        this::whose).pages())
                .flatMap(List::stream).toList();
        return new DeskPort(new SignIns(house.people(), clock), new Sessions(clock, house.idle(), house.longest()),
                pages,
                house.publicUrl(), house.mode(), house.words());
    }

    private List<Shop> shops() {
        return services.all().stream().map(service -> new Shop(service.name(), service.zone(),
                accounts.apply(service.name()).entrySet().stream()
                        .map(one -> new Account(service.name(), one.getKey(), one.getValue())).toList()))
                .toList();
    }

    /** {@code service/account} of each account. */
    private List<String> whose() {
        return shops().stream().flatMap(shop -> shop.accounts().stream()
                .map(account -> shop.service() + "/" + account.name())).sorted().toList();
    }

    private List<Kept> catalogues() {
        return services.all().stream()
                .flatMap(service -> takenAt.apply(service.name()).map(at -> new Kept(service.name(), at)).stream())
                .toList();
    }

    private static List<Route> routes(CamelContext context) {
        return context.getRoutes().stream().map(route -> new Route(route.getRouteId(),
                Optional.ofNullable(route.getDescription()).orElse(""),
                context.getRouteController().getRouteStatus(route.getRouteId()).name())).toList();
    }
}
