package io.guichet.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What is still to be handed to a channel; the messages of one order name go out in their sequence. */
public final class Deliveries {

    /**
     * One message for one channel.
     *
     * @param kind    {@code final}, {@code interim}, {@code repeat}, {@code notice}, {@code report} or {@code unreadable}
     * @param name    what the order's files are called; the notice's own name otherwise
     * @param address where a reply goes
     * @param source  where the order came in, or what a report is of; empty for a notice
     */
    public record Delivery(long id, int version, String channel, Optional<String> address, int attempts, long messageId,
            String kind, String body, Optional<Long> orderId, String name, Optional<Source> source) {

        /** The queue that a reply goes to. */
        public String replyQueue() {
            return address.orElseThrow();
        }

        /** No order data: this stands in logs. */
        @Override
        public String toString() {
            return kind + " message " + messageId + " for channel " + channel;
        }
    }

    /** The input that something is about. */
    public record Source(long intakeId, String door) {
    }

    /** A document of an order, as it was booked. */
    public record StoredDocument(String name, String kind, String mediaType, String sha256, byte[] content) {
    }

    /** Tries under one name follow each other: the error file of the first never comes after the result of the second. */
    private static final String ITS_TURN =
            """
                     (name is null or not exists (
                        select from delivery earlier
                        where earlier.name = d.name and earlier.channel = d.channel and earlier.state = 'DUE' and earlier.id < d.id))
                    """;

    private final Jdbi jdbi;
    private final Bells bells;
    private final Duration lease;
    private final Duration retryFirst;
    private final Duration retryMax;

    public Deliveries(Jdbi jdbi, Bells bells, Duration lease, Duration retryFirst, Duration retryMax) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.lease = lease;
        this.retryFirst = retryFirst;
        this.retryMax = retryMax;
    }

    static String topic(String channel) {
        return "deliveries/" + channel;
    }

    Dues due(String channel) {
        return new Dues() {

            @Override
            public List<Delivery> claim(int hands) {
                return Deliveries.this.claim(channel, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return jdbi
                        .withHandle(h -> h
                                .createQuery(
                                        """
                                                select cast(extract(epoch from min(greatest(due_at, lease_until)) - clock_timestamp()) * 1000 as bigint)
                                                from delivery d where channel = :channel and state = 'DUE' and"""
                                                + ITS_TURN)
                                .bind("channel", channel).mapTo(Long.class).findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(channel));
            }
        };
    }

    List<Delivery> claim(String channel, int hands) {
        return jdbi.inTransaction(h -> h.createQuery("""
                with taken as (
                    select id, message_id, order_id from delivery d
                    where channel = :channel and state = 'DUE' and due_at <= clock_timestamp()
                      and (lease_until is null or lease_until < clock_timestamp()) and""" + ITS_TURN
                + """
                            order by due_at, id
                            limit :hands
                            for update skip locked)
                        update delivery d
                        set version = d.version + 1, lease_until = clock_timestamp() + :lease * interval '1 ms'
                        from taken
                            join message m on m.id = taken.message_id
                            left join orders o on o.id = taken.order_id
                            left join intake i on i.id = coalesce(m.intake_id, o.intake_id)
                        where d.id = taken.id
                        returning d.id, d.version, d.channel, d.address, d.attempts, d.message_id, m.kind, m.body,
                            d.order_id, d.name, i.id as intake_id, i.door""")
                .bind("channel", channel).bind("hands", hands).bind("lease", lease.toMillis())
                .map((row, context) -> delivery(row))
                .list());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String door = row.getString("door");
        return new Delivery(row.getLong("id"), row.getInt("version"), row.getString("channel"),
                Optional.ofNullable(row.getString("address")), row.getInt("attempts"), row.getLong("message_id"),
                row.getString("kind"), row.getString("body"), Optional.ofNullable((Long) row.getObject("order_id")),
                Optional.ofNullable(row.getString("name")).orElse("notice-" + row.getLong("message_id")),
                door == null ? Optional.empty() : Optional.of(new Source(row.getLong("intake_id"), door)));
    }

    public List<StoredDocument> documents(long orderId) {
        return jdbi.withHandle(h -> h.createQuery("""
                select name, kind, media_type, sha256, content from document where order_id = :id order by name""")
                .bind("id", orderId)
                .map((row, context) -> new StoredDocument(row.getString("name"), row.getString("kind"),
                        row.getString("media_type"), row.getString("sha256"), row.getBytes("content")))
                .list());
    }

    /** It arrived. */
    public void done(Delivery delivery) {
        jdbi.useTransaction(h -> {
            int updated = h
                    .createUpdate(
                            """
                                    update delivery set state = 'DONE', done_at = clock_timestamp(), version = version + 1, lease_until = null
                                    where id = :id and version = :version and state = 'DUE'""")
                    .bind("id", delivery.id()).bind("version", delivery.version()).execute();
            requireOne(delivery, updated);
            if (delivery.kind().equals(Answering.REPORT)) {
                Reports.freeName(h, delivery.source().orElseThrow().intakeId());
            }
        });
        if (delivery.source().isPresent()) {
            // A later message of the same order may have waited for this one.
            bells.bell(topic(delivery.channel())).ring();
        }
    }

    /** It takes longer: nobody else shall begin with it meanwhile. */
    public void hold(Delivery delivery) {
        requireOne(delivery, jdbi.withHandle(h -> h.createUpdate("""
                update delivery set lease_until = clock_timestamp() + :lease * interval '1 ms'
                where id = :id and version = :version and state = 'DUE'""")
                .bind("lease", lease.toMillis()).bind("id", delivery.id()).bind("version", delivery.version())
                .execute()));
    }

    private static void requireOne(Delivery delivery, int rows) {
        if (rows != 1) {
            throw new LostRow(delivery.toString());
        }
    }

    /** It did not arrive: it delays itself and nothing else. A reply whose sender is no longer waited for is given up. */
    public void failed(Delivery delivery, String error) {
        Duration delay = retryFirst;
        for (int i = 0; i < delivery.attempts() && delay.compareTo(retryMax) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        long wait = Math.min(delay.toMillis(), retryMax.toMillis());
        jdbi.useHandle(h -> h.createUpdate("""
                update delivery set
                    state = case when expires_at < clock_timestamp() then 'GONE' else 'DUE' end,
                    due_at = clock_timestamp() + :wait * interval '1 ms',
                    attempts = attempts + 1, version = version + 1, lease_until = null, last_error = :error
                where id = :id and version = :version and state = 'DUE'""")
                .bind("wait", wait).bind("error", error).bind("id", delivery.id()).bind("version", delivery.version())
                .execute());
        // Who waits for due rows counts with the end of its lease so far.
        bells.bell(topic(delivery.channel())).ring();
    }
}
