package io.guichet.ledger;

import io.guichet.ledger.Deliveries.StoredDocument;
import io.guichet.order.Cleaned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What a sender asks: what became of an input, what was last said of an order, its documents. Nothing is changed. */
public final class Inquiries {

    /** What became of one order of an input. */
    public enum Became {
        /** It came in by this input. */
        ACCEPTED,
        /** It was turned away at the door. */
        REJECTED,
        /** It was there already and is answered with the first result. */
        REPEAT
    }

    /**
     * One order of an input.
     *
     * @param position      where it stands in its input
     * @param correlationId that of this very message; a repeat has its own
     */
    public record Line(long position, Became became, OrderEntry entry, Optional<String> correlationId, Said said) {
    }

    /**
     * What there is to tell of an order.
     *
     * @param answer  the last final or interim one; empty where nothing was said yet or it was forgotten
     * @param cleaned which of its texts were cleaned when it was read
     */
    public record Said(Optional<String> answer, List<Cleaned> cleaned) {
    }

    /**
     * Some orders of an input and how many there are in all.
     *
     * @param closed whether it was read to its end
     * @param lines  in their sequence
     * @param more   whether others follow
     */
    public record Page(boolean closed, long accepted, long rejected, long repeats, List<Line> lines, boolean more) {

        public long orders() {
            return accepted + rejected + repeats;
        }
    }

    /** Retention leaves this in the place of what quoted an order. */
    private static final String FORGOTTEN = "{}";

    /** Characters of answers on one page: a thousand orders with a hundred errors each weigh too much. */
    private static final int MOST_TEXT = 2_000_000;
    private static final int ROWS_AT_A_TIME = 50;

    private static final String LAST_ANSWER = """
            left join lateral (
                select body from message
                where order_id = entry.id and kind in ('final', 'interim')
                order by id desc limit 1) said on true
            """;

    private final Jdbi jdbi;

    private Inquiries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Inquiries over(LedgerDatabase database) {
        return new Inquiries(database.jdbi());
    }

    /** The orders that bear this id, one for each identity: the one that has it, else the last. */
    public List<OrderEntry> find(String orderId, Optional<String> service, Optional<String> account,
            Optional<String> operation) {
        return find(jdbi, orderId, service, account, operation);
    }

    static List<OrderEntry> find(Jdbi jdbi, String orderId, Optional<String> service, Optional<String> account,
            Optional<String> operation) {
        record Found(OrderEntry entry, boolean bound, boolean taken) {
        }
        List<Found> all = jdbi.withHandle(h -> h.createQuery(Desk.ENTRY + """
                where o.order_id = :orderId and o.service is not distinct from coalesce(:service, o.service)
                  and o.account is not distinct from coalesce(:account, o.account)
                  and o.operation is not distinct from coalesce(:operation, o.operation)
                order by o.id""")
                .bind("orderId", orderId).bind("service", service.orElse(null)).bind("account", account.orElse(null))
                .bind("operation", operation.orElse(null))
                .map((row, context) -> new Found(Desk.entry(row), row.getBoolean("bound"),
                        row.getString("content_hash") != null))
                .list());
        // What was turned away at the door does not compete with what was taken.
        boolean anyTaken = all.stream().anyMatch(Found::taken);
        Map<String, Found> one = new LinkedHashMap<>();
        all.stream().filter(found -> found.taken() || !anyTaken).forEach(
                found -> one.merge(found.entry().scope(), found, (first, next) -> first.bound() ? first : next));
        return one.values().stream().map(Found::entry).toList();
    }

    /** The number of what a door has read under this token. */
    public Optional<Long> input(String door, String token) {
        return jdbi.withHandle(h -> h.createQuery("select id from intake where door = :door and token = :token")
                .bind("door", door).bind("token", token).mapTo(Long.class).findOne());
    }

    /** The orders of an input that stand behind a position, at most so many; fewer where much is said of them. */
    public Page page(long input, long after, int most) {
        // One snapshot, so that its parts fit each other.
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, h -> {
            record Counts(long accepted, long rejected, long repeats, boolean closed) {
            }
            Counts counts = h.createQuery("""
                    select
                        (select closed_at is not null from intake where id = :input) as closed,
                        (select count(*) from orders where intake_id = :input and content_hash is not null) as accepted,
                        (select count(*) from orders where intake_id = :input and content_hash is null) as rejected,
                        (select count(*) from repeat_request where intake_id = :input) as repeats""")
                    .bind("input", input)
                    .map((row, context) -> new Counts(row.getLong("accepted"), row.getLong("rejected"),
                            row.getLong("repeats"), row.getBoolean("closed")))
                    .one();
            List<Line> lines = new ArrayList<>();
            boolean more = lines(h, input, after, most, lines);
            return new Page(counts.closed(), counts.accepted(), counts.rejected(), counts.repeats(), lines, more);
        });
    }

    /** Whether others follow. */
    private static boolean lines(Handle h, long input, long after, int most, List<Line> lines) {
        try (ResultIterator<Line> rows = h.createQuery("""
                select entry.*, line.place, line.again, line.asked, said.body
                from (
                    (select position as place, false as again, correlation_id as asked, id from orders
                     where intake_id = :input and position > :after order by position limit :most)
                    union all
                    (select position, true, correlation_id, order_id from repeat_request
                     where intake_id = :input and position > :after order by position limit :most)
                    order by place limit :most) line
                join (""" + Desk.ENTRY + """
                ) entry on entry.id = line.id
                """ + LAST_ANSWER + """
                order by line.place""")
                .bind("input", input).bind("after", after).bind("most", most + 1).setFetchSize(ROWS_AT_A_TIME)
                .map((row, context) -> new Line(row.getLong("place"), became(row), Desk.entry(row),
                        Optional.ofNullable(row.getString("asked")), said(row)))
                .iterator()) {
            long text = 0;
            while (rows.hasNext() && lines.size() < most && text < MOST_TEXT) {
                Line line = rows.next();
                text += line.said().answer().map(String::length).orElse(0);
                lines.add(line);
            }
            return rows.hasNext();
        }
    }

    private static Became became(ResultSet row) throws SQLException {
        if (row.getBoolean("again")) {
            return Became.REPEAT;
        }
        // Only what was taken has content to be compared with.
        return row.getString("content_hash") == null ? Became.REJECTED : Became.ACCEPTED;
    }

    public Said said(OrderEntry order) {
        return jdbi.withHandle(h -> h
                .createQuery("select said.body, entry.cleaned from orders entry " + LAST_ANSWER
                        + "where entry.id = :id")
                .bind("id", order.id()).map((row, context) -> said(row)).one());
    }

    private static Said said(ResultSet row) throws SQLException {
        return new Said(Optional.ofNullable(row.getString("body")).filter(body -> !body.equals(FORGOTTEN)),
                Tables.cleaned(row.getString("cleaned")));
    }

    /** One document of an order, as it was booked. */
    public Optional<StoredDocument> document(OrderEntry order, String name) {
        return jdbi.withHandle(h -> h.createQuery("""
                select name, kind, media_type, sha256, content from document where order_id = :id and name = :name""")
                .bind("id", order.id()).bind("name", name)
                .map((row, context) -> new StoredDocument(row.getString("name"), row.getString("kind"),
                        row.getString("media_type"), row.getString("sha256"), row.getBytes("content")))
                .findOne());
    }
}
