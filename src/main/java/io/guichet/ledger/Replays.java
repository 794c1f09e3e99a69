package io.guichet.ledger;

import io.guichet.ledger.Receiver.Kind;
import io.guichet.purchase.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Where people have what was written sent again: as new deliveries of the same message, so that receivers that drop repeats let
 * them through. It reads and writes answers only; nothing here can buy.
 */
public final class Replays {

    /** A message whose content was forgotten (guichet.retention.requests). */
    private static final String FORGOTTEN = "{}";

    /** Who has not taken a message by then is not helped by sending it again. */
    public static final int MOST = 10;

    private final Jdbi jdbi;
    private final Receivers receivers;

    private Replays(Jdbi jdbi, Receivers receivers) {
        this.jdbi = jdbi;
        this.receivers = receivers;
    }

    public static Replays over(LedgerDatabase database, Receivers receivers) {
        return new Replays(database.jdbi(), receivers);
    }

    /**
     * What is sent again, or would be.
     *
     * @param channels where to
     * @param refused  why nothing goes to others
     */
    public record Replay(List<String> channels, List<Refused> refused) {
    }

    /** Why an answer is not sent again. */
    public enum Why {
        /** There is none. */
        NO_ANSWER,
        /** Retention has taken its text. */
        FORGOTTEN,
        /** No receiver gets such answers. */
        NOBODY,
        /** The receiver that was named gets none. */
        NOT_WANTED,
        /** It is due to the receiver already. */
        UNDER_WAY,
        /** It was sent to the receiver again {@link #MOST} times. */
        TOO_OFTEN
    }

    /**
     * One reason.
     *
     * @param channel the receiver that it is about; empty where that is the answer itself
     * @param kind    of the answer; empty where there is none
     */
    public record Refused(Why why, Optional<String> channel, Optional<Kind> kind) {
    }

    /** How often a message went to a channel, and whether it is on its way there. */
    private record Sent(long times, boolean due) {

        static final Sent NEVER = new Sent(0, false);
    }

    /** Channels that are set, as a person may name them. */
    public List<String> channels() {
        return receivers.all().stream().map(Receiver::channel).toList();
    }

    /**
     * The last answer to an order, and behind it what came of its payment since.
     *
     * @param channel one receiver; otherwise everybody who gets such answers, printers aside
     * @param really  false only says what would be done
     */
    public Replay order(long orderId, Optional<String> channel, boolean really, String who, String why) {
        return jdbi.inTransaction(h -> {
            record Last(long id, Kind kind, String body, String name, Optional<String> service,
                    Optional<String> account) {
            }
            // What ends it meanwhile waits: its answer then comes after this one.
            Optional<Last> last = h.createQuery("""
                    select m.id, m.body, m.kind, o.state, o.name, o.service, o.account
                    from orders o join message m on m.order_id = o.id and m.kind in ('final', 'interim')
                    where o.id = :id order by m.id desc limit 1 for no key update of o""").bind("id", orderId)
                    .map((row, context) -> new Last(row.getLong("id"),
                            row.getString("kind").equals("final")
                                    ? Kind.of(State.valueOf(row.getString("state")))
                                    : Kind.INTERIM,
                            row.getString("body"), row.getString("name"),
                            Optional.ofNullable(row.getString("service")),
                            Optional.ofNullable(row.getString("account"))))
                    .findOne();
            if (last.isEmpty()) {
                return refused(Why.NO_ANSWER, Optional.empty(), Optional.empty());
            }
            Last answer = last.get();
            if (answer.body().equals(FORGOTTEN)) {
                return refused(Why.FORGOTTEN, Optional.empty(), Optional.of(answer.kind()));
            }
            List<Receiver> wanting = receivers.wanting(answer.kind(), answer.service(), answer.account()).stream()
                    .filter(receiver -> channel.map(receiver.channel()::equals).orElse(!receiver.onceOnly())).toList();
            if (wanting.isEmpty()) {
                return refused(channel.isPresent() ? Why.NOT_WANTED : Why.NOBODY, channel,
                        Optional.of(answer.kind()));
            }
            List<Receiver> to = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            Map<String, Sent> before = sent(h, answer.id());
            for (Receiver receiver : wanting) {
                Sent sent = before.getOrDefault(receiver.channel(), Sent.NEVER);
                if (!sent.due() && sent.times() <= MOST) {
                    to.add(receiver);
                } else {
                    refused.add(new Refused(sent.due() ? Why.UNDER_WAY : Why.TOO_OFTEN,
                            Optional.of(receiver.channel()), Optional.of(answer.kind())));
                }
            }
            if (really && !to.isEmpty()) {
                List<Long> old = replaced(h, answer.id(), to);
                Answering.deliver(h, answer.id(), Optional.of(orderId), Optional.of(answer.name()), to);
                events(h, orderId, answer.name(), to.stream()
                        .filter(receiver -> receiver.wants(Kind.EVENT, answer.service(), answer.account())).toList());
                keepPrinted(h, old);
                note(h, who, why, answer.service().orElse("?") + "/" + answer.account().orElse("?") + " "
                        + answer.name(), to.stream().map(Receiver::channel).toList());
            }
            return new Replay(to.stream().map(Receiver::channel).toList(), refused);
        });
    }

