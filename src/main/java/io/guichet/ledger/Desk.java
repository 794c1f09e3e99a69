package io.guichet.ledger;

import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Look;
import io.guichet.purchase.Rulings;
import io.guichet.purchase.Rulings.Ruling;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Where people see orders and decide. Each decision is one transaction; of two people at once exactly one decides. */
public final class Desk {

    /** What became of a decision. */
    public sealed interface Change {

        /** @param heldFor what held it before */
        record Made(State to, Optional<String> heldFor) implements Change {
        }

        record Refused(String why) implements Change {
        }
    }

    /**
     * What a pause or its end has found.
     *
     * @param pause the pause that stands, or stood; empty where none was to be ended
     * @param made  whether something was changed
     * @param woken how many orders are looked at again at once
     */
    public record Pausing(Optional<Pause> pause, boolean made, int woken) {
    }

    /**
     * Orders that a filter means.
     *
     * @param count  all of them
     * @param oldest as many as were asked for, by the time they were accepted
     */
    public record Matching(long count, List<OrderEntry> oldest) {
    }

    private static final String PAUSED = "GUI-4014";

    /** A row of orders as {@link #entry} reads it; {@code where} and the rest follow. */
    static final String ENTRY = """
            select o.*, coalesce(o.lease_until > clock_timestamp(), false) as in_hand,
                coalesce(changed.at, o.accepted_at) as since, coalesce(last.why, '') as why
            from orders o
            left join lateral (
                select why from audit where order_id = o.id order by version desc limit 1) last on true
            left join lateral (
                select at from audit where order_id = o.id and from_state is distinct from to_state
                order by version desc limit 1) changed on true
            """;

    private final Jdbi jdbi;
    private final Rulings rulings;
    private final Answering answering;
    private final AnswerWriter writer;
    private final Optional<Instant> seen;

    private Desk(Jdbi jdbi, Rulings rulings, Answering answering, AnswerWriter writer, Optional<Instant> seen) {
        this.jdbi = jdbi;
        this.seen = seen;
        this.rulings = rulings;
        this.answering = answering;
        this.writer = writer;
    }

    /** @param receivers who gets answers */
    public static Desk over(LedgerDatabase database, Rulings rulings, Receivers receivers, Answers answers,
            AnswerWriter writer) {
        // Nobody waits in this process: the running one finds what is due by its time.
        return new Desk(database.jdbi(), rulings, new Answering(receivers, new Bells(), answers), writer,
                Optional.empty());
    }

    /**
     * Who decides by what a page showed has decided nothing of what came later: an order that has left its state since is left
     * alone, also where it has come back into the same one with another attempt.
     *
     * @param since {@link OrderEntry#since} as it was shown
     */
    public Desk asSeen(Instant since) {
        return new Desk(jdbi, rulings, answering, writer, Optional.of(since));
    }

    // What is seen

    /** @param since accepted at this time or later */
    public List<OrderEntry> list(Collection<State> states, Optional<String> service, Optional<String> account,
            Optional<Instant> since) {
        return jdbi.withHandle(h -> h.createQuery(ENTRY + """
                where o.state = any(:states) and o.service is not distinct from coalesce(:service, o.service)
                  and o.account is not distinct from coalesce(:account, o.account)
                  and o.accepted_at >= coalesce(cast(:since as timestamptz), o.accepted_at)
                order by o.id""")
                .bindArray("states", String.class, states.stream().map(State::name).toList())
                .bind("service", service.orElse(null)).bind("account", account.orElse(null))
                .bind("since", since.orElse(null))
                .map((row, context) -> entry(row)).list());
    }

