package io.guichet.ledger;

import io.guichet.purchase.Notification;
import io.guichet.purchase.Policy;
import io.guichet.purchase.ReceivedNotification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What payment services have told: kept before it is answered, acted on later. */
public final class Notifications {

    /** How one was done. */
    enum Ended {
        /** Its payment was looked at with it. */
        SETTLED,
        /** Nobody knows its payment; it waits for one that may still begin. */
        UNMATCHED,
        /** It concerns no payment. */
        NONE
    }

    private static final String CLAIM = """
            with taken as (
                select id from notification
                where service = :service and due_at <= clock_timestamp()
                  and (lease_until is null or lease_until < clock_timestamp())
                order by due_at, id
                limit :hands
                for update skip locked)
            update notification n
            set version = n.version + 1, lease_until = clock_timestamp() + :lease * interval '1 ms'
            from taken where n.id = taken.id
            returning n.*,
                cast(extract(epoch from clock_timestamp() - n.received_at) * 1000 as bigint) as age""";

    private final Jdbi jdbi;
    private final Bells bells;
    private final Policy policy;

    Notifications(Jdbi jdbi, Bells bells, Policy policy) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.policy = policy;
    }

    static String topic(String service) {
        return "notifications/" + service;
    }

    /**
     * Keeps it for ever: it is committed when this returns. One that was given up is tried again when it comes again.
     *
     * @return whether it is new
     */
    public boolean keep(ReceivedNotification received) {
        Optional<Boolean> written = jdbi.withHandle(h -> h.createQuery("""
                insert into notification as known (service, account, digest, body)
                values (:service, :account, :digest, :body)
                on conflict (service, account, digest) do update
                set due_at = clock_timestamp(), attempts = 0, version = known.version + 1
                where known.due_at is null and known.done_at is null
                returning xmax = 0""")
                .bind("service", received.service()).bind("account", received.account())
                .bind("digest", received.verdict().digest()).bind("body", received.verdict().body())
                .mapTo(Boolean.class).findOne());
        bells.bell(topic(received.service())).ring();
        return written.orElse(false);
    }

    Dues due(String service) {
        return new Dues() {

            @Override
            public List<Notification> claim(int hands) {
                return Notifications.this.claim(service, hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return jdbi
                        .withHandle(h -> h
                                .createQuery(
                                        """
                                                select cast(extract(epoch from min(greatest(due_at, lease_until)) - clock_timestamp()) * 1000 as bigint)
                                                from notification where service = :service and due_at is not null""")
                                .bind("service", service).mapTo(Long.class).findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic(service));
            }
        };
    }

    List<Notification> claim(String service, int hands) {
        return jdbi.inTransaction(h -> h.createQuery(CLAIM).bind("service", service).bind("hands", hands)
                .bind("lease", policy.lease().toMillis())
                .map((row, context) -> new Notification(row.getLong("id"), row.getInt("version"),
                        row.getString("service"), row.getString("account"), row.getBytes("body"),
                        row.getInt("attempts"), Duration.ofMillis(row.getLong("age"))))
                .list());
    }

    static void done(Handle h, Notification notification, Ended ended, Optional<String> reference) {
        requireOne(notification, h.createUpdate("""
                update notification
                set due_at = null, done_at = clock_timestamp(), ended = :ended, reference = :reference,
                    version = version + 1, lease_until = null
                where id = :id and version = :version""")
                .bind("ended", ended.name()).bind("reference", reference.orElse(null)).bind("id", notification.id())
                .bind("version", notification.version()).execute());
    }

    /** @param in empty: it is left for people to see */
    static void later(Handle h, Notification notification, int attempts, Optional<Duration> in) {
        requireOne(notification, h.createUpdate("""
                update notification
                set due_at = clock_timestamp() + :in * interval '1 ms', attempts = :attempts, version = version + 1,
                    lease_until = null
                where id = :id and version = :version""")
                .bind("in", in.map(Duration::toMillis).orElse(null)).bind("attempts", attempts)
                .bind("id", notification.id()).bind("version", notification.version()).execute());
    }

    /** Those of a payment that nobody had known are looked at with it now. */
    static void wake(Handle h, String service, String account, String reference) {
        h.createUpdate("""
                update notification
                set due_at = clock_timestamp(), done_at = null, ended = null, version = version + 1
                where service = :service and account = :account and reference = :reference and ended = 'UNMATCHED'
                  and body is not null""")
                .bind("service", service).bind("account", account).bind("reference", reference).execute();
    }

    private static void requireOne(Notification notification, int rows) {
        if (rows != 1) {
            throw new LostRow(notification.toString());
        }
    }
}
