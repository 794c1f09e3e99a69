package io.guichet.ledger;

import io.guichet.ledger.Answering.Told;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.purchase.Book;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Document;
import io.guichet.purchase.HoldNotices;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Parent;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Service;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The states of orders: claims, intents and what became of them. Every update names the state and version it expects. */
public final class Orders implements Book {

    private static final String CLAIM = """
            with taken as (
                select o.id, row_number() over (partition by a.account order by o.rank) as turn, a.seat
                from unnest(:accounts) with ordinality as a(account, seat)
                cross join lateral (
                    select id, row_number() over () as rank
                    from (
                        select id from orders
                        where service = :service and account = a.account
                          and state in ('ACCEPTED', 'READY', 'HELD') and due_at <= clock_timestamp()
                          and (lease_until is null or lease_until < clock_timestamp())
                        order by due_at, id
                        limit :hands
                        for update skip locked) due
                ) o
                order by turn, a.seat
                limit :hands)
            update orders o
            set version = o.version + 1, lease_owner = :node, lease_until = clock_timestamp() + :lease * interval '1 ms'
            from taken where o.id = taken.id
            returning o.*""";

    private static final String STANDING = """
            select cast(clock_timestamp() at time zone :zone as date) as day,
                (select why from pause where service in (:service, '*') and account in (:account, '*')
                 order by since limit 1) as paused,
                (select count(*) filter (where ended = 'UNKNOWN') from (
                    select ended from attempt where service = :service and account = :account and ended is not null
                    order by ended_at desc limit :brake) last) as unknown""";

    private final Jdbi jdbi;
    private final Bells bells;
    private final Policy policy;
    private final Answering answering;
    private final String node;
    private final Patience patience = new Patience();

