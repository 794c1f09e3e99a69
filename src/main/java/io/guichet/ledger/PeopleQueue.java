package io.guichet.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What waits for a person: nothing here goes on by itself, or it ends badly if nobody looks. */
public final class PeopleQueue {

    /** Orders of a kind, the oldest first, and how many there are in all, counted up to a limit. */
    public record Waiting(List<OrderEntry> orders, long all) {
    }

    /**
     * What a service wants to be known or done by a day.
     *
     * @param id           of the message
     * @param kind         as notices have it: {@code terms}, {@code delivery-note}, {@code hold}
     * @param url          where it is confirmed
     * @param confirmUntil the deadline
     */
    public record Told(long id, Instant at, String kind, String service, String account, String text,
            Optional<String> url, Optional<Instant> confirmUntil) {
    }

    /** Messages that a receiver did not take in its time, or that were printed perhaps. */
    public record Left(String channel, String state, long deliveries, Optional<String> lastError) {
    }

    /** A payment whose service is asked for it no more although it is not at its end. */
    public record OpenPayment(long orderId, String order, String service, String account, String reference,
            String state, Instant since) {
    }

    /** What became of saying that something told was done. */
    public record Noted(boolean made, Optional<String> who, int woken) {
    }

    /** Notices of these kinds ask for something. */
    private static final List<String> KINDS = List.of("terms", "delivery-note", "hold");
    private static final int NOTICES = 500;
    private static final int COUNTED = 10_000;
    private static final String DONE = "notice done";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;

    private PeopleQueue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static PeopleQueue over(LedgerDatabase database) {
        return new PeopleQueue(database.jdbi());
    }

    /** Bought or not, only a person can tell; or paid for, and the documents have to be fetched by hand. */
    public Waiting decisions(int most) {
        return waiting("o.state in ('IN_DOUBT', 'BOUGHT') and o.due_at is null", most);
    }

    public Waiting held(int most) {
        return waiting("o.state = 'HELD'", most);
    }

    private Waiting waiting(String which, int most) {
        return jdbi.withHandle(h -> new Waiting(
                h.createQuery(Desk.ENTRY + "where " + which + " order by o.id limit :most").bind("most", most)
                        .map((row, context) -> Desk.entry(row)).list(),
                h.createQuery("select count(*) from (select from orders o where " + which + " limit :most) counted")
                        .bind("most", COUNTED).mapTo(Long.class).one()));
    }

    /**
     * What was told within this time and nobody has said to be done: the last word of each account, kind and page.
     *
     * @param age how old it may be
     */
    public List<Told> told(Duration age) {
        List<Told> all = jdbi.withHandle(h -> h.createQuery("""
                select m.id, m.created_at, m.body from message m
                where m.kind = 'notice' and m.created_at > clock_timestamp() - :age * interval '1 ms'
                order by m.id desc limit :most""").bind("age", age.toMillis()).bind("most", NOTICES)
                .map((row, context) -> read(row.getLong("id"), Tables.instant(row, "created_at").orElseThrow(),
                        row.getString("body")))
                .list()).stream().flatMap(Optional::stream).toList();
        Map<String, Instant> done = done(age);
        Map<String, Told> last = new LinkedHashMap<>();
        for (Told told : all) {
            Instant settled = done.get(subject(told));
            if (settled == null || told.at().isAfter(settled)) {
                last.putIfAbsent(subject(told), told);
            }
        }
        return List.copyOf(last.values());
    }

    private Map<String, Instant> done(Duration age) {
        Map<String, Instant> done = new LinkedHashMap<>();
        jdbi.useHandle(h -> h.createQuery("""
                select scope, max(at) as at from desk_audit
                where what = :what and at > clock_timestamp() - :age * interval '1 ms' group by scope""")
                .bind("what", DONE).bind("age", age.toMillis())
                .map((row, context) -> done.put(row.getString("scope"), Tables.instant(row, "at").orElseThrow()))
                .list());
        return done;
    }

    /** What makes two of them the same thing to do. */
    private static String subject(Told told) {
        String what = told.kind().equals("delivery-note") ? told.text() : told.url().orElse("");
        return told.service() + "/" + told.account() + " " + told.kind()
                + (what.isEmpty()
                        ? ""
                        : " " + Orders.sha256(what.getBytes(StandardCharsets.UTF_8))
                                .substring(0, 12));
    }

