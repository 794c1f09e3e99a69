package io.guichet.ledger;

import io.guichet.purchase.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Orders as people look for them, page by page and however many there are. Nothing is changed. */
public final class OrderSearch {

    /**
     * Which orders.
     *
     * @param states empty means all
     * @param since  accepted at this time or later
     */
    public record Filter(Set<State> states, Optional<String> service, Optional<String> account,
            Optional<String> operation, Optional<Instant> since) {

        public Filter {
            states = Set.copyOf(states);
        }
    }

    /** Some orders, the newest first, and whether older ones follow. */
    public record Page(List<OrderEntry> orders, boolean more) {
    }

    /** How many there are, counted up to a limit. */
    public record Count(long orders, boolean more) {
    }

    /** Orders whose acceptance overlaps get their numbers in another sequence than their times. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Pattern NAMED_BY_INPUT = Pattern.compile("intake ([0-9]{1,18})#([0-9]{1,18})");
    private static final int SUFFIXES = 4;
    private static final int INPUTS = 20;

    private static final Set<State> RARE = EnumSet.of(State.REJECTED, State.REFUSED, State.FAILED, State.CANCELLED,
            State.HELD, State.IN_DOUBT, State.BOUGHT);

    private final Jdbi jdbi;

    private OrderSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static OrderSearch over(LedgerDatabase database) {
        return new OrderSearch(database.jdbi());
    }

    /** @param before only orders with a smaller number: the last one of the page before */
    public Page page(Filter filter, Optional<Long> before, int most) {
        return jdbi.withHandle(h -> {
            List<OrderEntry> found = filtered(h, Desk.ENTRY + clause(filter) + " order by o.id desc limit :most",
                    filter, before).bind("most", most + 1).map((row, context) -> Desk.entry(row)).list();
            return new Page(found.subList(0, Math.min(found.size(), most)), found.size() > most);
        });
    }

    /** @param most what is counted at the longest: ten million orders are counted for nobody */
    public Count count(Filter filter, int most) {
        long orders = jdbi.withHandle(h -> filtered(h,
                "select count(*) from (select from orders o" + clause(filter) + " limit :most) counted", filter,
                Optional.empty()).bind("most", most + 1).mapTo(Long.class).one());
        return new Count(Math.min(orders, most), orders > most);
    }