    private static void events(Handle h, long orderId, String name, List<Receiver> to) {
        h.createQuery(
                "select id from message where order_id = :id and kind = 'event' and body <> :forgotten order by id")
                .bind("id", orderId).bind("forgotten", FORGOTTEN).mapTo(Long.class).list().forEach(event -> {
                    Map<String, Sent> before = sent(h, event);
                    List<Receiver> again = to.stream().filter(receiver -> {
                        Sent sent = before.getOrDefault(receiver.channel(), Sent.NEVER);
                        return !sent.due() && sent.times() <= MOST;
                    }).toList();
                    replaced(h, event, again);
                    Answering.deliver(h, event, Optional.of(orderId), Optional.of(name), again);
                });
    }

    /**
     * Everything that was given up, of the receivers that are set; what a later answer of its order has overtaken is not
     * sent.
     *
     * @param most so many at once, the oldest first
     * @return how many deliveries to which channel
     */
    public Map<String, Long> givenUp(Optional<String> channel, int most, boolean really, String who, String why) {
        List<Receiver> known = receivers.all().stream()
                .filter(receiver -> channel.map(receiver.channel()::equals).orElse(true)).toList();
        return jdbi.inTransaction(h -> {
            Map<String, Long> counts = new TreeMap<>();
            long left = most;
            for (Receiver receiver : known) {
                List<Long> old = h
                        .createQuery("select d.id from " + LEFT + " order by d.id limit :left for update of d")
                        .bind("channel", receiver.channel()).bind("most", MOST).bind("left", left).mapTo(Long.class)
                        .list();
                if (!old.isEmpty()) {
                    counts.put(receiver.channel(), (long) old.size());
                    left -= old.size();
                    if (really) {
                        again(h, receiver, old);
                    }
                }
            }
            if (really && !counts.isEmpty()) {
                note(h, who, why, "given up", List.copyOf(counts.keySet()));
            }
            return counts;
        });
    }

    /** How often each message was sent is counted in one pass: ten thousand may have been given up. */
    private static final String LEFT = """
            delivery d join message m on m.id = d.message_id
            where d.channel = :channel and d.state = 'GIVEN_UP' and m.body <> '{}'
              and d.message_id not in (
                  select message_id from delivery
                  where channel = :channel and message_id in (
                      select message_id from delivery where channel = :channel and state = 'GIVEN_UP')
                  group by message_id having count(*) > :most)
              and not exists (select from message later
                  where later.order_id = m.order_id and later.id > m.id and later.kind in ('final', 'interim'))""";

    private static void again(Handle h, Receiver receiver, List<Long> old) {
        h.createUpdate("""
                with replaced as (
                    update delivery set state = 'REPLACED', version = version + 1 where id = any(:old)
                    returning id, message_id, order_id, name, channel)
                insert into delivery (message_id, order_id, name, channel, expires_at)
                select message_id, order_id, name, channel, clock_timestamp() + nullif(:life, -1) * interval '1 ms'
                from replaced order by id""")
                .bindArray("old", Long.class, old)
                .bind("life", receiver.retry().giveUp().map(Duration::toMillis).orElse(-1L)).execute();
        keepPrinted(h, old);
    }

    private static Map<String, Sent> sent(Handle h, long messageId) {
        return h.createQuery("""
                select channel, count(*) as times, bool_or(state = 'DUE') as due
                from delivery where message_id = :message group by channel""").bind("message", messageId)
                .map((row, context) -> Map.entry(row.getString("channel"),
                        new Sent(row.getLong("times"), row.getBoolean("due"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What was given up or is uncertain is settled by the new one. */
    private static List<Long> replaced(Handle h, long messageId, List<Receiver> to) {
        return h.createQuery("""
                update delivery set state = 'REPLACED', version = version + 1
                where message_id = :message and channel = any(:channels) and state in ('GIVEN_UP', 'UNCERTAIN')
                returning id""")
                .bind("message", messageId)
                .bindArray("channels", String.class, to.stream().map(Receiver::channel).toList()).mapTo(Long.class)
                .list();
    }

    /** Of a delivery that stopped half-way, what is known to be printed is not printed again. */
    private static void keepPrinted(Handle h, List<Long> old) {
        h.createUpdate("""
                insert into printing (delivery_id, document, began_at, ended_at)
                select n.id, p.document, p.began_at, p.ended_at
                from printing p join delivery o on o.id = p.delivery_id
                join delivery n on n.message_id = o.message_id and n.channel = o.channel and n.id > o.id
                    and n.state = 'DUE'
                where o.id = any(:old) and p.ended_at is not null
                on conflict do nothing""").bindArray("old", Long.class, old).execute();
    }

    /** A person's word also calls again who had wanted nothing more. */
    private static void note(Handle h, String who, String why, String what, List<String> channels) {
        h.createUpdate("insert into desk_audit (who, what, scope, why) values (:who, 'replay', :scope, :why)")
                .bind("who", who).bind("scope", what + " to " + String.join(", ", channels)).bind("why", why).execute();
        h.createUpdate("update receiver set stopped_at = null, next_try = null where channel = any(:channels)")
                .bindArray("channels", String.class, channels).execute();
    }

    private static Replay refused(Why why, Optional<String> channel, Optional<Kind> kind) {
        return new Replay(List.of(), List.of(new Refused(why, channel, kind)));
    }
}