    public Orders(Jdbi jdbi, Bells bells, Policy policy, Answering answering, String node) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.policy = policy;
        this.answering = answering;
        this.node = node;
    }

    static String topic(String service) {
        return "orders/" + service;
    }

    /**
     * The due orders of one service; claims are fair between its accounts.
     *
     * @param accounts those that may call now
     * @param next     how long until another one may
     */
    Dues due(String service, Supplier<List<String>> accounts, Supplier<Optional<Duration>> next) {
        return new Dues() {

            @Override
            public List<Work> claim(int hands) {
                List<String> seats = new ArrayList<>(accounts.get());
                // No account sits in front for ever when there are more accounts than hands.
                Collections.shuffle(seats);
                return Orders.this.claim(service, seats, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                Stream<Duration> due = jdbi
                        .withHandle(h -> h
                                .createQuery(
                                        """
                                                select cast(extract(epoch from min(greatest(due_at, lease_until)) - clock_timestamp()) * 1000 as bigint)
                                                from orders where service = :service and account = any(:accounts)
                                                  and state in ('ACCEPTED', 'READY', 'HELD') and due_at is not null""")
                                .bind("service", service).bindArray("accounts", String.class, accounts.get())
                                .mapTo(Long.class)
                                .findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20))).stream();
                return Stream.concat(due, next.get().stream()).min(Duration::compareTo);
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(service));
            }
        };
    }

    List<Work> claim(String service, List<String> accounts, int hands) {
        // Taken before the database is asked: the lease here ends no later than the one written there.
        long leaseEnd = System.nanoTime() + policy.lease().toNanos();
        return jdbi.inTransaction(h -> h.createQuery(CLAIM)
                .bindArray("accounts", String.class, accounts)
                .bind("service", service)
                .bind("hands", hands)
                .bind("node", node)
                .bind("lease", policy.lease().toMillis())
                .map((row, context) -> Tables.work(row, leaseEnd))
                .list());
    }

    @Override
    public Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve,
            Optional<Parent> parent) {
        boolean capped = caps.maxSpend().isPresent() || caps.maxOrders().isPresent();
        long leaseEnd = System.nanoTime() + policy.lease().toNanos();
        return jdbi.inTransaction(h -> {
            if (capped || parent.isPresent()) {
                Standing standing = standing(h, work, service);
                Optional<Intent> held = held(standing);
                if (held.isEmpty() && parent.isPresent()) {
                    held = Attempts.open(h, work, parent.get()).map(Intent.ParentBusy::new);
                }
                if (held.isEmpty() && capped) {
                    held = capped(h, work, caps, reserve, standing.day());
                }
                if (held.isPresent()) {
                    return held.get();
                }
            }
            Standing standing = write(h, work, service, reserve, parent);
            if (!standing.written()) {
                return held(standing).orElseThrow(() -> new LostRow(work.identity().toString()));
            }
            work.heldFor().ifPresent(code -> holdEnded(h, work, code));
            return new Intent.Committed(work.sent(work.version() + 1, leaseEnd));
        });
    }

    private Optional<Intent> held(Standing standing) {
        if (standing.paused().isPresent()) {
            return Optional.of(new Intent.Paused(standing.paused().get()));
        }
        return standing.unknown() >= policy.brake() ? Optional.of(new Intent.Braked()) : Optional.empty();
    }

    private static Optional<Intent> capped(Handle h, Work work, Caps caps, Optional<BigDecimal> reserve,
            LocalDate day) {
        // The order before the day, as a settlement locks them.
        List<Boolean> released = h.createQuery("""
                select released from orders where id = :id and state = :from and version = :version
                for update""")
                .bind("id", work.id()).bind("from", work.state().name()).bind("version", work.version())
                .mapTo(Boolean.class).list();
        requireOne(work, released.size());
        Spent spent = lockDay(h, work, day);
        return released.get(0) ? Optional.empty() : reached(caps, reserve, spent);
    }

    /** All of an intent in one statement, which writes nothing where the account is paused or its brake is on. */
    private Standing write(Handle h, Work work, Service service, Optional<BigDecimal> reserve,
            Optional<Parent> parent) {
        return bind(
                h.createQuery("with stands as (" + STANDING
                        + """
                                ),
                                sent as (
                                    update orders o
                                    set state = 'SENT', version = version + 1, lease_until = clock_timestamp() + :lease * interval '1 ms'
                                    from stands
                                    where o.id = :id and o.state = :from and o.version = :version
                                      and stands.paused is null and stands.unknown < :brake
                                    returning o.id, o.version),
                                told as (
                                    insert into audit (order_id, version, who, from_state, to_state, why)
                                    select id, version, :who, :from, 'SENT', 'intent' from sent),
                                opened as (
                                    insert into attempt (order_id, number, opening, key, service, account, day, reserved,
                                        parent, parent_before)
                                    select id, :number, (select count(*) + 1 from attempt where order_id = :id and number = :number), :key,
                                        :service, :account, stands.day, :reserved, :parent, :before
                                    from sent, stands),
                                -- Where nobody has asked for caps that day there is no row.
                                counted as (
                                    update account_day d set spent = d.spent + coalesce(:reserved, 0), orders = d.orders + 1
                                    from sent, stands
                                    where d.service = :service and d.account = :account and d.day = stands.day)
                                select day, paused, unknown, exists (select from sent) as written from stands"""),
                work, service)
                .bind("lease", policy.lease().toMillis()).bind("id", work.id()).bind("from", work.state().name())
                .bind("version", work.version()).bind("who", node).bind("number", work.attempt())
                .bind("key", work.key().toString()).bindBySqlType("reserved", reserve.orElse(null), Types.NUMERIC)
                .bindBySqlType("parent", parent.map(Parent::reference).orElse(null), Types.VARCHAR)
                .bindBySqlType("before", parent.map(on -> on.before().toString()).orElse(null), Types.VARCHAR)
                .map((row, context) -> standing(row, row.getBoolean("written"))).one();
    }

    /** How the order's account stands right now: its day, who paused it, its unknown outcomes in a row. */
    private record Standing(LocalDate day, Optional<String> paused, int unknown, boolean written) {
    }

    private Standing standing(Handle h, Work work, Service service) {
        return bind(h.createQuery(STANDING), work, service).map((row, context) -> standing(row, false)).one();
    }

    private Query bind(Query query, Work work, Service service) {
        return query.bind("zone", service.zone().getId())
                .bind("service", work.identity().service()).bind("account", work.identity().account())
                .bind("brake", policy.brake());
    }

    private static Standing standing(ResultSet row, boolean written) throws SQLException {
        return new Standing(row.getObject("day", LocalDate.class), Optional.ofNullable(row.getString("paused")),
                row.getInt("unknown"), written);
    }

    /** The next hold for the same reason is told again. */
    private static void holdEnded(Handle h, Work work, String code) {
        h.createUpdate("delete from notice_told where service = :service and account = :account and once_key = :key")
                .bind("service", work.identity().service()).bind("account", work.identity().account())
                .bind("key", HoldNotices.key(code)).execute();
    }

    private static void requireOne(Work work, int rows) {
        if (rows != 1) {
            throw new LostRow(work.identity().toString());
        }
    }

    private record Spent(int orders, BigDecimal amount) {
    }

    /** Locks the account's day, so that two nodes cannot both slip under a cap; the first to come adds up what went before. */
    private static Spent lockDay(Handle h, Work work, LocalDate day) {
        h.createUpdate("""
                insert into account_day (service, account, day, orders, spent)
                select :service, :account, :day, count(*), coalesce(sum(coalesce(booked, reserved)), 0)
                from attempt
                where service = :service and account = :account and day = :day
                  and (ended is null or ended in ('DONE', 'UNKNOWN', 'LATE'))
                on conflict do nothing""")
                .bind("service", work.identity().service()).bind("account", work.identity().account()).bind("day", day)
                .execute();
        return h.createQuery("""
                select orders, spent from account_day
                where service = :service and account = :account and day = :day for update""")
                .bind("service", work.identity().service()).bind("account", work.identity().account()).bind("day", day)
                .map((row, context) -> new Spent(row.getInt("orders"), row.getBigDecimal("spent"))).one();
    }

    private static Optional<Intent> reached(Caps caps, Optional<BigDecimal> reserve, Spent spent) {
        if (caps.maxOrders().isPresent() && spent.orders() >= caps.maxOrders().get()) {
            return Optional.of(new Intent.OrderCapReached(spent.orders()));
        }
        if (caps.maxSpend().isPresent()
                && spent.amount().add(reserve.orElse(BigDecimal.ZERO)).compareTo(caps.maxSpend().get()) > 0) {
            return Optional.of(new Intent.SpendCapReached(spent.amount()));
        }
        return Optional.empty();
    }

    @Override
    public void settle(Work work, Decision decision, Optional<String> answer, List<Document> documents,
            List<NoticeMessage> notices) {
        // Two settlements that tell the same notices in another sequence must not lock each other out.
        List<NoticeMessage> sorted = notices.stream()
                .sorted(Comparator.comparing(notice -> notice.notice().onceKey().orElse(""))).toList();
        String service = work.identity().service();
        Set<String> channels = new TreeSet<>();
        patience.run(work, () -> jdbi.useTransaction(h -> {
            channels.clear();
            Told told = write(h, node, work, decision);
            for (Document document : documents) {
                store(h, work, document);
            }
            if (decision.to() == State.COMPLETED && !decision.dryRun()) {
                decision.done().ifPresent(done -> OrderArchive.handOut(h, work, done.handedOut()));
                decision.done().flatMap(Outcome.Done::payment)
                        .ifPresent(payment -> Payments.begin(h, work, payment, policy));
            }
            answer.ifPresent(body -> channels.addAll(answering.answer(h, told, decision.to().isFinal(), body)));
            for (NoticeMessage notice : sorted) {
                channels.addAll(answering.tell(h, service, notice));
            }
            if (work.state() == State.IN_DOUBT && decision.to() != State.IN_DOUBT) {
                wakeBraked(h, work);
            }
        }));
        // Each waker looks into the ledger: only those are rung for whom there may be something.
        if (!decision.to().isFinal() || work.state() == State.IN_DOUBT) {
            bells.bell(topic(service)).ring();
            bells.bell(Looks.topic(service)).ring();
        }
        if (decision.lateLook().isPresent()) {
            bells.bell(Looks.topic(service)).ring();
        }
        if (decision.done().flatMap(Outcome.Done::payment).isPresent()) {
            bells.bell(Notifications.topic(service)).ring();
            bells.bell(Payments.topic(service)).ring();
        }
        answering.ring(channels);
    }

    /** One explained outcome takes the brake off; what is in other hands right now is judged anew by them. */
    static void wakeBraked(Handle h, Work work) {
        h.createUpdate("""
                update orders set due_at = clock_timestamp()
                where id in (
                    select id from orders
                    where service = :service and account = :account and state = 'HELD' and held_for = 'GUI-4013'
                    for update skip locked)""")
                .bind("service", work.identity().service()).bind("account", work.identity().account()).execute();
    }

    /**
     * The order's next state, why, and how its attempt ended, in one statement: nothing of it is there without the rest.
     *
     * @param who decided it: a node, or a person
     */
    static Told write(Handle h, String who, Work work, Decision decision) {
        boolean bound = decision.to().binds() && !decision.dryRun();
        Query query = h.createQuery("""
                with moved as (
                    update orders set
                        state = :to, version = version + 1, bound = :bound, failures = :failures,
                        attempt = attempt + :opened,
                        held_for = :heldFor,
                        due_at = clock_timestamp() + :due * interval '1 ms',
                        lease_owner = null, lease_until = null,
                        completed_at = case when :ended then clock_timestamp() end,
                        carrier_id = coalesce(:carrierId, carrier_id), price = coalesce(:price, price)
                    where id = :id and state = :from and version = :version
                    returning id, version, name, service, account, reply_to, intake_id),
                audited as (
                    insert into audit (order_id, version, who, from_state, to_state, why)
                    select id, version, :who, :from, :to, :why from moved)"""
                + (decision.attempt().isPresent() ? Attempts.CLOSE : "") + """

                        select m.id, m.name, m.service, m.account, m.reply_to, i.door
                        from moved m join intake i on i.id = m.intake_id""")
                .bind("to", decision.to().name())
                .bind("bound", bound)
                .bind("failures", decision.failures())
                // The number of an attempt that provably did not leave is used again.
                .bind("opened", opensNext(work, decision) ? 1 : 0)
                .bind("heldFor", decision.to() == State.HELD ? decision.problems().get(0).code() : null)
                .bindBySqlType("due", decision.dueIn().map(Duration::toMillis).orElse(null), Types.BIGINT)
                .bind("ended", decision.to().isFinal())
                .bind("carrierId", decision.done().flatMap(done -> done.carrierId()).orElse(null))
                .bindBySqlType("price",
                        decision.dryRun() ? null : decision.done().flatMap(done -> done.price()).orElse(null),
                        Types.NUMERIC)
                .bind("id", work.id()).bind("from", work.state().name()).bind("version", work.version())
                .bind("who", who).bind("why", decision.why());
        decision.attempt().ifPresent(end -> Attempts.bind(query, work, decision, end));
        Told told = query.map((row, context) -> new Told(row.getLong("id"), row.getString("name"),
                Optional.ofNullable(row.getString("service")), Optional.ofNullable(row.getString("account")),
                Kind.of(decision.to()), Optional.ofNullable(row.getString("reply_to")), row.getString("door")))
                .findOne().orElseThrow(() -> new LostRow(work.identity().toString()));
        decision.attempt().ifPresent(end -> Attempts.leaveOthers(h, work, decision));
        return told;
    }

    /** An attempt that reached the service is never opened again under its number. */
    private static boolean opensNext(Work work, Decision decision) {
        boolean reached = decision.attempt().filter(end -> end == Decision.AttemptEnd.REFUSED
                || end == Decision.AttemptEnd.ABSENT || end == Decision.AttemptEnd.TURNED_AWAY).isPresent();
        return reached && !decision.to().isFinal() && decision.number().orElse(work.attempt()) == work.attempt();
    }

    static void audit(Handle h, String who, long id, int version, State from, State to, String why) {
        h.createUpdate("""
                insert into audit (order_id, version, who, from_state, to_state, why)
                values (:id, :version, :who, :from, :to, :why)""")
                .bind("id", id).bind("version", version).bind("who", who).bind("from", from.name())
                .bind("to", to.name())
                .bind("why", why).execute();
    }

    private static void store(Handle h, Work work, Document document) {
        h.createUpdate("""
                insert into document (order_id, name, kind, media_type, sha256, content)
                values (:id, :name, :kind, :mediaType, :sha256, :content)
                on conflict (order_id, name) do update set content = excluded.content, sha256 = excluded.sha256""")
                .bind("id", work.id()).bind("name", work.name() + "." + document.suffix()).bind("kind", document.kind())
                .bind("mediaType", document.mediaType()).bind("sha256", sha256(document.content()))
                .bind("content", document.content()).execute();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Takes calls that were under way when their worker was lost: their lease and the longest call are over, nobody knows
     * more. Each goes to one node.
     */
    public List<Work> orphans(int most) {
        return jdbi.inTransaction(h -> h.createQuery("""
                with lost as (
                    select id from orders
                    where state = 'SENT' and lease_until + :longest * interval '1 ms' < clock_timestamp()
                    order by lease_until limit :most
                    for update skip locked)
                update orders o
                set version = o.version + 1, lease_owner = :node, lease_until = clock_timestamp()
                from lost where o.id = lost.id
                returning o.*""")
                .bind("longest", policy.longestCall().toMillis()).bind("most", most).bind("node", node)
                .map((row, context) -> Tables.work(row, 0)).list());
    }

    /** Whether a door in front of the service said no to the order's last attempt. */
    public boolean turnedAway(Work work) {
        return work.attempt() > 1 && jdbi.withHandle(h -> h.createQuery("""
                select ended is not distinct from 'TURNED_AWAY' from attempt
                where order_id = :id order by number desc, opening desc limit 1""")
                .bind("id", work.id()).mapTo(Boolean.class).findOne().orElse(false));
    }

    /** When the order that is due for longest fell due; empty when none waits. */
    public Optional<Instant> oldestOpen() {
        return jdbi.withHandle(h -> h.createQuery("""
                select min(due_at) from orders where state in ('ACCEPTED', 'READY', 'HELD') and due_at is not null""")
                .mapTo(Timestamp.class).findOne()).map(Timestamp::toInstant);
    }

    /** How many orders stand in each state, for metrics and health. */
    public Map<String, Long> counts() {
        return jdbi.withHandle(h -> h.createQuery("select state, count(*) as n from orders group by state")
                .map((row, context) -> Map.entry(row.getString("state"), row.getLong("n")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
