package io.guichet.ledger;

import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.Booking;
import io.guichet.purchase.LateBook;
import io.guichet.purchase.Look;
import io.guichet.purchase.Policy;
import io.guichet.purchase.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Doubtful orders that are to be asked for, and attempts closed without a booking that are looked for once more. */
public final class Looks implements LateBook {

    /** What the order's next look needs beside the order itself. */
    static final String WITH_CALL =
            """
                    select o.*, coalesce(called.number, o.attempt) as called_number,
                        coalesce(called.started_at, o.accepted_at) as called_at,
                        cast(extract(epoch from clock_timestamp() - coalesce(called.started_at, o.accepted_at)) * 1000 as bigint) as age,
                        cast(extract(epoch from clock_timestamp() - coalesce(
                            (select min(started_at) from attempt where order_id = o.id), o.accepted_at)) * 1000 as bigint) as open_for
                    """;

    /** The call in question: the booked one where it is known, else the one whose outcome is not. */
    static final String CALL_IN_QUESTION = """
            left join lateral (
                select number, started_at from attempt where order_id = o.id
                order by case ended when 'DONE' then 0 when 'UNKNOWN' then 1 else 2 end, number desc, opening desc
                limit 1) called on true""";

    private static final String CLAIM = """
            with taken as (
                select id from orders
                where service = :service and state in ('IN_DOUBT', 'BOUGHT') and due_at <= clock_timestamp()
                  and (lease_until is null or lease_until < clock_timestamp())
                order by due_at, id
                limit :hands
                for update skip locked),
            o as (
                update orders w
                set version = w.version + 1, lease_owner = :node,
                    lease_until = clock_timestamp() + :lease * interval '1 ms'
                from taken where w.id = taken.id
                returning w.*)
            """ + WITH_CALL + "from o " + CALL_IN_QUESTION;

    private static final String CLAIM_LATE = """
            with taken as (
                select order_id, number, opening from attempt
                where service = :service and look_at <= clock_timestamp()
                order by look_at
                limit :hands
                for update skip locked),
            called as (
                update attempt a
                set look_at = clock_timestamp() + :lease * interval '1 ms'
                from taken t where a.order_id = t.order_id and a.number = t.number and a.opening = t.opening
                returning a.*)
            """ + WITH_CALL + """
            from called join orders o on o.id = called.order_id""";

    /** An order that nobody but a person moves any further stands before that person. */
    private record Standing(State state, boolean waitsForPerson) {
    }

    private static final Duration AFTER_CALL = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final Bells bells;
    private final Policy policy;
    private final Answering answering;
    private final String node;

