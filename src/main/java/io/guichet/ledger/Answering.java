package io.guichet.ledger;

import io.guichet.purchase.Book.NoticeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Puts messages beside what they tell, with one delivery per channel: all of them in the caller's transaction. */
public final class Answering {

    static final String FILE = "file";
    static final String QUEUE = "queue";
    static final String REPLY = "reply";
    /** The kind of message that a file's report is. */
    static final String REPORT = "report";

    /** A sender that waits on a temporary queue is not waited for any longer. */
    private static final Duration REPLY_LIFE = Duration.ofMinutes(10);

    private final Set<String> channels;
    private final Bells bells;
    private final Answers answers;

    /** @param channels which of {@code file} and {@code queue} are on */
    public Answering(Set<String> channels, Bells bells, Answers answers) {
        this.channels = Set.copyOf(channels);
        this.bells = bells;
        this.answers = answers;
    }

    Answers answers() {
        return answers;
    }

    /** The answer to an order; a final one also goes to everybody who has sent the same order again meanwhile. */
    void answer(Handle h, long orderId, boolean isFinal, String body) {
        long message = message(h, orderId, null, isFinal ? "final" : "interim", body);
        deliver(h, message, orderId, null, FILE);
        deliver(h, message, orderId, null, QUEUE);
        h.createQuery("select reply_to from orders where id = :id and reply_to is not null").bind("id", orderId)
                .mapTo(String.class).findOne().ifPresent(address -> reply(h, message, orderId, address));
        if (isFinal) {
            answerRepeats(h, orderId);
        }
    }

    /** Answers who asked again, where the final answer is there. */
    void answerRepeats(Handle h, long orderId) {
        Optional<String> first = h.createQuery(
                """
                        select m.body from message m join orders o on o.id = m.order_id
                        where m.order_id = :id and m.kind = 'final' and o.completed_at is not null order by m.id desc limit 1""")
                .bind("id", orderId).mapTo(String.class).findOne();
        if (first.isEmpty()) {
            return;
        }
        record Repeat(Optional<String> correlationId, Optional<String> replyTo) {
        }
        h.createQuery("""
                update repeat_request set answered = true where order_id = :id and not answered
                returning correlation_id, reply_to""").bind("id", orderId)
                .map((row, context) -> new Repeat(Optional.ofNullable(row.getString("correlation_id")),
                        Optional.ofNullable(row.getString("reply_to"))))
                .list().forEach(repeat -> {
                    long message =
                            message(h, orderId, null, "repeat", answers.repeated(first.get(), repeat.correlationId()));
                    deliver(h, message, orderId, null, QUEUE);
                    repeat.replyTo().ifPresent(address -> reply(h, message, orderId, address));
                });
    }

    /** A notice to people, once for what makes it the same. */
    void tell(Handle h, String service, NoticeMessage notice) {
        if (notice.notice().onceKey().isPresent()) {
            int first = h.createUpdate("""
                    insert into notice_told (service, account, once_key) values (:service, :account, :key)
                    on conflict do nothing""").bind("service", service).bind("account", notice.account())
                    .bind("key", notice.notice().onceKey().get()).execute();
            if (first == 0) {
                return;
            }
        }
        long message = message(h, null, null, "notice", notice.body());
        deliver(h, message, null, null, FILE);
        deliver(h, message, null, null, QUEUE);
    }

    /** Why nothing of a file could be read. */
    void unreadable(Handle h, long intakeId, String body) {
        long message = message(h, null, intakeId, "unreadable", body);
        deliver(h, message, null, "input " + intakeId, FILE);
    }

    /** The report of a file. Its lines are read from the ledger when it is delivered; the message says how it stands. */
    void report(Handle h, long intakeId, Reports.Tally tally) {
        long message = message(h, null, intakeId, REPORT, answers.report(tally));
        // No order is called so: the second report of a file waits for the first.
        deliver(h, message, null, "input " + intakeId, FILE);
    }

    void ring() {
        for (String channel : Set.of(FILE, QUEUE, REPLY)) {
            bells.bell(Deliveries.topic(channel)).ring();
        }
    }

    private static long message(Handle h, Long orderId, Long intakeId, String kind, String body) {
        return h.createQuery("""
                insert into message (order_id, intake_id, kind, body) values (:order, :intake, :kind, :body)
                returning id""")
                .bind("order", orderId).bind("intake", intakeId).bind("kind", kind).bind("body", body)
                .mapTo(Long.class).one();
    }

    private void deliver(Handle h, long message, Long orderId, String name, String channel) {
        if (channels.contains(channel)) {
            h.createUpdate(
                    """
                            insert into delivery (message_id, order_id, name, channel)
                            values (:message, :order, coalesce(:name, (select name from orders where id = :order)), :channel)""")
                    .bind("message", message).bind("order", orderId).bind("name", name).bind("channel", channel)
                    .execute();
        }
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
