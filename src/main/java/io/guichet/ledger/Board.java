package io.guichet.ledger;

import io.guichet.purchase.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the operator's page reads of the ledger: each question is answered by an index, however many orders are over. */
public final class Board {

    /** Notices behind the last so many are no longer looked through. */
    private static final int LAST_NOTICES = 500;

    private final Jdbi jdbi;

    private Board(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Board over(LedgerDatabase database) {
        return new Board(database.jdbi());
    }

    /** So many orders of a service in a state. */
    public record Count(String service, State state, long orders) {
    }

    /**
     * A day of the orders.
     *
     * @param accepted by service
     * @param ended    those that came to their end since then, however old
     * @param open     those that are not over, however old
     * @param doubt    when the oldest that is in doubt came there
     */
    public record Day(Map<String, Long> accepted, List<Count> ended, List<Count> open, Optional<Instant> doubt) {
    }

    public Day day(Instant since) {
        return jdbi.withHandle(h -> new Day(
                h.createQuery("""
                        select coalesce(service, '?') as service, count(*) as n from orders
                        where accepted_at >= :since group by 1""").bind("since", since)
                        .map((row, context) -> Map.entry(row.getString("service"), row.getLong("n")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                counts(h, "completed_at >= cast(:since as timestamptz)", since),
                counts(h, "completed_at is null and cast(:since as timestamptz) is not null", since),
                // A partial index has them.
                h.createQuery(
                        """
                                select min(a.at) from orders o
                                join lateral (select max(at) as at from audit
                                    where order_id = o.id and to_state = 'IN_DOUBT' and from_state is distinct from 'IN_DOUBT') a on true
                                where o.completed_at is null and o.state = 'IN_DOUBT'""")
                        .map((row, context) -> Tables.instant(row, "min")).one()));
    }

    private static List<Count> counts(Handle h, String which, Instant since) {
        return h.createQuery("select coalesce(service, '?') as service, state, count(*) as n from orders where " + which
                + " group by 1, 2 order by 1, 2").bind("since", since)
                .map((row, context) -> new Count(row.getString("service"), State.valueOf(row.getString("state")),
                        row.getLong("n")))
                .list();
    }

    /** Orders of each hour of a day, 0 to 23. */
    public record Hour(int hour, long accepted, long ended) {
    }

    public List<Hour> hours(Instant since, ZoneId zone) {
        return jdbi.withHandle(h -> h.createQuery("""
                select hour, sum(accepted) as accepted, sum(ended) as ended from (
                    select extract(hour from accepted_at at time zone :zone) as hour, 1 as accepted, 0 as ended
                    from orders where accepted_at >= :since
                    union all
                    select extract(hour from completed_at at time zone :zone), 0, 1
                    from orders where completed_at >= :since) each
                group by hour order by hour""").bind("since", since).bind("zone", zone.getId())
                .map((row, context) -> new Hour(row.getInt("hour"), row.getLong("accepted"), row.getLong("ended")))
                .list());
    }

    /** What was bought of an account in a day, and may have been. */
    public record Spent(long orders, BigDecimal amount) {
    }

    public Spent spent(String service, String account, LocalDate day) {
        return jdbi.withHandle(h -> h.createQuery("""
                select count(*) as orders, coalesce(sum(coalesce(booked, reserved)), 0) as amount from attempt
                where service = :service and account = :account and day = :day
                  and (ended is null or ended in ('DONE', 'UNKNOWN', 'LATE'))""")
                .bind("service", service).bind("account", account).bind("day", day)
                .map((row, context) -> new Spent(row.getLong("orders"), row.getBigDecimal("amount"))).one());
    }

    /**
     * Which orders are listed.
     *
     * @param before only those with a smaller number: the last of the page before
     */
    public record Filter(Collection<State> states, Optional<String> service, Optional<String> account,
            Optional<Instant> since, Optional<Long> before) {
    }

    /** The newest first. */
    public List<OrderEntry> list(Filter filter, int most) {
        // Open orders are few among millions that are over, and have an index of their own.
        String open = filter.states().stream().noneMatch(State::isFinal) ? "and o.completed_at is null" : "";
        return jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + """
                where o.state = any(:states) and (:service is null or o.service = :service)
                  and (:account is null or o.account = :account)
                  and o.accepted_at >= coalesce(cast(:since as timestamptz), '-infinity')
                  and o.id < coalesce(cast(:before as bigint), 9223372036854775807)
                """ + open + " order by o.id desc limit :most")
                .bindArray("states", String.class, filter.states().stream().map(State::name).toList())
                .bind("service", filter.service().orElse(null)).bind("account", filter.account().orElse(null))
                .bind("since", filter.since().orElse(null)).bind("before", filter.before().orElse(null))
                .bind("most", most).map((row, context) -> Desk.entry(row)).list());
    }

    /** One account of a service. */
    public record Whose(String service, String account) {
    }

    /** Orders that bear this id, or this number at the service of one of the accounts; the newest first. */
    public List<OrderEntry> search(String text, Collection<Whose> accounts, int most) {
        return jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + """
                where o.id in (
                    (select id from orders where order_id = :text order by id desc limit :most)
                    union
                    (select n.id from unnest(:services, :accounts) as w (service, account)
                        join orders n on n.service = w.service and n.account = w.account and n.carrier_id = :text
                        limit :most))
                order by o.id desc limit :most""")
                .bind("text", text).bind("most", most)
                .bindArray("services", String.class, accounts.stream().map(Whose::service).toList())
                .bindArray("accounts", String.class, accounts.stream().map(Whose::account).toList())
                .map((row, context) -> Desk.entry(row)).list());
    }

    public Optional<OrderEntry> find(long id) {
        return jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + "where o.id = :id").bind("id", id)
                .map((row, context) -> Desk.entry(row)).findOne());
    }

    /** What its sender has asked for, as JSON; empty where it was wrong or is forgotten. */
    public Optional<String> request(long id) {
        return jdbi.withHandle(
                h -> h.createQuery(
                        "select request from orders where id = :id and request is not null and request <> '{}'")
                        .bind("id", id).mapTo(String.class).findOne());
    }

    // What waits for a person

    /** Orders that nobody but a person moves, the oldest first: in doubt or bought without a next look, and held ones. */
    public List<OrderEntry> beforePeople(int most) {
        return jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + """
                where o.completed_at is null
                  and (o.state in ('IN_DOUBT', 'BOUGHT') and o.due_at is null or o.state = 'HELD')
                order by o.id limit :most""").bind("most", most).map((row, context) -> Desk.entry(row)).list());
    }

    /** A notice that may want something of a person; its body is the message's JSON. */
    public record Told(long message, Instant at, String body) {
    }

    /** Those of the last ones that nobody has dealt with. */
    public List<Told> notices(Collection<String> kinds) {
        return jdbi.withHandle(h -> h.createQuery("""
                select id, created_at, body from (
                    select m.id, m.created_at, m.body from message m
                    where m.order_id is null and m.kind = 'notice' order by m.id desc limit :last) last
                where body like '{%' and cast(body as json) ->> 'kind' = any(:kinds)
                  and not exists (select from notice_done d where d.message_id = last.id)
                order by id desc""").bind("last", LAST_NOTICES).bindArray("kinds", String.class, kinds)
                .map((row, context) -> new Told(row.getLong("id"), Tables.instant(row, "created_at").orElseThrow(),
                        row.getString("body")))
                .list());
    }

    public Optional<Told> notice(long message) {
        return jdbi.withHandle(h -> h.createQuery("""
                select id, created_at, body from message where id = :id and kind = 'notice'""").bind("id", message)
                .map((row, context) -> new Told(row.getLong("id"), Tables.instant(row, "created_at").orElseThrow(),
                        row.getString("body")))
                .findOne());
    }

    /**
     * Somebody has dealt with it.
     *
     * @param scope service and account that it was about
     * @return false where somebody else had before
     */
    public boolean dealtWith(long message, String scope, String who, String why) {
        return jdbi.inTransaction(h -> {
            boolean first = h.createUpdate("""
                    insert into notice_done (message_id, who, why) values (:message, :who, :why)
                    on conflict do nothing""").bind("message", message).bind("who", who).bind("why", why)
                    .execute() == 1;
            if (first) {
                h.createUpdate("insert into desk_audit (who, what, scope, why) values (:who, 'notice', :scope, :why)")
                        .bind("who", who).bind("scope", scope).bind("why", why).execute();
            }
            return first;
        });
    }

    /** Orders of an account that are held for one reason, the oldest first. */
    public List<Long> heldFor(String service, String account, String code, int most) {
        return jdbi.withHandle(h -> h.createQuery("""
                select id from orders
                where service = :service and account = :account and state = 'HELD' and due_at is not null
                  and held_for = :code order by id limit :most""")
                .bind("service", service).bind("account", account).bind("code", code).bind("most", most)
                .mapTo(Long.class).list());
    }

    /** What a channel has given up and nobody has sent again. */
    public Map<String, Long> givenUp() {
        return jdbi.withHandle(h -> h.createQuery("""
                select channel, count(*) as n from delivery where state in ('GIVEN_UP', 'UNCERTAIN')
                group by channel order by channel""")
                .map((row, context) -> Map.entry(row.getString("channel"), row.getLong("n")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What people have done that is not about one order, the newest first. */
    public record Done(Instant at, String who, String what, String scope, String why) {
    }

    public List<Done> done(int most) {
        return jdbi.withHandle(h -> h.createQuery("select * from desk_audit order by id desc limit :most")
                .bind("most", most)
                .map((row, context) -> new Done(Tables.instant(row, "at").orElseThrow(), row.getString("who"),
                        row.getString("what"), row.getString("scope"), row.getString("why")))
                .list());
    }
}