    Looks(Jdbi jdbi, Bells bells, Policy policy, Answering answering, String node) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.policy = policy;
        this.answering = answering;
        this.node = node;
    }

    static String topic(String service) {
        return "looks/" + service;
    }

    /** The doubtful orders of a service whose next look is due. */
    Dues due(String service) {
        return dues(service, CLAIM, """
                select cast(extract(epoch from min(greatest(due_at, lease_until)) - clock_timestamp()) * 1000 as bigint)
                from orders where service = :service and state in ('IN_DOUBT', 'BOUGHT') and due_at is not null""");
    }

    /** The closed attempts of a service that are to be looked for once more. */
    Dues dueLate(String service) {
        return dues(service, CLAIM_LATE, """
                select cast(extract(epoch from min(look_at) - clock_timestamp()) * 1000 as bigint)
                from attempt where service = :service and look_at is not null""");
    }

    private Dues dues(String service, String claim, String next) {
        return new Dues() {

            @Override
            public List<Look> claim(int hands) {
                return Looks.this.claim(claim, service, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return jdbi.withHandle(h -> h.createQuery(next).bind("service", service).mapTo(Long.class).findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(service));
            }
        };
    }

    List<Look> claim(String service, int hands) {
        return claim(CLAIM, service, hands);
    }

    List<Look> claimLate(String service, int hands) {
        return claim(CLAIM_LATE, service, hands);
    }

    private List<Look> claim(String sql, String service, int hands) {
        long leaseEnd = System.nanoTime() + policy.lease().toNanos();
        return jdbi.inTransaction(h -> h.createQuery(sql)
                .bind("service", service).bind("hands", hands).bind("node", node)
                .bind("lease", policy.lease().toMillis())
                .map((row, context) -> look(row, leaseEnd)).list());
    }

    static Look look(ResultSet row, long leaseEnd) throws SQLException {
        Instant calledAt = Tables.instant(row, "called_at").orElseThrow();
        return new Look(Tables.work(row, leaseEnd), Optional.ofNullable(row.getString("carrier_id")),
                row.getInt("called_number"), calledAt, Duration.ofMillis(row.getLong("age")),
                Duration.ofMillis(row.getLong("open_for")));
    }

    @Override
    public void lookLater(Look look, Optional<Duration> in) {
        jdbi.useHandle(h -> later(h, look, in));
    }

    private static void later(Handle h, Look look, Optional<Duration> in) {
        h.createUpdate("""
                update attempt set look_at = clock_timestamp() + :in * interval '1 ms'
                where order_id = :id and number = :number and look_at is not null""")
                .bind("in", in.map(Duration::toMillis).orElse(null)).bind("id", look.work().id())
                .bind("number", look.attempt()).execute();
    }

    @Override
    public void bookedLate(Look look, Booking booking, String pause, NoticeMessage alarm) {
        jdbi.useTransaction(h -> {
            Standing order = h.createQuery("""
                    select state, state = 'IN_DOUBT' and due_at is null as with_person from orders
                    where id = :id for update""")
                    .bind("id", look.work().id())
                    .map((row, context) -> new Standing(State.valueOf(row.getString("state")),
                            row.getBoolean("with_person")))
                    .one();
            boolean known = h.createQuery("""
                    select exists (select from attempt where order_id = :id and number = :number and ended = 'DONE')""")
                    .bind("id", look.work().id()).bind("number", look.attempt()).mapTo(Boolean.class).one();
            if (known) {
                later(h, look, Optional.empty());
                return;
            }
            switch (order.state()) {
                case ACCEPTED, READY, HELD -> doubtAgain(h, look, order.state());
                case SENT, IN_DOUBT -> {
                    if (order.waitsForPerson()) {
                        alarm(h, look, order.state(), booking, pause, alarm);
                    } else {
                        // Its own outcome first: only then it is known whether this is a second booking.
                        later(h, look, Optional.of(AFTER_CALL));
                    }
                }
                default -> alarm(h, look, order.state(), booking, pause, alarm);
            }
        });
        bells.bell(topic(look.work().identity().service())).ring();
        answering.ring();
    }

    private void doubtAgain(Handle h, Look look, State from) {
        audited(h, look, from, State.IN_DOUBT, "a booking of attempt " + look.attempt() + " showed up late",
                """
                        state = 'IN_DOUBT', due_at = clock_timestamp(), held_for = null, lease_owner = null, lease_until = null,""");
        ended(h, look, "UNKNOWN", null);
    }

    private void alarm(Handle h, Look look, State state, Booking booking, String pause, NoticeMessage alarm) {
        audited(h, look, state, state, "attempt " + look.attempt() + " was booked after all: " + booking.carrierId(),
                "");
        ended(h, look, "LATE", booking);
        h.createUpdate("""
                insert into pause (service, account, who, why) values (:service, :account, :who, :why)
                on conflict do nothing""")
                .bind("service", look.work().identity().service()).bind("account", look.work().identity().account())
                .bind("who", node).bind("why", pause).execute();
        answering.tell(h, look.work().identity().service(), alarm);
    }

    private void audited(Handle h, Look look, State from, State to, String why, String changes) {
        int version = h
                .createQuery("update orders set " + changes + " version = version + 1 where id = :id returning version")
                .bind("id", look.work().id()).mapTo(Integer.class).one();
        h.createUpdate("""
                insert into audit (order_id, version, who, from_state, to_state, why)
                values (:id, :version, :who, :from, :to, :why)""")
                .bind("id", look.work().id()).bind("version", version).bind("who", node).bind("from", from.name())
                .bind("to", to.name()).bind("why", why).execute();
    }

    /** What was booked after all counts in its day after all. */
    private static void ended(Handle h, Look look, String end, Booking booking) {
        h.createUpdate("""
                with before as (
                    select order_id, number, opening, service, account, day, coalesce(reserved, 0) as reserved, ended
                    from attempt
                    where order_id = :id and number = :number and ended in ('ABSENT', 'UNKNOWN', 'TURNED_AWAY')
                    for update),
                again as (
                    update attempt a
                    set ended = :end, ended_at = clock_timestamp(), look_at = null, booked = :booked
                    from before b
                    where a.order_id = b.order_id and a.number = b.number and a.opening = b.opening)
                update account_day d
                set spent = d.spent + coalesce(cast(:booked as numeric), b.reserved)
                        - case when b.ended = 'UNKNOWN' then b.reserved else 0 end,
                    orders = d.orders + case when b.ended = 'UNKNOWN' then 0 else 1 end
                from before b where d.service = b.service and d.account = b.account and d.day = b.day""")
                .bind("end", end).bind("booked", booking == null ? null : booking.price().orElse(null))
                .bind("id", look.work().id()).bind("number", look.attempt()).execute();
    }
}
