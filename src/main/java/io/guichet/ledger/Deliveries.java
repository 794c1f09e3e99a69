package io.guichet.ledger;

import io.guichet.ledger.DeliveryFailure.Verdict;
import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be handed to a channel; the messages of one order name go out in their sequence. A receiver that is down as
 * a whole is called by one delivery at a time, with pauses that grow; the first that arrives wakes the others.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** So many failures one after the other, with no success in between, and a receiver counts as down. */
    static final int DOWN = 3;

    /** Notices of the outbox are about no service and no account. */
    private static final String NOBODY = "";

    /**
     * One message for one channel.
     *
     * @param kind    {@code final}, {@code interim}, {@code repeat}, {@code notice}, {@code report}, {@code event} or
     *                {@code unreadable}
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
    private final Answering answering;
    private final AnswerWriter writer;
    private final DeliveryWords words;

    public Deliveries(Jdbi jdbi, Bells bells, Answering answering, AnswerWriter writer, DeliveryWords words) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.answering = answering;
        this.writer = writer;
        this.words = words;
    }

    static String topic(String channel) {
        return "deliveries/" + channel;
    }

    private Retry retry(String channel) {
        return answering.receivers().retry(channel);
    }

    /** Who had wanted nothing more is asked once again: a start is when its address may have been corrected. */
    public void begin() {
        jdbi.useHandle(h -> h.createUpdate("update receiver set stopped_at = null, next_try = null").execute());
    }

    Dues due(String channel) {
        return new Dues() {

            @Override
            public List<Delivery> claim(int hands) {
                return Deliveries.this.claim(channel, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return Deliveries.this.nextDue(channel);
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(channel));
            }
        };
    }

    private Optional<Duration> nextDue(String channel) {
        return jdbi.withHandle(h -> h.createQuery("""
                select cast(extract(epoch from greatest(next.due,
                        r.next_try,
                        case when r.failures >= :down then (select max(lease_until) from delivery
                            where channel = :channel and state = 'DUE' and lease_until > clock_timestamp()) end)
                    - clock_timestamp()) * 1000 as bigint)
                from (select min(greatest(due_at, lease_until)) as due from delivery d
                    where channel = :channel and state = 'DUE' and""" + ITS_TURN + """
                    ) next
                left join receiver r on r.channel = :channel
                where next.due is not null and r.stopped_at is null""")
                .bind("down", DOWN).bind("channel", channel).mapTo(Long.class).findOne())
                .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
    }

    // What is taken

    List<Delivery> claim(String channel, int hands) {
        Retry retry = retry(channel);
        return jdbi.inTransaction(h -> {
            if (!retry.paced() || standing(h, channel).isWell()) {
                return take(h, channel, hands, retry.lease());
            }
            Standing standing = locked(h, channel);
            if (standing.waits()) {
                giveUpWhatIsTooOld(h, channel, retry, standing);
                return List.of();
            }
            if (standing.failures() < DOWN) {
                return take(h, channel, hands, retry.lease());
            }
            return inHand(h, channel) ? List.of() : take(h, channel, 1, retry.lease());
        });
    }

    private static boolean inHand(Handle h, String channel) {
        return h.createQuery("""
                select exists (select from delivery
                    where channel = :channel and state = 'DUE' and lease_until > clock_timestamp())""")
                .bind("channel", channel).mapTo(Boolean.class).one();
    }

    private static List<Delivery> take(Handle h, String channel, int hands, Duration lease) {
        return h.createQuery("""
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
                .list();
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

    // What became of it

    /** It arrived. */
    public void done(Delivery delivery) {
        done(List.of(delivery));
    }

    /** They arrived, all of them over one channel; where one of them is in other hands now, none is marked. */
    public void done(List<Delivery> deliveries) {
        String channel = deliveries.get(0).channel();
        boolean back = jdbi.inTransaction(h -> {
            boolean failing = retry(channel).paced() && !standing(h, channel).isWell();
            // Locked in the same sequence by everybody: the receiver, then its rows.
            Standing before = failing ? locked(h, channel) : Standing.WELL;
            mark(h, deliveries);
            deliveries.stream().filter(delivery -> delivery.kind().equals(Answering.REPORT))
                    .forEach(report -> Reports.freeName(h, report.source().orElseThrow().intakeId()));
            if (failing) {
                wellAgain(h, channel, before);
            }
            return before.failures() >= DOWN;
        });
        if (back) {
            LOG.info("{} takes deliveries again", channel);
        }
        if (back || deliveries.stream().anyMatch(delivery -> delivery.source().isPresent())) {
            // A later message of the same order may have waited for this one.
            bells.bell(topic(channel)).ring();
        }
    }

    private static void mark(Handle h, List<Delivery> deliveries) {
        int updated = h
                .createUpdate(
                        """
                                update delivery set state = 'DONE', done_at = clock_timestamp(), version = version + 1, lease_until = null
                                from unnest(:ids, :versions) as given (known, as_of)
                                where id = known and version = as_of and state = 'DUE'""")
                .bindArray("ids", Long.class, deliveries.stream().map(Delivery::id).toList())
                .bindArray("versions", Integer.class, deliveries.stream().map(Delivery::version).toList()).execute();
        if (updated != deliveries.size()) {
            throw new LostRow(deliveries.size() == 1
                    ? deliveries.get(0).toString()
                    : deliveries.size() - updated + " of " + deliveries.size() + " deliveries");
        }
    }

    /** It takes longer: nobody else shall begin with it meanwhile. */
    public void hold(Delivery delivery) {
        requireOne(delivery, jdbi.withHandle(h -> h.createUpdate("""
                update delivery set lease_until = clock_timestamp() + :lease * interval '1 ms'
                where id = :id and version = :version and state = 'DUE'""")
                .bind("lease", retry(delivery.channel()).lease().toMillis()).bind("id", delivery.id())
                .bind("version", delivery.version()).execute()));
    }

    private static void requireOne(Delivery delivery, int rows) {
        if (rows != 1) {
            throw new LostRow(delivery.toString());
        }
    }

    /** It did not arrive: it delays itself and nothing else. A reply whose sender is no longer waited for is given up. */
    public void failed(Delivery delivery, String error) {
        failed(delivery, DeliveryFailure.again(error));
    }

    /** It did not arrive. What its channel does not take is given up after its time, and people are told. */
    public void failed(Delivery delivery, DeliveryFailure failure) {
        String channel = delivery.channel();
        Retry retry = retry(channel);
        boolean told = jdbi.inTransaction(h -> {
            Standing before = retry.paced() ? locked(h, channel) : Standing.WELL;
            Optional<String> state = mark(h, delivery, retry, failure);
            if (state.isEmpty() || !retry.paced()) {
                return false;
            }
            count(h, channel, retry, before, failure);
            List<Notice> notices = notices(delivery, failure, state.get(), before);
            notices.forEach(notice -> tell(h, channel, notice));
            return !notices.isEmpty();
        });
        // Who waits for due rows counts with the end of its lease so far.
        bells.bell(topic(channel)).ring();
        if (told) {
            answering.ring();
        }
    }

    private static Optional<String> mark(Handle h, Delivery delivery, Retry retry, DeliveryFailure failure) {
        long wait = Math.max(retry.delay(delivery.attempts()).toMillis(),
                failure.notBefore().map(Duration::toMillis).orElse(0L));
        return h.createQuery("""
                update delivery set
                    state = case
                        when :uncertain then 'UNCERTAIN'
                        when expires_at < clock_timestamp() then :end
                        else 'DUE' end,
                    due_at = clock_timestamp() + :wait * interval '1 ms',
                    attempts = attempts + 1, version = version + 1, lease_until = null, last_error = :error
                where id = :id and version = :version and state = 'DUE'
                returning state""")
                .bind("uncertain", failure.verdict() == Verdict.UNCERTAIN)
                .bind("end", delivery.channel().equals(Receivers.REPLY) ? "GONE" : "GIVEN_UP")
                .bind("wait", wait).bind("error", failure.error())
                .bind("id", delivery.id()).bind("version", delivery.version())
                .mapTo(String.class).findOne();
    }

    private List<Notice> notices(Delivery delivery, DeliveryFailure failure, String state, Standing before) {
        String channel = delivery.channel();
        List<Notice> notices = new ArrayList<>();
        if (state.equals("UNCERTAIN")) {
            notices.add(words.uncertain("uncertain:" + delivery.id(), channel, delivery.name(), failure.error()));
        }
        if (state.equals("GIVEN_UP")) {
            // One notice for all that is given up while a receiver is down.
            String what = before.failures() < DOWN ? "delivery " + delivery.id() : before.since();
            notices.add(words.givenUp("given-up:" + channel + ":" + what, channel, 1, failure.error()));
        }
        if (failure.verdict() == Verdict.STOP && !before.stopped()) {
            notices.add(words.stopped("stopped:" + delivery.id(), channel, failure.error()));
        }
        return notices;
    }

    /** Not to the receiver itself: what cannot be told there would be told there. */
    private void tell(Handle h, String channel, Notice notice) {
        answering.tell(h, NOBODY, writer.notice(NOBODY, NOBODY, notice), Optional.of(channel));
    }

    // How a receiver stands

    /**
     * @param since   when its failures began, as a text
     * @param waits   it is not called now
     * @param stopped it wants nothing more
     */
    private record Standing(int failures, String since, boolean waits, boolean stopped) {

        static final Standing WELL = new Standing(0, "", false, false);

        boolean isWell() {
            return failures == 0 && !waits;
        }
    }

    private static final String STANDING = """
            select failures, coalesce(cast(extract(epoch from down_since) as text), '') as since,
                stopped_at is not null or coalesce(next_try > clock_timestamp(), false) as waits,
                stopped_at is not null as stopped
            from receiver where channel = :channel""";

    private static Standing standing(Handle h, String channel) {
        return standing(h, STANDING, channel).orElse(Standing.WELL);
    }

    /** As it stands until this transaction ends. */
    private static Standing locked(Handle h, String channel) {
        h.createUpdate("insert into receiver (channel) values (:channel) on conflict do nothing")
                .bind("channel", channel).execute();
        return standing(h, STANDING + " for update", channel).orElseThrow();
    }

    private static Optional<Standing> standing(Handle h, String query, String channel) {
        return h.createQuery(query).bind("channel", channel)
                .map((row, context) -> new Standing(row.getInt("failures"), row.getString("since"),
                        row.getBoolean("waits"), row.getBoolean("stopped")))
                .findOne();
    }

    private static void count(Handle h, String channel, Retry retry, Standing before, DeliveryFailure failure) {
        int failures = before.failures() + 1;
        if (failures == DOWN) {
            LOG.warn("{} counts as down ({}): from now on one delivery at a time tries it", channel, failure.error());
        }
        h.createUpdate("""
                update receiver set
                    failures = :failures, down_since = coalesce(down_since, clock_timestamp()),
                    next_try = greatest(next_try, clock_timestamp() + :pause * interval '1 ms'),
                    stopped_at = case when :stop then clock_timestamp() else stopped_at end
                where channel = :channel""")
                .bind("failures", failures)
                .bind("pause", failure.notBefore().or(
                        () -> failures < DOWN ? Optional.empty() : Optional.of(retry.pause(failures - DOWN)))
                        .map(Duration::toMillis).orElse(null))
                .bind("stop", failure.verdict() == Verdict.STOP).bind("channel", channel).execute();
    }

    /** The first success after failures; what had waited because it was down waits no longer. */
    private static void wellAgain(Handle h, String channel, Standing before) {
        h.createUpdate("""
                update receiver set failures = 0, down_since = null, next_try = null, stopped_at = null
                where channel = :channel""").bind("channel", channel).execute();
        if (before.failures() >= DOWN) {
            h.createUpdate("""
                    update delivery set due_at = clock_timestamp()
                    where id in (
                        select id from delivery
                        where channel = :channel and state = 'DUE' and due_at > clock_timestamp()
                          and lease_until is null
                        for update skip locked)""").bind("channel", channel).execute();
        }
    }

    /** What was due for longer than its time while its receiver took nothing all the time. */
    private void giveUpWhatIsTooOld(Handle h, String channel, Retry retry, Standing standing) {
        if (retry.giveUp().isEmpty()) {
            return;
        }
        List<String> errors = h
                .createQuery(
                        """
                                update delivery d
                                set state = 'GIVEN_UP', version = version + 1, last_error = coalesce(last_error, 'the receiver was down')
                                where id in (
                                    select id from delivery
                                    where channel = :channel and state = 'DUE' and expires_at < clock_timestamp()
                                      and (lease_until is null or lease_until < clock_timestamp())
                                      and (select down_since from receiver where channel = :channel)
                                        < clock_timestamp() - :age * interval '1 ms'
                                    for update skip locked)
                                returning last_error""")
                .bind("channel", channel).bind("age", retry.giveUp().get().toMillis())
                .mapTo(String.class).list();
        if (!errors.isEmpty()) {
            LOG.warn("{}: {} deliveries are given up", channel, errors.size());
            tell(h, channel, words.givenUp("given-up:" + channel + ":" + standing.since(), channel, errors.size(),
                    errors.get(0)));
        }
    }

    // What is seen

    /**
     * How a channel stands.
     *
     * @param due       still to be delivered
     * @param left      given up, or uncertain: for people to send again
     * @param downSince when its failures began, where it is down
     * @param stopped   it wants nothing more
     */
    public record Channel(String name, long due, long left, Optional<Instant> downSince, boolean stopped) {
    }

    public List<Channel> channels() {
        return jdbi.withHandle(h -> h.createQuery("""
                select channel, coalesce(due, 0) as due, coalesce(gone, 0) as gone,
                    case when r.failures >= :down then r.down_since end as since,
                    coalesce(r.stopped_at is not null, false) as stopped
                from receiver r
                full join (select channel, count(*) as due from delivery where state = 'DUE' group by channel) d
                    using (channel)
                full join (select channel, count(*) as gone from delivery
                    where state in ('GIVEN_UP', 'UNCERTAIN') group by channel) l using (channel)
                order by channel""").bind("down", DOWN)
                .map((row, context) -> new Channel(row.getString("channel"), row.getLong("due"), row.getLong("gone"),
                        Tables.instant(row, "since"), row.getBoolean("stopped")))
                .list());
    }
}
