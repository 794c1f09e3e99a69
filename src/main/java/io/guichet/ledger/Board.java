package io.guichet.ledger;

import io.guichet.purchase.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the operator's page reads of the ledger: each question is answered by an index, however many orders are over. */
public final class Board {

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

    /** What its sender has asked for, as JSON; empty where it was wrong or is forgotten. */
    public Optional<String> request(long id) {
        return jdbi.withHandle(
                h -> h.createQuery(
                        "select request from orders where id = :id and request is not null and request <> '{}'")
                        .bind("id", id).mapTo(String.class).findOne());
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