    private static Optional<Told> read(long id, Instant at, String body) {
        try {
            JsonNode told = JSON.readTree(body);
            String kind = told.path("kind").asText();
            return KINDS.contains(kind)
                    ? Optional.of(new Told(id, at, kind, told.path("service").asText(), told.path("account").asText(),
                            told.path("text").asText(), Optional.ofNullable(told.get("url")).map(JsonNode::asText),
                            Optional.ofNullable(told.get("confirmUntil")).map(JsonNode::asText)
                                    .flatMap(PeopleQueue::instant)))
                    : Optional.empty();
        } catch (JsonProcessingException forgotten) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException otherForm) {
            return Optional.empty();
        }
    }

    /**
     * A person says that it is done, such as terms confirmed on the service's own page: what its account's faults hold is looked
     * at now, past no cap and no pause. Of two people at once one does.
     */
    public Noted done(long id, String who, String why) {
        return jdbi.inTransaction(h -> {
            Optional<Told> found = h
                    .createQuery(
                            "select id, created_at, body from message where id = :id and kind = 'notice' for update")
                    .bind("id", id)
                    .map((row, context) -> read(row.getLong("id"), Tables.instant(row, "created_at").orElseThrow(),
                            row.getString("body")))
                    .findOne().flatMap(told -> told);
            if (found.isEmpty()) {
                return new Noted(false, Optional.empty(), 0);
            }
            String subject = subject(found.get());
            Optional<String> first = h.createQuery("""
                    select who from desk_audit where what = :what and scope = :scope and at >= :at
                    order by id desc limit 1""").bind("what", DONE).bind("scope", subject).bind("at", found.get().at())
                    .mapTo(String.class).findOne();
            if (first.isPresent()) {
                return new Noted(false, first, 0);
            }
            h.createUpdate("insert into desk_audit (who, what, scope, why) values (:who, :what, :scope, :why)")
                    .bind("who", who).bind("what", DONE).bind("scope", subject).bind("why", why).execute();
            return new Noted(true, Optional.of(who),
                    found.get().kind().equals("delivery-note") ? 0 : wake(h, found.get(), who));
        });
    }

    /** The version counts on, so that who has it in hand just now does not put it off once more. */
    private static int wake(Handle h, Told told, String who) {
        return h.createUpdate("""
                with held as (
                    select id from orders
                    where state = 'HELD' and held_for like 'GUI-2%' and service = :service and account = :account
                    order by id
                    for update),
                woken as (
                    update orders o
                    set due_at = clock_timestamp(), version = o.version + 1, lease_owner = null, lease_until = null
                    from held where o.id = held.id
                    returning o.id, o.version)
                insert into audit (order_id, version, who, from_state, to_state, why)
                select id, version, :who, 'HELD', 'HELD', 'confirmed: ' || cast(:kind as text) from woken""")
                .bind("service", told.service()).bind("account", told.account()).bind("who", who)
                .bind("kind", told.kind()).execute();
    }

    public List<Left> left() {
        return jdbi.withHandle(h -> h.createQuery("""
                select channel, state, count(*) as deliveries, max(last_error) as last_error from delivery
                where state in ('GIVEN_UP', 'UNCERTAIN') group by channel, state order by channel, state""")
                .map((row, context) -> new Left(row.getString("channel"), row.getString("state"),
                        row.getLong("deliveries"), Optional.ofNullable(row.getString("last_error"))))
                .list());
    }

    public List<OpenPayment> payments(int most) {
        return new ArrayList<>(jdbi.withHandle(h -> h.createQuery("""
                select p.order_id, coalesce(o.order_id, '?') as own, p.service, p.account, p.reference, p.state,
                    coalesce(p.state_at, p.began_at) as since
                from payment p join orders o on o.id = p.order_id
                where p.ask_at is null and not p.final order by p.id limit :most""").bind("most", most)
                .map((row, context) -> new OpenPayment(row.getLong("order_id"), row.getString("own"),
                        row.getString("service"), row.getString("account"), row.getString("reference"),
                        row.getString("state"), Tables.instant(row, "since").orElseThrow()))
                .list()));
    }
}
