package io.guichet.ledger;

import io.guichet.ledger.Receiver.Kind;
import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.PaymentEvent;
import io.guichet.purchase.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Puts messages beside what they tell, with one delivery per receiver: all of them in the caller's transaction. */
public final class Answering {

    /** The kind of message that a file's report is. */
    static final String REPORT = "report";

    /** A sender that waits on a temporary queue is not waited for any longer. */
    private static final Duration REPLY_LIFE = Duration.ofMinutes(10);

    private final Receivers receivers;
    private final Bells bells;
    private final Answers answers;

    public Answering(Receivers receivers, Bells bells, Answers answers) {
        this.receivers = receivers;
        this.bells = bells;
        this.answers = answers;
    }

    Answers answers() {
        return answers;
    }

    Receivers receivers() {
        return receivers;
    }

    /** What receivers choose by, as the order stands in this transaction. */
    record Told(long orderId, String name, Optional<String> service, Optional<String> account, Kind kind,
            Optional<String> replyTo, String door) {
    }

    /** The answer to an order; a final one also goes to everybody who has sent the same order again meanwhile. */
    Set<String> answer(Handle h, long orderId, boolean isFinal, String body) {
        return answer(h, told(h, orderId), isFinal, body);
    }

    /** @return the channels that have something to deliver now */
    Set<String> answer(Handle h, Told order, boolean isFinal, String body) {
        List<Receiver> to = receivers
                .at(order.door(), receivers.wanting(order.kind(), order.service(), order.account())).stream()
                .filter(receiver -> !receiver.digest() || !Reports.areOf(order.door())).toList();
        // One statement: the message, its deliveries, and whether somebody has asked again since the order was locked.
        boolean repeats = h.createQuery("""
                with said as (
                    insert into message (order_id, kind, body) values (:order, :kind, :body) returning id),
                sent as (
                    insert into delivery (message_id, order_id, name, channel, address, expires_at)
                    select said.id, :order, :name, r.channel, r.address,
                        clock_timestamp() + nullif(r.life, -1) * interval '1 ms'
                    from said, unnest(:channels, :addresses, :lives) as r (channel, address, life))
                select exists (select from repeat_request where order_id = :order and not answered)""")
                .bind("order", order.orderId()).bind("kind", isFinal ? "final" : "interim").bind("body", body)
                .bind("name", order.name())
                .bindArray("channels", String.class,
                        with(to.stream().map(Receiver::channel), order.replyTo().map(any -> Receivers.REPLY)))
                .bindArray("addresses", String.class,
                        with(to.stream().map(any -> (String) null), order.replyTo()))
                .bindArray("lives", Long.class,
                        with(to.stream().map(Answering::life), order.replyTo().map(any -> REPLY_LIFE.toMillis())))
                .mapTo(Boolean.class).one();
        Set<String> channels = to.stream().map(Receiver::channel).collect(Collectors.toCollection(TreeSet::new));
        order.replyTo().ifPresent(any -> channels.add(Receivers.REPLY));
        if (isFinal && repeats) {
            channels.addAll(answerRepeats(h, order.orderId()));
        }
        return channels;
    }

