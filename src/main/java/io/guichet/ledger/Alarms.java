package io.guichet.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What somebody should be woken for, as numbers; indexes of what is open answer, however many orders are over. */
public final class Alarms {

    private final Jdbi jdbi;

    private Alarms(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Alarms over(LedgerDatabase database) {
        return new Alarms(database.jdbi());
    }

    /**
     * How it stands.
     *
     * @param inDoubt        orders whose outcome is not known
     * @param oldestDoubt    how long the oldest of them has been so
     * @param beforePeople   orders that nobody but a person moves
     * @param overdue        how long the oldest order that is due waits for a worker
     * @param deliveryLag    by channel: how long the oldest delivery that is due waits
     * @param givenUp        by channel: deliveries that were given up or are uncertain
     * @param rejected       by code: orders of the last hour that ended without a purchase
     */
    public record Now(long inDoubt, Duration oldestDoubt, long beforePeople, Duration overdue,
            Map<String, Duration> deliveryLag, Map<String, Long> givenUp, Map<String, Long> rejected) {

        public static final Now QUIET =
                new Now(0, Duration.ZERO, 0, Duration.ZERO, Map.of(), Map.of(), Map.of());
    }

    public Now now() {
        return jdbi.withHandle(h -> new Now(
                count(h, "select count(*) from orders where completed_at is null and state = 'IN_DOUBT'"),
                Duration.ofSeconds(count(h, """
                        select coalesce(max(extract(epoch from clock_timestamp() - began.at)), 0)::bigint
                        from orders o join lateral (
                            select max(at) as at from audit where order_id = o.id and to_state = 'IN_DOUBT'
                              and from_state is distinct from 'IN_DOUBT') began on true
                        where o.completed_at is null and o.state = 'IN_DOUBT'""")),
                count(h, """
                        select count(*) from orders
                        where completed_at is null and state in ('IN_DOUBT', 'BOUGHT') and due_at is null"""),
                Duration.ofSeconds(
                        count(h, """
                                select coalesce(max(extract(epoch from clock_timestamp() - due_at)), 0)::bigint from orders
                                where completed_at is null and state in ('ACCEPTED', 'READY', 'HELD') and due_at <= clock_timestamp()
                                  and (lease_until is null or lease_until < clock_timestamp())""")),
                byName(h,
                        """
                                select channel as name, greatest(0, extract(epoch from clock_timestamp() - min(due_at)))::bigint as n
                                from delivery where state = 'DUE' group by channel""")
                        .entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> Duration.ofSeconds(one.getValue()))),
                byName(h, """
                        select channel as name, count(*) as n from delivery where state in ('GIVEN_UP', 'UNCERTAIN')
                        group by channel"""),
                byName(h, """
                        select coalesce(substring(last.why from 'GUI-[0-9]{4}'), 'other') as name, count(*) as n
                        from orders o join lateral (
                            select why from audit where order_id = o.id order by version desc limit 1) last on true
                        where o.completed_at >= clock_timestamp() - interval '1 hour'
                          and o.state in ('REJECTED', 'REFUSED', 'FAILED')
                        group by 1""")));
    }

    private static long count(Handle h, String sql) {
        return h.createQuery(sql).mapTo(Long.class).one();
    }

    private static Map<String, Long> byName(Handle h, String sql) {
        return h.createQuery(sql).map((row, context) -> Map.entry(row.getString("name"), row.getLong("n")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
