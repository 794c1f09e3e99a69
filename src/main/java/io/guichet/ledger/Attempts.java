package io.guichet.ledger;

import io.guichet.purchase.Decision;
import io.guichet.purchase.Decision.AttemptEnd;
import io.guichet.purchase.Parent;
import io.guichet.purchase.Work;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** How attempts end, and what that leaves of the account's day. */
final class Attempts {

    private Attempts() {
    }

    /** The order whose operation on the same parent is not over; looked for and begun by one at a time. */
    static Optional<String> open(Handle h, Work work, Parent parent) {
        String service = work.identity().service();
        String account = work.identity().account();
        h.createQuery("select pg_advisory_xact_lock(hashtextextended(:parent, 1)) is null")
                .bind("parent", service + "/" + account + "/" + parent.reference()).mapTo(Boolean.class).one();
        return h.createQuery("""
                select o.order_id from attempt a join orders o on o.id = a.order_id
                where a.service = :service and a.account = :account and a.parent = :parent and a.order_id <> :id
                  and (a.ended is null or a.ended = 'UNKNOWN')
                order by a.started_at limit 1""")
                .bind("service", service).bind("account", account).bind("parent", parent.reference())
                .bind("id", work.id()).mapTo(String.class).findOne();
    }

    /**
     * Continues a statement that moves an order. What may have been booked, or was booked at a price that nobody told, stays
     * counted as it was reserved. The day comes after the order: it is locked in that sequence everywhere.
     */
    static final String CLOSE =
            """
                    ,
                    before as (
                        select a.order_id, a.number, a.opening, a.service, a.account, a.day, coalesce(a.reserved, 0) as reserved,
                            a.ended is null or a.ended = 'UNKNOWN' as counted
                        from attempt a join moved on a.order_id = moved.id
                        where a.number = :number and (a.ended is null or a.ended in ('UNKNOWN', 'ABSENT', 'TURNED_AWAY'))
                        for update of a),
                    closed as (
                        update attempt a
                        set ended = :end, ended_at = clock_timestamp(), booked = :booked,
                            look_at = case when :end in ('ABSENT', 'TURNED_AWAY') then clock_timestamp() + :look * interval '1 ms' end
                        from before b
                        where a.order_id = b.order_id and a.number = b.number and a.opening = b.opening),
                    counted as (
                        update account_day d
                        set spent = d.spent - case when b.counted then b.reserved else 0 end + case
                                when :end = 'UNKNOWN' then b.reserved
                                when :end = 'DONE' then coalesce(:booked, b.reserved)
                                else 0 end,
                            orders = d.orders - case when b.counted then 1 else 0 end + :counts
                        from before b
                        where d.service = b.service and d.account = b.account and d.day = b.day)""";

    static void bind(Query query, Work work, Decision decision, AttemptEnd end) {
        query.bind("end", end.name()).bind("number", decision.number().orElse(work.attempt()))
                .bindBySqlType("booked", decision.done().flatMap(done -> done.price()).orElse(null), Types.NUMERIC)
                .bindBySqlType("look", millis(decision.lateLook()), Types.BIGINT)
                .bind("counts", end == AttemptEnd.DONE || end == AttemptEnd.UNKNOWN ? 1 : 0);
    }

    /** Where another attempt was the booked one, what this one did is still not known. */
    static void leaveOthers(Handle h, Work work, Decision decision) {
        int number = decision.number().orElse(work.attempt());
        if (number != work.attempt() && decision.lateLook().isPresent()) {
            h.createUpdate("""
                    update attempt set look_at = clock_timestamp() + :look * interval '1 ms'
                    where order_id = :id and number <> :number and ended = 'UNKNOWN'""")
                    .bind("look", millis(decision.lateLook())).bind("id", work.id()).bind("number", number).execute();
        }
    }

    private static Long millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).orElse(null);
    }
}
