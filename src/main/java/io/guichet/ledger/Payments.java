package io.guichet.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Notifications.Ended;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentBook;
import io.guichet.purchase.PaymentEvent;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Payments that go on after their order was answered. Each change and what it tells are written together. */
public final class Payments implements PaymentBook {

    /**
     * What is open.
     *
     * @param waiting notifications that are still to be acted on
     * @param left    those that were given up
     * @param asked   payments that are asked for
     */
    public record Open(long waiting, long left, long asked) {
    }

    /** A payment as it stands in this transaction. */
    private record Row(long id, long orderId, int version, int events, Duration age, PaymentState known) {
    }

    private static final String AGE =
            "cast(extract(epoch from clock_timestamp() - p.began_at) * 1000 as bigint) as age";

    private static final String CLAIM = """
            with taken as (
                select id from payment
                where service = :service and ask_at <= clock_timestamp()
                  and (lease_until is null or lease_until < clock_timestamp())
                order by ask_at, id
                limit :hands
                for update skip locked)
            update payment p
            set version = p.version + 1, lease_until = clock_timestamp() + :lease * interval '1 ms'
            from taken join payment before on before.id = taken.id join orders o on o.id = before.order_id
            where p.id = taken.id
            returning p.*, o.operation, o.order_id as sender_id, o.carrier_id,\s""" + AGE;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;
    private final Bells bells;
    private final Policy policy;
    private final Answering answering;