    /** One order by the ledger's own number. */
    public Optional<OrderEntry> order(long id) {
        return jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + "where o.id = :id").bind("id", id)
                .map((row, context) -> Desk.entry(row)).findOne());
    }

    /**
     * What bears this text as its order id, purchase key, the service's number of it or of a thing that it brought, the name of
     * its files or of the file that it came with: found in this sequence, each order once.
     */
    public List<OrderEntry> find(String text, int most) {
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.indexOf('\0') >= 0) {
            return List.of();
        }
        return jdbi.withHandle(h -> {
            Map<Long, OrderEntry> found = new LinkedHashMap<>();
            List<Supplier<Collection<Long>>> ways = List.of(
                    () -> ids(h, "select id from orders where order_id = :text order by id desc limit :most", wanted,
                            most),
                    () -> ids(h, "select distinct order_id from attempt where key = :text limit :most", wanted, most),
                    () -> ids(h, BY_CARRIER, wanted, most),
                    () -> byFileName(h, wanted),
                    () -> ids(h, BY_INPUT, wanted, most));
            for (Supplier<Collection<Long>> way : ways) {
                for (Long id : way.get()) {
                    if (found.size() < most) {
                        found.computeIfAbsent(id, unseen -> h.createQuery(Desk.ENTRY + "where o.id = :id")
                                .bind("id", unseen).map((row, context) -> Desk.entry(row)).one());
                    }
                }
            }
            return List.copyOf(found.values());
        });
    }

    /** Whatever was bought for is walked through along its index, one step for each account. */
    private static final String BY_CARRIER = """
            with recursive scopes as (
                (select service, account from orders where carrier_id is not null
                 order by service, account limit 1)
                union all
                select next.service, next.account
                from scopes s cross join lateral (
                    select service, account from orders
                    where carrier_id is not null and (service, account) > (s.service, s.account)
                    order by service, account limit 1) next)
            select id from (
                select o.id from scopes s
                    join orders o on o.service = s.service and o.account = s.account and o.carrier_id = :text
                union
                select t.order_id from (select distinct service from scopes) s
                    join handed_out t on t.service = s.service and t.thing = :text) known
            order by id desc limit :most""";

    /** From each file its last orders: the planner would read all orders backwards where it expects a file of many. */
    private static final String BY_INPUT = "select o.id from (select id from intake"
            + " where name = :text and door <> 'queue' and door not like 'http%' order by id desc limit " + INPUTS
            + ") i cross join lateral (select id from orders where intake_id = i.id"
            + " order by position desc limit :most) o order by o.id desc limit :most";

    private static List<Long> ids(Handle h, String query, String text, int most) {
        return h.createQuery(query).bind("text", text).bind("most", most).mapTo(Long.class).list();
    }

    /** A result file's name, or what it begins with. */
    private static Set<Long> byFileName(Handle h, String text) {
        List<String> names = new ArrayList<>();
        String name = text.replace(':', '_').toLowerCase(Locale.ROOT);
        for (int cut = name.length(); cut > 0 && names.size() <= SUFFIXES; cut = name.lastIndexOf('.', cut - 1)) {
            names.add(name.substring(0, cut));
        }
        Set<Long> found = new LinkedHashSet<>();
        h.createQuery("select owner from order_name where folded = any(:names)")
                .bindArray("names", String.class, names).mapTo(String.class).list()
                .forEach(owner -> found.addAll(owned(h, owner)));
        return found;
    }

    private static List<Long> owned(Handle h, String owner) {
        Matcher wrong = NAMED_BY_INPUT.matcher(owner);
        if (wrong.matches()) {
            return h.createQuery("select id from orders where intake_id = :input and position = :position")
                    .bind("input", Long.valueOf(wrong.group(1))).bind("position", Long.valueOf(wrong.group(2)))
                    .mapTo(Long.class).list();
        }
        String[] parts = owner.split("/", 4);
        return parts.length < 4
                ? List.of()
                : h.createQuery("""
                        select id from orders where service = :service and account = :account
                            and operation = :operation and order_id = :orderId order by id desc limit 10""")
                        .bind("service", parts[0]).bind("account", parts[1]).bind("operation", parts[2])
                        .bind("orderId", parts[3]).mapTo(Long.class).list();
    }

    /**
     * Only what is asked for stands in the statement, and the states by their names: the small indexes of rare states and of what
     * is not over are used by nobody who might ask for another.
     */
    private static String clause(Filter filter) {
        StringBuilder where = new StringBuilder(" where o.id < :before and o.id >= :from");
        if (!filter.states().isEmpty()) {
            where.append(" and o.state in (").append(filter.states().stream().map(state -> "'" + state.name() + "'")
                    .sorted().collect(Collectors.joining(", "))).append(')');
            if (!RARE.containsAll(filter.states()) && filter.states().stream().noneMatch(State::isFinal)) {
                where.append(" and o.completed_at is null");
            }
        }
        // An account is found quickly only beside its service.
        filter.service().ifPresentOrElse(service -> where.append(" and o.service = :service"),
                () -> filter.account().ifPresent(account -> where.append(" and o.service = any(:services)")));
        filter.account().ifPresent(account -> where.append(" and o.account = :account"));
        filter.operation().ifPresent(operation -> where.append(" and o.operation = :operation"));
        filter.since().ifPresent(since -> where.append(" and o.accepted_at >= :since"));
        return where.toString();
    }

    private static Query filtered(Handle h, String query, Filter filter, Optional<Long> before) {
        Query asked = h.createQuery(query).bind("before", before.orElse(Long.MAX_VALUE))
                .bind("from", filter.since().map(since -> firstSince(h, since.minus(OVERLAP))).orElse(0L));
        filter.service().ifPresent(service -> asked.bind("service", service));
        filter.account().ifPresent(account -> asked.bind("account", account));
        if (filter.service().isEmpty() && filter.account().isPresent()) {
            asked.bindArray("services", String.class, services(h));
        }
        filter.operation().ifPresent(operation -> asked.bind("operation", operation));
        filter.since().ifPresent(since -> asked.bind("since", since));
        return asked;
    }

    /** One step along the index for each. */
    private static List<String> services(Handle h) {
        return h.createQuery("""
                with recursive known as (
                    (select service from orders where service is not null order by service limit 1)
                    union all
                    select (select service from orders where service > k.service order by service limit 1)
                    from known k where k.service is not null)
                select service from known where service is not null""").mapTo(String.class).list();
    }

    /** Numbers and times of acceptance grow together: halving finds where a time begins without an index of times. */
    private static long firstSince(Handle h, Instant since) {
        long low = 0;
        long high = h.createQuery("select coalesce(max(id), 0) + 1 from orders").mapTo(Long.class).one();
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Instant> accepted = h
                    .createQuery("select accepted_at from orders where id >= :id order by id limit 1")
                    .bind("id", middle)
                    .map((row, context) -> Tables.instant(row, "accepted_at").orElseThrow()).findOne();
            if (accepted.map(at -> at.isBefore(since)).orElse(false)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
