package io.guichet.ledger;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what a finished order need no longer hold: its request with the addresses in it, the messages that quote it and
 * what a result says of cleaned texts, and its documents. What counts, prices, states and who did what, stays. Nothing is forgotten of an order that is not
 * final or has answers still to deliver. Of a notification that was acted on its number stays, by which a repeat is known.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Few enough for one short statement. */
    private static final int AT_A_TIME = 500;

    private static final String FINISHED = """
            completed_at < clock_timestamp() - :after * interval '1 ms'
              and not exists (select from delivery d where d.order_id = o.id and d.state = 'DUE')
              and not exists (select from attempt a where a.order_id = o.id and a.look_at is not null)""";

    private final Jdbi jdbi;
    private final Optional<Duration> requests;
    private final Optional<Duration> documents;
    private final Optional<Duration> notifications;

    /**
     * @param requests  how long requests are kept after their order's end; for ever when empty
     * @param documents how long documents are kept
     * @param notifications how long what services have told is kept once it was acted on
     */
    public Retention(LedgerDatabase database, Optional<Duration> requests, Optional<Duration> documents,
            Optional<Duration> notifications) {
        this.jdbi = database.jdbi();
        this.requests = requests;
        this.documents = documents;
        this.notifications = notifications;
    }

    public void run() {
        requests.ifPresent(after -> LOG.info("Forgot the requests of {} orders", all("""
                with old as (
                    select id, state, cleaned from orders o
                    where request is distinct from '{}' and
                    %s
                    limit :most),
                quoting as (
                    update message m set body = '{}' from old
                    where m.order_id = old.id and not (m.kind in ('final', 'event')
                        and old.state = 'COMPLETED')),
                saying as (
                    update message m
                    set body = cast(jsonb_set(cast(m.body as jsonb), '{notices}', (
                        select coalesce(jsonb_agg(told), '[]')
                        from jsonb_array_elements(cast(m.body as jsonb) -> 'notices') told
                        where told ->> 'kind' <> 'cleaned')) as text)
                    from old
                    where m.order_id = old.id and m.kind = 'final' and old.state = 'COMPLETED'
                      and old.cleaned is not null)
                update orders set request = '{}', cleaned = null from old where orders.id = old.id""", after)));
        documents.ifPresent(after -> LOG.info("Forgot {} documents", all("""
                delete from document where (order_id, name) in (
                    select t.order_id, t.name from document t join orders o on o.id = t.order_id
                    where %s limit :most)""", after)));
        notifications.ifPresent(after -> LOG.info("Forgot what {} notifications said", all("""
                update notification set body = null where id in (
                    select id from notification
                    where body is not null and done_at < clock_timestamp() - :after * interval '1 ms'
                    limit :most)""", after)));
    }

    private int all(String statement, Duration after) {
        int total = 0;
        for (int some = AT_A_TIME; some > 0; total += some) {
            some = jdbi.withHandle(h -> h.createUpdate(statement.formatted(FINISHED)).bind("after", after.toMillis())
                    .bind("most", AT_A_TIME).execute());
        }
        return total;
    }
}
