package io.guichet.crash;

import io.guichet.crash.Evidence.AttemptRow;
import io.guichet.crash.Evidence.AuditRow;
import io.guichet.crash.Evidence.OrderRow;
import io.guichet.ledger.LedgerConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger as its own auditor reads it: with SQL of the tests, past the product. */
final class Records {

    private static final String FINAL = "('COMPLETED', 'REJECTED', 'REFUSED', 'FAILED', 'CANCELLED')";

    /** Longer than each lease of the campaign, that of a delivery being the longest. */
    private static final String LONGEST_WAIT = "2 minutes";

    private final LedgerConnection at;

    Records(LedgerConnection at) {
        this.at = at;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Evidence.Ledger all() {
        return new Evidence.Ledger(
                list("select *, due_at is not null as due, lease_until is not null as leased from orders",
                        row -> new OrderRow(row.getLong("id"), row.getString("order_id"), row.getString("operation"),
                                row.getString("name"), row.getString("state"), row.getInt("version"),
                                row.getBoolean("due"), row.getBoolean("leased"))),
                list("select * from audit", row -> new AuditRow(row.getLong("order_id"), row.getInt("version"),
                        Optional.ofNullable(row.getString("from_state")), row.getString("to_state"))),
                list("select * from attempt", row -> new AttemptRow(row.getLong("order_id"), row.getString("key"),
                        Optional.ofNullable(row.getString("ended")))),
                told("final"), told("interim"),
                list("select body from message union all select why from audit", row -> row.getString(1)));
    }

    private List<Long> told(String kind) {
        return list("select order_id from message where kind = '" + kind
                + "' and exists (select from delivery where message_id = message.id)", row -> row.getLong(1));
    }

    /** How many orders there are. */
    long orders() {
        return number("select count(*) from orders");
    }

    long in(String state) {
        return number("select count(*) from orders where state = '" + state + "'");
    }

    /** Orders that will still change by themselves. */
    long moving() {
        return number("select count(*) from orders where state not in " + FINAL
                + " and not (state in ('IN_DOUBT', 'BOUGHT') and due_at is null)");
    }

    /** Orders in doubt. */
    long doubted() {
        return in("IN_DOUBT");
    }

    /** Messages that are still to be delivered. */
    long undelivered() {
        return number("select count(*) from delivery where state = 'DUE'");
    }

    /** Files whose orders rest, and of which it is still to be told what became of them. */
    long unreported() {
        return number("""
                select count(*) from intake i where door <> 'queue' and (closed_at is null or report_at is not null
                    and (reported is null
                        or not exists (select from orders where intake_id = i.id and completed_at is null)))""");
    }

    /** Bookings that showed up after their attempt was closed, and were told. */
    long lateBookings() {
        return number("select count(*) from attempt where ended = 'LATE'");
    }

    long attempts() {
        return number("select count(*) from attempt");
    }

    /** How long each doubt that has ended was open, in milliseconds, by the audit. */
    List<Long> doubts() {
        return list("""
                select cast(extract(epoch from ended.at - doubt.at) * 1000 as bigint)
                from audit doubt join audit ended on ended.order_id = doubt.order_id and ended.from_state = 'IN_DOUBT'
                    and ended.to_state <> 'IN_DOUBT' and ended.version > doubt.version
                where doubt.to_state = 'IN_DOUBT' and doubt.from_state <> 'IN_DOUBT' and not exists (
                    select from audit between_them where between_them.order_id = doubt.order_id
                      and between_them.from_state = 'IN_DOUBT' and between_them.to_state <> 'IN_DOUBT'
                      and between_them.version > doubt.version and between_them.version < ended.version)""",
                row -> row.getLong(1));
    }

    /** Every lease and every wait is over, as after an outage that was long enough; what happened keeps its time. */
    void waitsAreOver() {
        try (Connection open = open(); Statement statement = open.createStatement()) {
            for (String column : List.of("orders.due_at", "orders.lease_until", "delivery.due_at",
                    "delivery.lease_until", "attempt.look_at", "intake.report_at")) {
                String table = column.substring(0, column.indexOf('.'));
                String name = column.substring(column.indexOf('.') + 1);
                statement.executeUpdate("update " + table + " set " + name + " = " + name
                        + " - interval '" + LONGEST_WAIT + "' where " + name + " is not null");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long number(String query) {
        return list(query, row -> row.getLong(1)).get(0);
    }

    private <T> List<T> list(String query, Row<T> reader) {
        try (Connection open = open();
                Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(at.url(), at.user(), at.password());
    }
}