    Payments(Jdbi jdbi, Bells bells, Policy policy, Answering answering) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.policy = policy;
        this.answering = answering;
    }

    static String topic(String service) {
        return "payments/" + service;
    }

    /** The payments of a service that are to be asked for. */
    Dues due(String service) {
        return new Dues() {

            @Override
            public List<FollowedPayment> claim(int hands) {
                return Payments.this.claim(service, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return jdbi
                        .withHandle(h -> h
                                .createQuery(
                                        """
                                                select cast(extract(epoch from min(greatest(ask_at, lease_until)) - clock_timestamp()) * 1000 as bigint)
                                                from payment where service = :service and ask_at is not null""")
                                .bind("service", service).mapTo(Long.class).findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(service));
            }
        };
    }

    List<FollowedPayment> claim(String service, int hands) {
        return jdbi.inTransaction(h -> h.createQuery(CLAIM).bind("service", service).bind("hands", hands)
                .bind("lease", policy.lease().toMillis())
                .map((row, context) -> new FollowedPayment(row.getLong("id"), row.getInt("version"),
                        new OrderIdentity(row.getString("service"), row.getString("account"),
                                row.getString("operation"), row.getString("sender_id")),
                        row.getString("reference"), Optional.ofNullable(row.getString("carrier_id")),
                        row.getString("state"), row.getInt("failures"), Duration.ofMillis(row.getLong("age"))))
                .list());
    }

    /** A payment begins with the settlement of its order; one that another order has begun stays that one's. */
    static void begin(Handle h, Work work, PaymentState begun, Policy policy) {
        String service = work.identity().service();
        String account = work.identity().account();
        lock(h, service, account, begun.reference());
        h.createUpdate("""
                insert into payment (order_id, service, account, reference, state, final, rank, state_at, amounts,
                    currency, ask_at)
                values (:order, :service, :account, :reference, :state, :final, :rank, :at, :amounts, :currency,
                    case when not :final then clock_timestamp() + :first * interval '1 ms' end)
                on conflict do nothing""")
                .bind("order", work.id()).bind("service", service).bind("account", account)
                .bind("reference", begun.reference()).bind("state", begun.state()).bind("final", begun.isFinal())
                .bind("rank", begun.rank().orElse(null)).bind("at", begun.at().map(Timestamp::from).orElse(null))
                .bind("amounts", written(begun.amounts())).bind("currency", begun.currency().orElse(null))
                .bind("first", policy.following().firstAsk().toMillis()).execute();
        Notifications.wake(h, service, account, begun.reference());
    }

    /** What is told of a payment and its beginning do not pass each other unseen. */
    private static void lock(Handle h, String service, String account, String reference) {
        h.createQuery("select pg_advisory_xact_lock(hashtextextended(:payment, 0)) is null")
                .bind("payment", service + "/" + account + "/" + reference).mapTo(Boolean.class).one();
    }

    @Override
    public void settle(Notification notification, PaymentState said, Optional<Duration> wait,
            NoticeMessage unmatched) {
        boolean told = jdbi.inTransaction(h -> {
            lock(h, notification.service(), notification.account(), said.reference());
            Optional<Row> payment = h.createQuery("select p.*, " + AGE + """
                     from payment p
                    where service = :service and account = :account and reference = :reference for update""")
                    .bind("service", notification.service()).bind("account", notification.account())
                    .bind("reference", said.reference()).map((row, context) -> row(row)).findOne();
            if (payment.isPresent()) {
                Notifications.done(h, notification, Ended.SETTLED, Optional.of(said.reference()));
                return change(h, payment.get(), said);
            }
            if (wait.isPresent()) {
                Notifications.later(h, notification, notification.attempts(), wait);
                return false;
            }
            Notifications.done(h, notification, Ended.UNMATCHED, Optional.of(said.reference()));
            answering.tell(h, notification.service(), unmatched);
            return true;
        });
        // Who waits for due rows counts with the end of its lease so far.
        bells.bell(Notifications.topic(notification.service())).ring();
        if (told) {
            answering.ring();
        }
    }

    @Override
    public void done(Notification notification) {
        jdbi.useHandle(h -> Notifications.done(h, notification, Ended.NONE, Optional.empty()));
    }

    @Override
    public void again(Notification notification, Optional<Duration> in, Optional<NoticeMessage> notice) {
        jdbi.useTransaction(h -> {
            Notifications.later(h, notification, notification.attempts() + 1, in);
            notice.ifPresent(message -> answering.tell(h, notification.service(), message));
        });
        bells.bell(Notifications.topic(notification.service())).ring();
        answering.ring();
    }

    @Override
    public void settle(FollowedPayment payment, PaymentState said, Optional<Duration> in, NoticeMessage end) {
        jdbi.useTransaction(h -> {
            Row row = h.createQuery("select p.*, " + AGE + " from payment p where id = :id for update")
                    .bind("id", payment.id()).map((found, context) -> row(found)).one();
            // What was told meanwhile may be newer: it is asked for once more when the lease ends.
            requireOne(payment.toString(), row.version() == payment.version() ? 1 : 0);
            change(h, row, said);
            boolean over = h.createQuery("""
                    update payment
                    set ask_at = case when not final then clock_timestamp() + :in * interval '1 ms' end, failures = 0,
                        version = version + 1, lease_until = null
                    where id = :id returning final""")
                    .bind("in", in.map(Duration::toMillis).orElse(null)).bind("id", payment.id())
                    .mapTo(Boolean.class).one();
            if (!over && in.isEmpty()) {
                answering.tell(h, payment.service(), end);
            }
        });
        bells.bell(topic(payment.service())).ring();
        answering.ring();
    }

    @Override
    public void again(FollowedPayment payment, Optional<Duration> in, Optional<NoticeMessage> end) {
        jdbi.useTransaction(h -> {
            requireOne(payment.toString(), h.createUpdate("""
                    update payment
                    set ask_at = clock_timestamp() + :in * interval '1 ms', failures = failures + 1,
                        version = version + 1, lease_until = null
                    where id = :id and version = :version""")
                    .bind("in", in.map(Duration::toMillis).orElse(null)).bind("id", payment.id())
                    .bind("version", payment.version()).execute());
            end.ifPresent(message -> answering.tell(h, payment.service(), message));
        });
        bells.bell(topic(payment.service())).ring();
        answering.ring();
    }

    /** @return whether something was told */
    private boolean change(Handle h, Row payment, PaymentState said) {
        PaymentState known = payment.known();
        if (said.isOlderThan(known)) {
            return false;
        }
        boolean told = said.differsFrom(known);
        PaymentState now = said.completedBy(known);
        // What had ended goes on after all: it is asked for again.
        Optional<Duration> again =
                known.isFinal() ? policy.following().nextAsk(payment.age()) : Optional.empty();
        requireOne("payment of order " + payment.orderId(), h.createUpdate("""
                update payment
                set state = :state, final = :final, rank = :rank, state_at = :at, amounts = :amounts,
                    currency = :currency, events = events + :told, version = version + 1,
                    ask_at = case when not :final
                        then coalesce(ask_at, clock_timestamp() + cast(:again as bigint) * interval '1 ms') end
                where id = :id and version = :version""")
                .bind("state", now.state()).bind("final", now.isFinal()).bind("rank", now.rank().orElse(null))
                .bind("at", now.at().map(Timestamp::from).orElse(null)).bind("amounts", written(now.amounts()))
                .bind("currency", now.currency().orElse(null)).bind("told", told ? 1 : 0)
                .bind("again", again.map(Duration::toMillis).orElse(null)).bind("id", payment.id())
                .bind("version", payment.version()).execute());
        if (told) {
            answering.event(h, payment.orderId(), event(h, payment, now));
        }
        return told;
    }

    private static PaymentEvent event(Handle h, Row payment, PaymentState now) {
        return h.createQuery("select * from orders where id = :id").bind("id", payment.orderId())
                .map((row, context) -> new PaymentEvent(
                        new OrderIdentity(row.getString("service"), row.getString("account"),
                                row.getString("operation"), row.getString("order_id")),
                        Tables.instant(row, "accepted_at").orElseThrow(), Tables.instant(row, "completed_at"),
                        Optional.ofNullable(row.getString("on_behalf_of")),
                        Optional.ofNullable(row.getString("correlation_id")), payment.events() + 1, payment.known(),
                        now))
                .one();
    }

    private static void requireOne(String what, int rows) {
        if (rows != 1) {
            throw new LostRow(what);
        }
    }

    /** For health. */
    public Open open() {
        return jdbi.withHandle(h -> h.createQuery("""
                select (select count(*) from notification where due_at is not null) as waiting,
                    (select count(*) from notification where due_at is null and done_at is null) as left_over,
                    (select count(*) from payment where ask_at is not null) as asked""")
                .map((row, context) -> new Open(row.getLong("waiting"), row.getLong("left_over"),
                        row.getLong("asked")))
                .one());
    }

    private static Row row(ResultSet row) throws SQLException {
        PaymentState known = new PaymentState(row.getString("reference"), row.getString("state"),
                row.getBoolean("final"), Optional.ofNullable((Long) row.getObject("rank")),
                Tables.instant(row, "state_at"), amounts(row.getString("amounts")),
                Optional.ofNullable(row.getString("currency")), JsonNodeFactory.instance.objectNode());
        return new Row(row.getLong("id"), row.getLong("order_id"), row.getInt("version"), row.getInt("events"),
                Duration.ofMillis(row.getLong("age")), known);
    }

    private static String written(Map<String, BigDecimal> amounts) {
        ObjectNode all = JSON.createObjectNode();
        new TreeMap<>(amounts).forEach((name, amount) -> all.put(name, amount.toPlainString()));
        return all.toString();
    }

    private static Map<String, BigDecimal> amounts(String text) {
        try {
            Map<String, BigDecimal> amounts = new TreeMap<>();
            JSON.readTree(text).fields()
                    .forEachRemaining(
                            amount -> amounts.put(amount.getKey(), new BigDecimal(amount.getValue().asText())));
            return amounts;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the amounts of a payment in the ledger are no longer JSON", damaged);
        }
    }
}