    public Matching matching(OrderFilter filter, int most) {
        // One snapshot, so that the count and the orders fit each other.
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, h -> new Matching(
                filtered(h.createQuery("select count(*) from orders o " + MATCHING), filter).mapTo(Long.class).one(),
                filtered(h.createQuery(ENTRY + MATCHING + " order by o.id limit :most"), filter).bind("most", most)
                        .map((row, context) -> entry(row)).list()));
    }

    private static final String MATCHING = """
            where o.state = any(:states) and o.service is not distinct from coalesce(:service, o.service)
              and o.account is not distinct from coalesce(:account, o.account)
              and o.operation is not distinct from coalesce(:operation, o.operation)
              and o.accepted_at >= coalesce(cast(:since as timestamptz), o.accepted_at)
              and (cast(:until as timestamptz) is null or o.accepted_at < cast(:until as timestamptz))""";

    private static Query filtered(Query query, OrderFilter filter) {
        return query.bindArray("states", String.class, filter.states().stream().map(State::name).toList())
                .bind("service", filter.service().orElse(null)).bind("account", filter.account().orElse(null))
                .bind("operation", filter.operation().orElse(null)).bind("since", filter.since().orElse(null))
                .bind("until", filter.until().orElse(null));
    }

    /** As {@link Inquiries#find}. */
    public List<OrderEntry> find(String orderId, Optional<String> service, Optional<String> account,
            Optional<String> operation) {
        return Inquiries.find(jdbi, orderId, service, account, operation);
    }

    public OrderHistory history(OrderEntry entry) {
        // One snapshot, so that its parts fit each other.
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, h -> {
            OrderEntry now = h.createQuery(ENTRY + "where o.id = :id").bind("id", entry.id())
                    .map((row, context) -> entry(row)).one();
            record Own(int tries, boolean released) {
            }
            Own own = h.createQuery("select try_number, released from orders where id = :id").bind("id", entry.id())
                    .map((row, context) -> new Own(row.getInt("try_number"), row.getBoolean("released"))).one();
            return new OrderHistory(now, own.tries(), own.released(), steps(h, entry.id()), attempts(h, entry.id()),
                    messages(h, entry.id()),
                    h.createQuery("select name from document where order_id = :id order by length(name), name")
                            .bind("id", entry.id()).mapTo(String.class).list(),
                    payment(h, entry.id()));
        });
    }

    public List<Pause> pauses() {
        return jdbi.withHandle(h -> h.createQuery("select * from pause order by since, service, account")
                .map((row, context) -> pause(row)).list());
    }

    // What is decided of an order

    public Change cancel(long id, String who, String why) {
        return decide(id, who, (look, waits) -> rulings.cancel(look.work(), who, why));
    }

    /** @param fetchable whether its service can be asked for documents */
    public Change resolveBought(long id, Optional<String> carrierId, boolean fetchable, String who, String why) {
        return decide(id, who, (look, waits) -> rulings.bought(look, waits, carrierId, fetchable, who, why));
    }

    public Change resolveNotBought(long id, String who, String why) {
        return decide(id, who, (look, waits) -> rulings.notBought(look, why));
    }

    /** It is looked at now, and the caps of its account's day hold it no longer. */
    public Change release(long id, String who, String why) {
        return jdbi.inTransaction(h -> {
            State state = lock(h, id);
            if (state.isFinal()) {
                return new Change.Refused(rulings.over(state).why());
            }
            if (state != State.HELD) {
                return new Change.Refused(rulings.notHeld(state).why());
            }
            if (hasMoved(h, id)) {
                return new Change.Refused(rulings.moved(state).why());
            }
            record Held(int version, Optional<String> code) {
            }
            Held held = h.createQuery("""
                    update orders
                    set released = true, due_at = clock_timestamp(), version = version + 1, lease_owner = null,
                        lease_until = null
                    where id = :id returning version, held_for""").bind("id", id)
                    .map((row, context) -> new Held(row.getInt("version"), text(row, "held_for"))).one();
            Orders.audit(h, who, id, held.version(), State.HELD, State.HELD, "released: " + why);
            return new Change.Made(State.HELD, held.code());
        });
    }

    /**
     * What provably did not leave is looked at now instead of at its due time; limits, pauses and a look before the purchase
     * hold as ever. What may have been bought, or is final, is never tried again from here.
     *
     * @param really false only says what would be done
     */
    public Change retry(long id, boolean really, String who, String why) {
        return jdbi.inTransaction(h -> {
            State state = lock(h, id);
            if (state != State.READY && state != State.HELD) {
                return new Change.Refused(rulings.notRetried(state).why());
            }
            record Free(boolean free, Optional<String> heldFor) {
            }
            Free found = h.createQuery("""
                    select coalesce(lease_until < clock_timestamp(), true) as free, held_for from orders
                    where id = :id""").bind("id", id)
                    .map((row, context) -> new Free(row.getBoolean("free"), text(row, "held_for"))).one();
            if (!found.free()) {
                return new Change.Refused(rulings.inHand(state).why());
            }
            if (really) {
                // The version counts on: a worker that lost its lease drops what it has.
                int version = h.createQuery("""
                        update orders
                        set due_at = clock_timestamp(), version = version + 1, lease_owner = null, lease_until = null
                        where id = :id returning version""").bind("id", id).mapTo(Integer.class).one();
                Orders.audit(h, who, id, version, state, state, "retried: " + why);
            }
            return new Change.Made(state, found.heldFor());
        });
    }

    private Change decide(long id, String who, BiFunction<Look, Boolean, Ruling> rule) {
        return jdbi.inTransaction(h -> {
            State state = lock(h, id);
            if (state.isFinal()) {
                return new Change.Refused(rulings.over(state).why());
            }
            if (hasMoved(h, id)) {
                return new Change.Refused(rulings.moved(state).why());
            }
            record Standing(Look look, boolean waits) {
            }
            Standing standing =
                    h.createQuery(Looks.WITH_CALL + "from orders o " + Looks.CALL_IN_QUESTION + " where o.id = :id")
                            .bind("id", id).map((row, context) -> new Standing(Looks.look(row, 0),
                                    Tables.instant(row, "due_at").isEmpty()))
                            .one();
            Ruling ruling = rule.apply(standing.look(), standing.waits());
            if (ruling instanceof Ruling.Refused refused) {
                return new Change.Refused(refused.why());
            }
            return made(h, standing.look().work(), who, (Ruling.Granted) ruling);
        });
    }

    private boolean hasMoved(Handle h, long id) {
        return seen.isPresent() && !h.createQuery(ENTRY + "where o.id = :id").bind("id", id)
                .map((row, context) -> entry(row)).one().since().equals(seen.get());
    }

    private Change made(Handle h, Work work, String who, Ruling.Granted granted) {
        State to = granted.decision().to();
        Orders.write(h, who, work, granted.decision());
        if (granted.decision().tell()) {
            answering.answer(h, work.id(), to.isFinal(),
                    writer.answer(work, granted.decision(), granted.notices()));
        }
        if (work.state() == State.IN_DOUBT) {
            Orders.wakeBraked(h, work);
        }
        return new Change.Made(to, work.heldFor());
    }

    /** Waits for whoever has the row; what it then says is true until this transaction ends. */
    private static State lock(Handle h, long id) {
        return h.createQuery("select state from orders where id = :id for update").bind("id", id).mapTo(State.class)
                .one();
    }

    // What is paused

    /** Nothing more is bought for the service and account ({@code *} = all); a pause that stands stays as it is. */
    public Pausing pause(String service, String account, String who, String why) {
        return jdbi.inTransaction(h -> {
            boolean made = h.createUpdate("""
                    insert into pause (service, account, who, why) values (:service, :account, :who, :why)
                    on conflict do nothing""")
                    .bind("service", service).bind("account", account).bind("who", who).bind("why", why)
                    .execute() == 1;
            if (made) {
                note(h, who, "pause", service, account, why);
            }
            return new Pausing(h.createQuery("select * from pause where service = :service and account = :account")
                    .bind("service", service).bind("account", account).map((row, context) -> pause(row)).findOne(),
                    made, 0);
        });
    }

    /** Ends exactly this pause; what it held is looked at now. */
    public Pausing resume(String service, String account, String who, String why) {
        return jdbi.inTransaction(h -> {
            Optional<Pause> ended = h.createQuery("""
                    delete from pause where service = :service and account = :account returning *""")
                    .bind("service", service).bind("account", account).map((row, context) -> pause(row)).findOne();
            if (ended.isEmpty()) {
                return new Pausing(ended, false, 0);
            }
            note(h, who, "resume", service, account, why);
            return new Pausing(ended, true, wake(h, service, account, who));
        });
    }

    /** The version counts on: a worker that has just read the pause does not put the order off once more. */
    private static int wake(Handle h, String service, String account, String who) {
        return h.createUpdate("""
                with held as (
                    select id from orders
                    where state = 'HELD' and held_for = :code and (:service = '*' or service = :service)
                      and (:account = '*' or account = :account)
                    order by id
                    for update),
                woken as (
                    update orders o
                    set due_at = clock_timestamp(), version = o.version + 1, lease_owner = null, lease_until = null
                    from held where o.id = held.id
                    returning o.id, o.version)
                insert into audit (order_id, version, who, from_state, to_state, why)
                select id, version, :who, 'HELD', 'HELD', 'resumed: ' || :service || '/' || :account from woken""")
                .bind("code", PAUSED).bind("service", service).bind("account", account).bind("who", who).execute();
    }

    private static void note(Handle h, String who, String what, String service, String account, String why) {
        h.createUpdate("insert into desk_audit (who, what, scope, why) values (:who, :what, :scope, :why)")
                .bind("who", who).bind("what", what).bind("scope", service + "/" + account).bind("why", why).execute();
    }

    // Rows

    static OrderEntry entry(ResultSet row) throws SQLException {
        return new OrderEntry(row.getLong("id"), text(row, "order_id"), text(row, "service"), text(row, "account"),
                text(row, "operation"), State.valueOf(row.getString("state")),
                Tables.instant(row, "accepted_at").orElseThrow(), Tables.instant(row, "since").orElseThrow(),
                Tables.instant(row, "due_at"), row.getBoolean("in_hand"), text(row, "held_for"), row.getString("why"),
                text(row, "carrier_id"), amount(row, "price"));
    }

    private static List<OrderHistory.Step> steps(Handle h, long id) {
        return h.createQuery("select * from audit where order_id = :id order by version").bind("id", id)
                .map((row, context) -> new OrderHistory.Step(Tables.instant(row, "at").orElseThrow(),
                        row.getString("who"), text(row, "from_state"), row.getString("to_state"),
                        row.getString("why")))
                .list();
    }

    private static List<OrderHistory.Attempt> attempts(Handle h, long id) {
        return h.createQuery("select * from attempt where order_id = :id order by number, opening").bind("id", id)
                .map((row, context) -> new OrderHistory.Attempt(row.getInt("number"), row.getString("key"),
                        Tables.instant(row, "started_at").orElseThrow(), text(row, "ended"),
                        Tables.instant(row, "ended_at"), amount(row, "reserved"), amount(row, "booked"),
                        Tables.instant(row, "look_at")))
                .list();
    }

    private static Optional<OrderHistory.Payment> payment(Handle h, long id) {
        return h.createQuery("select reference, state, final, ask_at from payment where order_id = :id").bind("id", id)
                .map((row, context) -> new OrderHistory.Payment(row.getString("reference"), row.getString("state"),
                        row.getBoolean("final"), Tables.instant(row, "ask_at")))
                .findOne();
    }

    private static List<OrderHistory.Message> messages(Handle h, long id) {
        return h.createQuery("""
                select m.kind, d.channel, d.state, d.attempts, d.due_at, d.done_at, d.last_error
                from delivery d join message m on m.id = d.message_id
                where d.order_id = :id order by d.id""").bind("id", id)
                .map((row, context) -> new OrderHistory.Message(row.getString("kind"), row.getString("channel"),
                        row.getString("state"), row.getInt("attempts"), Tables.instant(row, "due_at").orElseThrow(),
                        Tables.instant(row, "done_at"), text(row, "last_error")))
                .list();
    }

    private static Pause pause(ResultSet row) throws SQLException {
        return new Pause(row.getString("service"), row.getString("account"),
                Tables.instant(row, "since").orElseThrow(), row.getString("who"), row.getString("why"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<BigDecimal> amount(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column));
    }
}