    private static <T> List<T> with(Stream<T> each, Optional<T> last) {
        return Stream.concat(each, last.stream()).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Answers who asked again, where the final answer is there. */
    Set<String> answerRepeats(Handle h, long orderId) {
        Optional<String> first = h.createQuery(
                """
                        select m.body from message m join orders o on o.id = m.order_id
                        where m.order_id = :id and m.kind = 'final' and o.completed_at is not null order by m.id desc limit 1""")
                .bind("id", orderId).mapTo(String.class).findOne();
        if (first.isEmpty()) {
            return Set.of();
        }
        record Repeat(Optional<String> correlationId, Optional<String> replyTo) {
        }
        List<Repeat> repeats = h.createQuery("""
                update repeat_request set answered = true where order_id = :id and not answered
                returning correlation_id, reply_to""").bind("id", orderId)
                .map((row, context) -> new Repeat(Optional.ofNullable(row.getString("correlation_id")),
                        Optional.ofNullable(row.getString("reply_to"))))
                .list();
        if (repeats.isEmpty()) {
            return Set.of();
        }
        Told order = told(h, orderId);
        List<Receiver> to = receivers.wanting(Kind.REPEAT, order.service(), order.account());
        Set<String> channels = to.stream().map(Receiver::channel).collect(Collectors.toCollection(TreeSet::new));
        repeats.forEach(repeat -> {
            long message = message(h, orderId, null, "repeat",
                    answers.repeated(first.get(), repeat.correlationId()));
            deliver(h, message, Optional.of(orderId), Optional.of(order.name()), to);
            repeat.replyTo().ifPresent(address -> {
                reply(h, message, orderId, address);
                channels.add(Receivers.REPLY);
            });
        });
        return channels;
    }

    /** What came of an order's payment after its answer. */
    void event(Handle h, long orderId, PaymentEvent event) {
        Told order = told(h, orderId);
        long message = message(h, orderId, null, "event", answers.event(event));
        deliver(h, message, Optional.of(orderId), Optional.of(order.name()),
                receivers.at(order.door(), receivers.wanting(Kind.EVENT, order.service(), order.account())));
    }

    /** A notice to people, once for what makes it the same. */
    Set<String> tell(Handle h, String service, NoticeMessage notice) {
        return tell(h, service, notice, Optional.empty());
    }

    /** @param not the channel that is not told, since the notice is about itself */
    Set<String> tell(Handle h, String service, NoticeMessage notice, Optional<String> not) {
        if (notice.notice().onceKey().isPresent()) {
            int first = h.createUpdate("""
                    insert into notice_told (service, account, once_key) values (:service, :account, :key)
                    on conflict do nothing""").bind("service", service).bind("account", notice.account())
                    .bind("key", notice.notice().onceKey().get()).execute();
            if (first == 0) {
                return Set.of();
            }
        }
        long message = message(h, null, null, "notice", notice.body());
        List<Receiver> to = receivers.wanting(Kind.NOTICE, Optional.of(service), Optional.of(notice.account())).stream()
                .filter(receiver -> !not.equals(Optional.of(receiver.channel()))).toList();
        deliver(h, message, Optional.empty(), Optional.empty(), to);
        return to.stream().map(Receiver::channel).collect(Collectors.toSet());
    }

    /** Why nothing of a file could be read. */
    void unreadable(Handle h, long intakeId, String body) {
        long message = message(h, null, intakeId, "unreadable", body);
        deliver(h, message, Optional.empty(), Optional.of("input " + intakeId),
                receivers.at(door(h, intakeId), receivers.all().stream().filter(receiver -> Stream
                        .of(Kind.ERROR, Kind.REPORT)
                        .anyMatch(kind -> receiver.wants(kind, Optional.empty(), Optional.empty()))).toList()));
    }

    /** The report of a file. Its lines are read from the ledger when it is delivered; the message says how it stands. */
    void report(Handle h, long intakeId, Reports.Tally tally) {
        long message = message(h, null, intakeId, REPORT, answers.report(tally));
        // No order is called so: the second report of a file waits for the first.
        deliver(h, message, Optional.empty(), Optional.of("input " + intakeId), reporting(h, intakeId));
    }

    /** Who is told of an input as a whole: whoever may know of every account that it has orders of. */
    private List<Receiver> reporting(Handle h, long intakeId) {
        record Of(Optional<String> service, Optional<String> account) {
        }
        // What was turned away may have named anybody; it counts only where nothing was taken.
        List<Of> accounts = h.createQuery(
                """
                        with named as (
                            select service, account, content_hash is not null as taken from orders
                            where intake_id = :id and service is not null and account is not null)
                        select distinct service, account from named where taken or not exists (select from named where taken)""")
                .bind("id", intakeId)
                .map((row, context) -> new Of(Optional.of(row.getString("service")),
                        Optional.of(row.getString("account"))))
                .list();
        List<Of> all = accounts.isEmpty() ? List.of(new Of(Optional.empty(), Optional.empty())) : accounts;
        return receivers.at(door(h, intakeId), receivers.all().stream().filter(receiver -> all.stream()
                .allMatch(of -> receiver.wants(Kind.REPORT, of.service(), of.account()))).toList());
    }

    private static String door(Handle h, long intakeId) {
        return h.createQuery("select door from intake where id = :id").bind("id", intakeId).mapTo(String.class).one();
    }

    void ring() {
        receivers.all().forEach(receiver -> bells.bell(Deliveries.topic(receiver.channel())).ring());
        bells.bell(Deliveries.topic(Receivers.REPLY)).ring();
    }

    /** Only those: each looks into the ledger when it is woken. */
    void ring(Set<String> channels) {
        channels.forEach(channel -> bells.bell(Deliveries.topic(channel)).ring());
    }

    private static Told told(Handle h, long orderId) {
        return h.createQuery("""
                select o.name, service, account, state, reply_to, door
                from orders o join intake i on i.id = o.intake_id where o.id = :id""")
                .bind("id", orderId)
                .map((row, context) -> new Told(orderId, row.getString("name"),
                        Optional.ofNullable(row.getString("service")),
                        Optional.ofNullable(row.getString("account")),
                        Kind.of(State.valueOf(row.getString("state"))),
                        Optional.ofNullable(row.getString("reply_to")), row.getString("door")))
                .one();
    }

    private static long message(Handle h, Long orderId, Long intakeId, String kind, String body) {
        return h.createQuery("""
                insert into message (order_id, intake_id, kind, body) values (:order, :intake, :kind, :body)
                returning id""")
                .bind("order", orderId).bind("intake", intakeId).bind("kind", kind).bind("body", body)
                .mapTo(Long.class).one();
    }

    /** A row for each receiver: none waits for another, and none is sent to again because of another. */
    static void deliver(Handle h, long message, Optional<Long> orderId, Optional<String> name, List<Receiver> to) {
        if (to.isEmpty()) {
            return;
        }
        h.createUpdate("""
                insert into delivery (message_id, order_id, name, channel, expires_at)
                select :message, :order, :name, r.channel, clock_timestamp() + nullif(r.life, -1) * interval '1 ms'
                from unnest(:channels, :lives) as r (channel, life)""")
                .bind("message", message).bind("order", orderId.orElse(null)).bind("name", name.orElse(null))
                .bindArray("channels", String.class, to.stream().map(Receiver::channel).toList())
                .bindArray("lives", Long.class, to.stream().map(Answering::life).toList())
                .execute();
    }

    /** In milliseconds; -1 for ever. */
    private static long life(Receiver receiver) {
        return receiver.retry().giveUp().map(Duration::toMillis).orElse(-1L);
    }

    private static void reply(Handle h, long message, long orderId, String address) {
        h.createUpdate("""
                insert into delivery (message_id, order_id, name, channel, address, expires_at)
                values (:message, :order, (select name from orders where id = :order), 'reply', :address,
                    clock_timestamp() + :life * interval '1 ms')""")
                .bind("message", message).bind("order", orderId).bind("address", address)
                .bind("life", REPLY_LIFE.toMillis())
                .execute();
    }
}
